"""The how-to pages: what they show works as they show it."""

from pathlib import Path

import pytest
import yaml

from portalgen.config import load_config
from tests.builders.console import Run, is_promised, steps, write
from tests.builders.pages import ROOT, Block, Page

HOW_TO = ROOT / "docs" / "how-to"
DONE = (
    "add-a-kind",
    "ask-more-of-entities",
    "check-in-merge-requests",
    "choose-a-language",
    "override-a-template",
    "people-and-groups",
    "show-decisions",
    "start-from-app-config",
    "write-descriptors",
)
"""Pages that can be done from top to bottom without a network."""
TOKENS = dict.fromkeys(
    (
        *("GITHUB_TOKEN", "GITLAB_TOKEN", "GITHUB_APP_KEY", "LDAP_SECRET", "SCIM_TOKEN", "BITBUCKET_KEY"),
        *("BITBUCKET_SECRET", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET", "AZURE_TENANT_ID"),
    ),
    "t",
)


def shown(*endings: str) -> dict[str, Block]:
    """Return page and line -> every file with one of those endings that a page shows."""
    pages = [Page(path) for path in sorted(HOW_TO.glob("*.md"))]
    found = [(page, block) for page in pages for block in page.blocks() if block.title.endswith(endings)]
    return {f"{page.path.stem}-{block.lines[0]}": block for page, block in found}


CONFIGURATIONS, FILES = shown("portal.yaml"), shown(".yml", ".yaml")


@pytest.mark.parametrize("name", DONE)
def test_page_can_be_done(name: str, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, value in TOKENS.items():
        monkeypatch.setenv(variable, value)
    for block in Page(HOW_TO / f"{name}.md").blocks():
        if block.title:
            write(block, folder)
        for step in steps(block) if block.language == "console" else ():
            printed = run(step.command)
            assert is_promised(printed, step.printed), printed


@pytest.mark.parametrize("place", CONFIGURATIONS)
def test_configuration_has_no_fault(place: str, tmp_path: Path) -> None:
    write(CONFIGURATIONS[place], tmp_path)
    config = load_config(tmp_path / "portal.yaml", TOKENS)
    assert config.diagnostics == ()
    assert config.locations() or config.settings.catalog.providers


@pytest.mark.parametrize("place", FILES)
def test_yaml_can_be_read(place: str) -> None:
    assert all(isinstance(document, dict) for document in yaml.safe_load_all(FILES[place].text))
