"""What a rebuild waits for."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from portalgen.config import load_config
from portalgen.model.source import Source
from portalgen.serve import Watched, Watcher, watched
from tests.builders.repositories import RepositoryBuilder

WATCHDOG = 120
"""Seconds until a test gives up; what is noticed at all is noticed in one."""


@pytest.fixture
def changed() -> Event:
    return Event()


def test_portal_yaml_folders_and_local_refs_are_watched(
    tmp_path: Path, make_repository: Callable[[str], RepositoryBuilder]
) -> None:
    builder = make_repository("shop").commit({"a": "b"})
    for name in ("org", "theme", "static"):
        (tmp_path / name).mkdir()
    path = tmp_path / "portal.yaml"
    path.write_text(f"git: {{mirrors: {{'https://git.example.org/': '{builder.path.parent}/'}}}}\n")
    sources = [Source("org"), Source("https://git.example.org/shop.git", "1"), Source("https://far.example.org/x", "2")]
    found = watched(load_config(path, {}), sources)
    assert found.trees == {tmp_path / "org", tmp_path / "theme", tmp_path / "static", builder.path / "refs"}
    assert found.files == {path, *(builder.path / name for name in ("HEAD", "packed-refs", "reftable"))}


@pytest.mark.parametrize("output", ["site", "../portal/site", "link/site"])
def test_what_a_build_writes_does_not_start_the_next(tmp_path: Path, output: str) -> None:
    folder = tmp_path / "portal"
    folder.mkdir()
    (folder / "link").symlink_to(".")
    path = folder / "portal.yaml"
    path.write_text(f"site: {{output: {output}}}\n")
    found = watched(load_config(path, {}), [Source(".")])
    assert found.concerns(folder / "site.yaml")
    assert not found.concerns(folder / "site" / "index.html")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("portal.yaml", True),
        ("README.md", False),
        ("portal.yaml~", False),
        ("org/a/b.yaml", True),
        ("org/.git/index", False),
        ("org/public/index.html", False),
        ("org/refs.lock", False),
        ("elsewhere/a.yaml", False),
    ],
)
def test_only_what_can_change_the_site_counts(tmp_path: Path, name: str, *, expected: bool) -> None:
    what = Watched(
        frozenset({tmp_path / "portal.yaml"}),
        frozenset({tmp_path / "org"}),
        ignored=frozenset({tmp_path / "org" / "public"}),
    )
    assert what.concerns(tmp_path / name) is expected


def test_a_commit_in_a_local_repository_is_noticed(
    make_repository: Callable[[str], RepositoryBuilder], tmp_path: Path, changed: Event
) -> None:
    builder = make_repository("shop").commit({"a": "1"})
    path = tmp_path / "portal.yaml"
    path.write_text("site: {}\n")
    watcher = Watcher(watched(load_config(path, {}), [Source(builder.url, builder.head)]), changed)
    try:
        builder.commit({"a": "2"})
        assert changed.wait(WATCHDOG)
    finally:
        watcher.stop()


def test_an_editor_that_replaces_portal_yaml_is_noticed_every_time(tmp_path: Path, changed: Event) -> None:
    path = tmp_path / "portal.yaml"
    path.write_text("site: {}\n")
    watcher = Watcher(Watched(frozenset({path})), changed)
    try:
        for number in range(2):
            changed.clear()
            (tmp_path / "new").write_text(f"site: {{title: '{number}'}}\n")
            (tmp_path / "new").rename(path)
            assert changed.wait(WATCHDOG)
    finally:
        watcher.stop()


PROVIDERS = """\
catalog:
  providers:
    list: {file: ../lists/repositories.yaml}
    scim: {people: {file: people.json}, service: {url: 'https://x.example'}}
    folder: {path: ../repositories/, depth: 2}
    plugin: {file: other.yaml}
"""


def test_what_providers_read_here_is_watched(tmp_path: Path, changed: Event) -> None:
    for name in ("portal", "lists", "repositories/team", "repositories/.hidden"):
        (tmp_path / name).mkdir(parents=True)
    RepositoryBuilder.at(tmp_path / "repositories/api.git")
    path = tmp_path / "portal" / "portal.yaml"
    path.write_text(PROVIDERS)
    found = watched(load_config(path, {}), [])
    assert found.files == {path, tmp_path / "lists/repositories.yaml", tmp_path / "portal" / "people.json"}
    assert found.folders == {tmp_path / "repositories", tmp_path / "repositories/team"}
    assert found.concerns(tmp_path / "repositories/team/web")
    assert not found.concerns(tmp_path / "repositories/team/.tmp")
    assert not found.concerns(tmp_path / "repositories/api.git/config")
    for change in ((tmp_path / "lists/repositories.yaml").touch, (tmp_path / "repositories/team/web").mkdir):
        changed.clear()
        watcher = Watcher(found, changed)
        try:
            change()
            assert changed.wait(WATCHDOG)
        finally:
            watcher.stop()


def test_settings_that_are_wrong_name_nothing_to_watch(tmp_path: Path) -> None:
    path = tmp_path / "portal.yaml"
    path.write_text("catalog: {providers: {list: {fiel: a.yaml}}}\n")
    assert watched(load_config(path, {}), []).files == {path}
