import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen.errors import PublishError
from portalgen.model.site import Publication, SiteFile, Written
from portalgen.publish import publish_folder

MARKER = SiteFile("build.json", b'{"generator": "portalgen"}')

Site = Mapping[str, bytes]


def _files(site: Site) -> list[SiteFile]:
    return [MARKER, *(SiteFile(path, content) for path, content in site.items())]


def _publish(site: Site, target: Path) -> Publication:
    return publish_folder(_files(site), target)


def _read(target: Path) -> dict[str, bytes]:
    paths = (path for path in target.rglob("*") if path.is_file())
    found = {path.relative_to(target).as_posix(): path.read_bytes() for path in paths}
    found.pop("build.json", None)
    return found


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out" / "public"


def test_a_site_is_written_whole(target: Path) -> None:
    done = _publish({"index.html": b"home", "a/b/index.html": b"page"}, target)
    assert _read(target) == {"index.html": b"home", "a/b/index.html": b"page"}
    assert done.files == tuple(
        Written.of(file) for file in (SiteFile("a/b/index.html", b"page"), MARKER, SiteFile("index.html", b"home"))
    )
    assert (done.destination, done.changed, done.removed) == (str(target), 3, 0)
    assert [path.name for path in target.parent.iterdir()] == ["public"]


def test_a_digest_that_is_known_is_not_computed_again(target: Path) -> None:
    done = publish_folder([SiteFile("a", b"1", digest="known"), MARKER], target)
    assert done.files[0] == Written("a", "known", 1)


def test_what_changed_and_what_went_is_counted(target: Path) -> None:
    _publish({"same": b"1", "changed": b"1", "gone": b"1", "deep/gone": b"1"}, target)
    done = _publish({"same": b"1", "changed": b"2", "new": b"3"}, target)
    assert (done.changed, done.removed) == (2, 2)
    assert _read(target) == {"same": b"1", "changed": b"2", "new": b"3"}
    assert not (target / "deep").exists()


def test_unchanged_files_are_not_written_again(target: Path) -> None:
    _publish({"same": b"1", "changed": b"1"}, target)
    before = {name: (target / name).stat().st_ino for name in ("same", "changed")}
    _publish({"same": b"1", "changed": b"2"}, target)
    assert (target / "same").stat().st_ino == before["same"]
    assert (target / "changed").stat().st_ino != before["changed"]


def test_a_published_tree_that_is_held_open_does_not_change(target: Path, tmp_path: Path) -> None:
    _publish({"page": b"old"}, target)
    os.link(target / "page", tmp_path / "held")
    _publish({"page": b"new"}, target)
    assert (tmp_path / "held").read_bytes() == b"old"


def test_files_without_a_second_name_are_copied(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    _publish({"same": b"1"}, target)
    monkeypatch.setattr(os, "link", refuse)  # some file systems have no hard links
    assert _publish({"same": b"1"}, target).changed == 0
    assert _read(target) == {"same": b"1"}


def test_an_empty_folder_is_taken(target: Path) -> None:
    target.mkdir(parents=True)
    _publish({"a": b""}, target)
    assert _read(target) == {"a": b""}


def test_a_link_to_a_folder_stays_a_link(target: Path, tmp_path: Path) -> None:
    target.parent.mkdir()
    target.symlink_to(tmp_path / "disk" / "site")
    _publish({"a": b"1"}, target)
    _publish({"a": b"2"}, target)
    assert target.is_symlink()
    assert _read(tmp_path / "disk" / "site") == {"a": b"2"}


@pytest.mark.parametrize("marker", [None, "[]", "{}", '{"generator": "hugo"}', '{"generator": "port', "\0"])
def test_a_folder_of_somebody_else_is_refused(target: Path, marker: str | None) -> None:
    target.mkdir(parents=True)
    (target / "thesis.txt").write_text("years of work")
    if marker is not None:
        (target / "build.json").write_text(marker)
    with pytest.raises(PublishError, match="did not write") as caught:
        _publish({"a": b""}, target)
    assert caught.value.hint == "name another folder, or empty this one"
    assert (target / "thesis.txt").read_text() == "years of work"
    assert [path.name for path in target.parent.iterdir()] == ["public"]


@pytest.mark.parametrize("path", ["/", "file"])
def test_a_file_and_the_root_are_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(PublishError, match="is a file or the root"):
        _publish({"a": b""}, tmp_path / path)
    assert (tmp_path / "file").read_text() == "x"


def test_a_parent_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(PublishError, match="cannot be written") as caught:
        _publish({"a": b""}, tmp_path / "file" / "public")
    assert caught.value.hint


@pytest.mark.parametrize(
    "path",
    ["../x", "a/../../x", "/etc/x", "", "a//b", "a/", "./a", "a/.", "..", "a\\..\\x", "a\0b", "a\nb"],
)
def test_paths_that_leave_the_site_are_refused(target: Path, path: str) -> None:
    _publish({"a": b"old"}, target)
    with pytest.raises(PublishError, match="is not a path inside the site"):
        _publish({"fine": b"", path: b"x"}, target)
    assert _read(target) == {"a": b"old"}
    assert [found.name for found in target.parent.iterdir()] == ["public"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a", "a"),
        ("a/b", "a"),
        ("a", "a/b"),
        ("a", "a/b/c"),
        ("a/b/c", "a/b"),
        ("Readme", "README"),
        ("docs/A/x", "docs/a"),
        ("stra\u00dfe", "STRASSE"),
        ("\u00e9", "e\u0301"),
        ("build.json", "x"),
    ],
)
def test_paths_in_each_others_way_are_refused(target: Path, first: str, second: str) -> None:
    _publish({"a": b"old"}, target)
    files = [MARKER, SiteFile(first, b"1"), SiteFile(second, b"2")]
    with pytest.raises(PublishError, match="is in the way of"):
        publish_folder(files, target)
    assert _read(target) == {"a": b"old"}


