"""`portalgen plan` counts what documentation costs: who changed its pages, and its versions."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.builders.git_server import GitServer, serving
from tests.builders.repositories import Content, RepositoryBuilder
from tests.commands.conftest import SHOP

Run = Callable[..., Result]
Made = Mapping[str, RepositoryBuilder]


def descriptor(name: str, *annotations: str) -> str:
    lines = "".join(f"    {row}\n" for row in annotations)
    return SHOP.replace("shop", name).replace(
        "metadata:\n", f"metadata:\n  annotations:\n{lines}" if lines else "metadata:\n"
    )


@pytest.fixture
def server(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GitServer]:
    del run  # it moved us to an empty folder
    monkeypatch.setenv("no_proxy", "localhost,127.0.0.1")
    with serving(GitServer(tmp_path / "repositories")) as found:
        yield found


@pytest.fixture
def made(server: GitServer, make_repository: Callable[[str], RepositoryBuilder]) -> Made:
    """A repository with documentation, one without, and one with versions of it."""
    found = {name: make_repository(name) for name in ("docs", "plain", "versions")}
    for one in found.values():
        one.git("config", "uploadpack.allowFilter", "true")
    docs, versions = "backstage.io/techdocs-ref: dir:.", "portalgen.dev/docs-versions: v*"
    home: Mapping[str, Content] = {"docs/index.md": "# Home"}
    found["docs"].commit({"catalog-info.yaml": descriptor("docs", docs), **home})
    found["plain"].commit({"catalog-info.yaml": descriptor("plain")})
    found["versions"].commit(home).tag("v1")
    found["versions"].commit({"catalog-info.yaml": descriptor("versions", docs, versions)})
    name_them(server, *found)
    return found


def name_them(server: GitServer, *names: str) -> None:
    rows = "".join(f"    - {{type: git, target: '{server.url}/{name}.git'}}\n" for name in names)
    Path("portal.yaml").write_text(f"organization: {{name: Acme}}\ncatalog:\n  locations:\n{rows}")


def planned(run: Run) -> dict[str, Any]:
    """Return what a plan says of requests."""
    result = run("plan", "--format", "json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)["requests"]
    return {name: count for name, count in found.items() if count}


def test_a_plan_counts_what_documentation_asks(run: Run, server: GitServer, made: Made) -> None:
    assert planned(run) == {"total": 6, "heads": 3, "packs": 3}  # who has documentation, and which, is not known yet
    assert run("build").exit_code == 0

    for changes in ((), ("docs",)):
        for name in changes:
            made[name].commit({"docs/index.md": "# More"})
        before, expected = len(server.paths), planned(run)
        assert len(server.paths) == before
        assert expected == {"total": 5, "heads": 4, "names": 1}
        assert run("build").exit_code == 0
        assert len(server.paths) - before == 5 + 3 * len(changes)


def test_new_repositories_have_documentation_as_often_as_others(run: Run, server: GitServer, made: Made) -> None:
    name_them(server, "docs")
    assert run("build").exit_code == 0
    name_them(server, "docs", "versions")
    before, expected = len(server.paths), planned(run)
    assert expected == {"total": 4, "heads": 2, "packs": 1, "histories": 1}
    made["versions"].git("tag", "--delete", "v1")
    assert run("build").exit_code == 0
    assert len(server.paths) - before == 4 + 1  # nobody knew that it asks for versions
    assert "histories" not in planned(run)


def test_a_portal_without_histories_counts_none(run: Run, server: GitServer, made: Made) -> None:
    assert made
    name_them(server, "docs")
    assert run("build").exit_code == 0
    name_them(server, "docs", "plain")
    Path("portal.yaml").write_text(Path("portal.yaml").read_text() + "techdocs: {history: false}\n")
    assert planned(run) == {"total": 3, "heads": 2, "packs": 1}
