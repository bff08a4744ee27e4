"""What a build makes of sources that do not answer any more, and that no secret is left anywhere."""

import base64
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import Result

from tests.builders.git_server import GitServer, serving
from tests.builders.repositories import RepositoryBuilder

Run = Callable[..., Result]
Company = Mapping[str, RepositoryBuilder]

SECRET = "glpat-do-not-keep"  # noqa: S105 - the test looks for it


@pytest.mark.parametrize(("level", "code"), [("", 0), ("diagnostics: {source-stale: error}\n", 1)])
def test_a_policy_says_whether_a_stale_source_fails_a_build(run: Run, company: Company, level: str, code: int) -> None:
    portal = Path("portal.yaml")
    portal.write_text(f"{portal.read_text()}{level}")
    assert run("build", "--fail-on", "error").exit_code == 0
    shop = company["shop"]
    shop.path.rename(shop.path.with_name("away.git"))
    assert run("build", "--fail-on", "error").exit_code == code
    sources = json.loads(Path("public/build.json").read_text())["sources"]
    assert [(row["commit"], "staleSince" in row) for row in sources] == [
        (company["people"].head, False),
        (shop.head, True),
    ]


def test_levels_of_sources_fail_a_build_by_how_they_ended(run: Run, company: Company) -> None:
    first = run("build", "--fail-on", "stale")
    assert (first.exit_code, "sources: 2 (2 fresh)" in first.output) == (0, True)
    assert "sources: 2 (2 unchanged)" in run("build").output
    shop = company["shop"]
    shop.path.rename(shop.path.with_name("away.git"))
    assert run("build", "--fail-on", "failed").exit_code == 0
    stale = run("build", "--fail-on", "stale")
    assert (stale.exit_code, "sources: 2 (1 unchanged, 1 stale)" in stale.output) == (1, True)
    failed = run("build", "--fail-on", "failed", "--cache", "empty")
    assert (failed.exit_code, "sources: 2 (1 fresh, 1 failed)" in failed.output) == (1, True)


def test_a_token_is_in_nothing_that_was_written(
    run: Run, company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "localhost")
    monkeypatch.setenv("GITLAB_TOKEN", SECRET)
    encoded = base64.b64encode(f"oauth2:{SECRET}".encode()).decode()
    with serving(GitServer(company["shop"].path.parent, needs=f"Basic {encoded}")) as server:
        host = f"integrations:\n  gitlab: [{{host: '{server.host}', token: '${{GITLAB_TOKEN}}'}}]\n"
        places = "".join(f"    - {{type: git, target: '{server.url}/{name}.git'}}\n" for name in (*company, "never"))
        Path("portal.yaml").write_text(f"{host}catalog:\n  locations:\n{places}")
        said = [run("build", "--verbose"), run("build", "--verbose")]
    assert [result.exit_code for result in said] == [0, 0]
    assert set(server.authorizations) == {f"Basic {encoded}"}
    written = [path for path in tmp_path.rglob("*") if path.is_file() and "repositories" not in path.parts]
    assert any(path.suffix == ".pack" for path in written)
    texts = [path.read_bytes() for path in written] + [result.output.encode() for result in said]
    assert not any(secret.encode() in text for text in texts for secret in (SECRET, encoded))