def test_folders_may_differ_in_case(target: Path) -> None:
    site = {"docs/A/x": b"1", "docs/a/y": b"2"}
    _publish(site, target)
    assert _read(target) == site


@pytest.mark.parametrize("marker", [(), (SiteFile("build.json", b"{}"),)])
def test_a_site_that_could_not_be_replaced_later_is_refused(target: Path, marker: tuple[SiteFile, ...]) -> None:
    with pytest.raises(PublishError, match=r"no build\.json"):
        publish_folder([*marker, SiteFile("a", b"")], target)
    assert not target.exists()


def test_the_marker_is_written_last(target: Path) -> None:
    def files() -> Iterator[SiteFile]:
        yield MARKER
        yield SiteFile("a", b"1")
        staged = target.with_name(".public.new")
        assert [path.name for path in staged.iterdir()] == ["a"]

    publish_folder(files(), target)
    assert json.loads((target / "build.json").read_bytes())["generator"] == "portalgen"


class _KilledError(BaseException):
    """Stands for the end of the process."""


def _killed_after(site: Site, count: int) -> Iterator[SiteFile]:
    yield from _files(site)[:count]
    raise _KilledError


@pytest.mark.parametrize("count", range(4))
def test_an_error_on_the_way_leaves_the_old_site(target: Path, count: int) -> None:
    old = {"a": b"old", "b": b"old"}
    _publish(old, target)
    with pytest.raises(_KilledError):
        publish_folder(_killed_after({"a": b"new", "c": b"new"}, count), target)
    assert _read(target) == old
    assert [path.name for path in target.parent.iterdir()] == ["public"]


OLD = {"a": b"old", "d/b": b"same"}
NEW = {"a": b"new", "d/b": b"same", "e/c": b"new"}
STEPS = 60

DYING = """
import os, sys
from pathlib import Path
from portalgen.model.site import SiteFile
from portalgen.publish import publish_folder

files = [SiteFile("build.json", b'{"generator": "portalgen"}')]
files += [SiteFile(path, content.encode()) for path, _, content in (text.partition("=") for text in sys.argv[2:])]
left = -1

def count(event, _):
    global left
    if left >= 0 and event in {"os.rename", "os.mkdir", "os.link", "os.remove", "os.rmdir", "open"}:
        left -= 1
        if left < 0:
            os._exit(9)

sys.addaudithook(count)
for target in sorted(Path(sys.argv[1]).iterdir()):
    if not (child := os.fork()):
        left = int(target.name)
        publish_folder(files, target / "public")
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
"""Publishes into every folder of a folder, each time in a process that dies at the n-th thing it does to the disk."""


def test_a_kill_at_any_moment_leaves_the_old_site_or_the_new(tmp_path: Path) -> None:
    targets = [tmp_path / "out" / f"{step:03}" / "public" for step in range(STEPS)]
    for target in targets:
        _publish(OLD, target)
    site = [f"{path}={content.decode()}" for path, content in NEW.items()]
    command = [sys.executable, "-c", DYING, str(tmp_path / "out"), *site]
    codes = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    assert (codes[0], codes[-1], set(codes)) == ("9", "0", {"0", "9"})  # from the first step to beyond the last
    for target in targets:
        held = target if target.exists() else target.with_name(".public.old")  # between the two renames: neither
        assert _read(held) in (OLD, NEW)
        _publish(NEW, target)
        assert _read(target) == NEW
        assert [path.name for path in target.parent.iterdir()] == ["public"]


def test_a_half_done_swap_goes_back_even_if_the_next_run_fails(target: Path) -> None:
    _publish(OLD, target)
    target.rename(target.with_name(".public.old"))
    with pytest.raises(_KilledError):
        publish_folder(_killed_after(NEW, 2), target)
    assert _read(target) == OLD


NAMES = st.sampled_from(["index.html", "a", "b", "c.html", "\u00e9", "x y"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
CONTENTS = st.sampled_from([b"", b"1", b"2", b"a longer text\n"])


def _drop_collisions(site: Site) -> Site:
    parents = {path.rsplit("/", count)[0] for path in site for count in range(1, path.count("/") + 1)}
    return {path: content for path, content in site.items() if path not in parents}


SITES = st.dictionaries(PATHS, CONTENTS, max_size=8).map(_drop_collisions)


@settings(deadline=None, max_examples=40)  # the disk may be busy
@given(st.lists(st.tuples(SITES, st.integers(min_value=-1, max_value=9)), min_size=1, max_size=5))
def test_sites_published_in_turn_leave_exactly_the_last(turns: list[tuple[Site, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "public"
        held: dict[str, bytes] = {}
        for site, killed_after in turns:
            if killed_after >= 0:
                with pytest.raises(_KilledError):
                    publish_folder(_killed_after(site, killed_after), target)
            else:
                done = _publish(site, target)
                assert done.removed == len(held.keys() - site.keys())
                held = dict(site)
            assert _read(target) == held
