"""Repositories without a host's listing: those of a YAML file, and those in a folder of this machine."""

from pathlib import Path

import pytest

from portalgen.discover import Discovered
from portalgen.errors import ConfigError
from tests.builders.discovery import discover
from tests.builders.repositories import RepositoryBuilder

LIST = "catalog: {providers: {list: {file: repositories.yaml%s}}}\n"


def rows(listed: Discovered) -> list[tuple[str, str, tuple[str, ...], bool]]:
    assert {one.code for one in listed.diagnostics} == (set() if listed.locations else {"nothing-discovered"})
    assert {one.type for one in listed.locations} <= {"git"}
    return [(one.target, one.ref, one.paths, one.optional) for one in listed.locations]


def test_a_list_names_repositories(tmp_path: Path) -> None:
    (tmp_path / "repositories.yaml").write_text(
        """\
repositories:
  - https://git.example.org/acme/web
  - url: git@git.example.org:acme/api.git
    ref: v1.2
    catalogPath: [/docs/catalog-info.yaml, '*.yml']
    presence: required
"""
    )
    assert rows(discover(tmp_path, LIST % "")) == [
        ("git@git.example.org:acme/api.git", "v1.2", ("docs/catalog-info.yaml", "*.yml"), False),
        ("https://git.example.org/acme/web", "", ("catalog-info.yaml",), True),
    ]


def test_a_bare_list_and_what_holds_for_all(tmp_path: Path) -> None:
    (tmp_path / "repositories.yaml").write_text("[https://x.org/a, {url: https://x.org/b, catalogPath: b.yaml}]")
    assert rows(discover(tmp_path, LIST % ", catalogPath: /all.yaml, presence: required")) == [
        ("https://x.org/a", "", ("all.yaml",), False),
        ("https://x.org/b", "", ("b.yaml",), False),
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("- https://x.org/a\n-  ref: x\n   url: https://x.org/b\n- https://x.org/a\n", "1:3 3:9"),
        ("repositories:\n  - https://x.org/a\n  - {url: https://x.org/b}\n", "2:5 3:11"),
    ],
)
def test_a_repository_has_its_place_in_the_list(tmp_path: Path, text: str, places: str) -> None:
    (tmp_path / "repositories.yaml").write_text(text)
    found = discover(tmp_path, LIST % "").locations
    assert [str(one.where) for one in found] == [f"repositories.yaml:{place}" for place in places.split()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, "portal.yaml:1:29  catalog.providers.list: repositories.yaml cannot be read: No such file or directory"),
        ("- ulr: x", "repositories.yaml:1:3  repositories[0].ulr: unknown key; did you mean 'url'?"),
        ("- a\n- url: x\n  ref: 1.0\n", "repositories.yaml:3:3  repositories[1].ref: must be text"),
        ("repos: []", "repositories.yaml:1:1  repos: unknown key; known here: repositories"),
        (
            "- https://me:s3cret@x.org/a",
            "repositories.yaml:1:3  repositories[0].url: must hold no user name or password",
        ),
        ("- a: b: c", "repositories.yaml:1:"),
        ("- a\n---\n- b", "repositories.yaml:2:1  a second YAML document"),
        ("", "must hold keys and values"),
        (b"\xff", "repositories.yaml cannot be read: it is not UTF-8 text"),
    ],
)
def test_faults_of_a_list_are_said_with_their_place(tmp_path: Path, text: str | bytes | None, expected: str) -> None:
    if text is not None:
        (tmp_path / "repositories.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ConfigError) as caught:
        discover(tmp_path, LIST % "")
    assert expected in str(caught.value)
    assert "s3cret" not in str(caught.value)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in ("repos/api.git", "repos/web.git", "repos/team/deep", "repos/.hidden/x"):
        RepositoryBuilder.at(tmp_path / name)
    (tmp_path / "repos/clone/.git").mkdir(parents=True)
    RepositoryBuilder.at(tmp_path / "repos/clone/inner")
    (tmp_path / "repos/work tree").mkdir()
    (tmp_path / "repos/work tree/.git").write_text("gitdir: elsewhere\n")
    (tmp_path / "repos/plain").mkdir()
    (tmp_path / "repos/file.git").write_text("no folder")
    return tmp_path


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("path: repos/", "repos/api.git repos/clone repos/web.git repos/work tree"),
        ("path: repos, depth: 2", "repos/api.git repos/clone repos/team/deep repos/web.git repos/work tree"),
        ("path: ./repos, repository: 'api|work.*'", "./repos/api.git ./repos/work tree"),
        ("path: repos/plain", ""),
    ],
)
def test_a_folder_holds_repositories(home: Path, keys: str, expected: str) -> None:
    listed = rows(discover(home, f"catalog: {{providers: {{folder: {{{keys}, ref: main}}}}}}"))
    assert " ".join(target for target, *_ in listed) == expected
    assert {row[1:] for row in listed} <= {("main", ("catalog-info.yaml",), True)}


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    (problem,) = discover(tmp_path, "catalog: {providers: {folder: {path: repos}}}").diagnostics
    assert (problem.code, problem.message) == (
        "source-unreachable",
        "folder/default: repos cannot be read: No such file or directory",
    )


def test_what_asks_no_host_is_asked_offline_too(tmp_path: Path) -> None:
    (tmp_path / "repositories.yaml").write_text("[https://x.org/a]")
    assert [row[0] for row in rows(discover(tmp_path, LIST % "", offline=True))] == ["https://x.org/a"]
