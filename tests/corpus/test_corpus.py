"""One portal of 44 real repositories: no traceback, every fault a diagnostic with a place."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

HERE = Path(__file__).parent
CORPUS = os.environ.get("PORTALGEN_CORPUS")

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS, reason="PORTALGEN_CORPUS does not name the folder of real repositories"),
    pytest.mark.xdist_group("corpus"),
]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    folder = tmp_path_factory.mktemp("corpus")
    repositories = folder / "repositories"
    subprocess.run([sys.executable, f"{CORPUS}/materialise", repositories], check=True, capture_output=True)
    config = str(HERE / "portal.yaml")
    command = [sys.executable, "-m", "portalgen", "build", "--format", "json", "--config", config]
    done = subprocess.run(
        [*command, "--output", str(folder / "site"), "--cache", str(folder / "cache")],
        env=os.environ | {"PORTALGEN_CORPUS_REPOSITORIES": str(repositories)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
    return folder / "site", json.loads(done.stdout)


def test_every_fault_has_a_registered_code_and_a_place(built: tuple[Path, dict[str, object]]) -> None:
    _, result = built
    diagnostics = result["diagnostics"]
    assert isinstance(diagnostics, list)
    assert len(diagnostics) > 100
    assert [row for row in diagnostics if not row["where"]["path"] or not row["message"]] == []


def test_entities_of_every_kind_are_there(built: tuple[Path, dict[str, object]]) -> None:
    site, _ = built
    entities = json.loads((site / "build.json").read_text())["entities"]
    for kind, least in {"component": 330, "api": 25, "group": 30, "system": 20, "template": 35, "user": 20}.items():
        assert entities[kind] >= least, kind


def test_the_documentation_of_the_well_known_is_there(built: tuple[Path, dict[str, object]]) -> None:
    site, _ = built
    for name, page, words in (
        ("httpx", "quickstart", "JSON Response Content"),
        ("typer", "tutorial/first-steps", "First Steps"),
        ("hatch", "config/metadata", "Project metadata"),
        ("starlette", "routing", "Routing"),
    ):
        text = (site / f"docs/default/component/{name}/{page}/index.html").read_text()
        main = LexborHTMLParser(text).css_first("main")
        assert main, name
        assert words in main.text(), name


def test_no_script_of_a_source_reaches_a_page(built: tuple[Path, dict[str, object]]) -> None:
    site, _ = built
    for path in set(site.rglob("*.html")) - {site / "assets" / "diagrams.html"}:  # the theme's own, in a sandbox
        page = LexborHTMLParser(path.read_text())
        own = {script.attributes.get("type") or "" for script in page.css("script:not([src])")}
        assert own <= {"application/json"}, path
        outside = [one.attributes["src"] for one in page.css("script[src]") if "//" in (one.attributes["src"] or "")]
        assert outside == [], path
