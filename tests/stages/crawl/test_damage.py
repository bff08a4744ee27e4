"""A disk that loses bits: what is kept between builds is damaged, and no build says anything else for it."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from portalgen.crawl import Crawl, GitFetcher, SourceBlobs
from portalgen.crawl.mirror import Mirror
from portalgen.crawl.remote import find_remote
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Location
from portalgen.model.web import ReadingRule
from tests.builders.git_server import GitServer, serving
from tests.builders.repositories import FIRST_DAY, RepositoryBuilder
from tests.builders.web_server import web_site

Make = Callable[[str], RepositoryBuilder]
CrawlAll = Callable[..., Crawl]

FILES = {
    "catalog-info.yaml": "kind: API\n",
    "docs/index.md": "".join(f"Line {number} of {number * 7919 % 1000} words.\n" for number in range(300)),
    "docs/more.md": "".join(f"Line {number} of {number * 7919 % 1000} words.\n" for number in range(290)) + "End.\n",
}
STEPS = 4
"""Places in a blob that lose a bit."""


@pytest.fixture
def pay(make_repository: Make) -> RepositoryBuilder:
    return make_repository("pay").commit(FILES)


@pytest.fixture
def mirror(pay: RepositoryBuilder, settings: FetchSettings) -> Mirror:
    """Where the mirror of `pay` will be."""
    return Mirror.of(find_remote(pay.url, settings), settings.cache)


def contents(settings: FetchSettings, url: str) -> tuple[str, Mapping[str, bytes]]:
    """Return the commit and all files, as one build sees them."""
    fetcher = GitFetcher(settings)
    snapshot = fetcher.fetch(Location("git", url)).snapshot
    assert snapshot
    return snapshot.source.commit, SourceBlobs([fetcher]).read(snapshot.source, snapshot.files)


def blobs(mirror: Path) -> list[tuple[Path, int, int]]:
    """Return pack, first byte and size of each blob, and of each index."""
    found = []
    for pack in sorted(mirror.glob("objects/pack/*.pack")):
        index = pack.with_suffix(".idx")
        listed = subprocess.run(["git", "verify-pack", "-v", index], capture_output=True, check=True, text=True)
        rows = [line.split() for line in listed.stdout.splitlines() if " blob " in line]
        found += [(pack, int(row[4]), int(row[3])) for row in rows] + [(index, 1032, index.stat().st_size - 1032)]
    return found


def flip(path: Path, place: int, bit: int) -> None:
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    data[place] ^= 1 << bit
    path.write_bytes(data)


@pytest.mark.parametrize("partial", [False, True])
def test_a_bit_that_is_lost_in_a_mirror_changes_nothing(
    pay: RepositoryBuilder, settings: FetchSettings, monkeypatch: pytest.MonkeyPatch, *, partial: bool
) -> None:
    pay.git("config", "uploadpack.allowFilter", "true")
    if partial:
        monkeypatch.setattr("portalgen.crawl.smart_http.MOST_PACK", 100)
    with serving(GitServer(pay.path.parent)) as server:
        url = f"{server.url}/pay.git"
        good = contents(settings, url)
        [mirror] = (settings.cache / "mirrors").glob("*.git")
        kept = shutil.copytree(mirror, mirror.with_name("kept"))
        for path, start, size in blobs(mirror):
            for step in range(STEPS):
                shutil.rmtree(mirror)
                shutil.copytree(kept, mirror)
                flip(path, start + min(size * step // (STEPS - 1), size - 1), step % 8)
                assert contents(settings, url) == good
    assert good == (pay.head, {path: text.encode() for path, text in FILES.items()})


def test_what_a_repository_has_new_comes_into_a_damaged_mirror(
    pay: RepositoryBuilder, settings: FetchSettings, mirror: Mirror
) -> None:
    contents(settings, pay.url)
    kept = shutil.copytree(mirror.path, mirror.path.with_name("kept"))
    for number, (path, start, _) in enumerate(blobs(mirror.path)):
        shutil.rmtree(mirror.path)
        shutil.copytree(kept, mirror.path)
        flip(path, start + 5, 3)
        pay.commit({"new.md": f"{number}\n", "docs/more.md": FILES["docs/more.md"] + f"{number}\n"})
        commit, found = contents(settings, pay.url)
        assert (commit, found["docs/index.md"]) == (pay.head, FILES["docs/index.md"].encode())
        assert found["new.md"] == f"{number}\n".encode()


@pytest.mark.parametrize("odd", [b"\xff\xfe", b"1234\n", b"HEAD\n"])
def test_odd_bytes_where_a_history_ends_make_the_mirror_anew(
    pay: RepositoryBuilder, settings: FetchSettings, odd: bytes
) -> None:
    with serving(GitServer(pay.path.parent)) as server:
        url = f"{server.url}/pay.git"
        contents(settings, url)
        [mirror] = (settings.cache / "mirrors").glob("*.git")
        (mirror / "shallow").write_bytes(odd)
        pay.commit({"new.md": "new\n"})
        assert contents(settings, url)[0] == pay.head
        assert (mirror / "shallow").read_text().split() == [pay.head]


@pytest.mark.parametrize(
    "change",
    [
        lambda note: note.replace(b'"time": 17', b'"time": 16'),
        lambda note: note.replace(b'"name": "main"', b'"name": "mine"'),
        lambda note: note.replace(b'"commit": "', b'"commit": "0')[:-1],
        lambda _: b"[" * 100_000,
        lambda note: note.partition(b"\n")[2],
        lambda _: b"\xff",
    ],
)
def test_a_note_that_has_changed_is_none(
    pay: RepositoryBuilder, crawl: CrawlAll, mirror: Mirror, change: Callable[[bytes], bytes]
) -> None:
    location = Location("git", pay.url)
    first = crawl(location)
    [note] = mirror.path.glob("crawl-*.note")
    before = note.read_bytes()
    note.write_bytes(change(before))
    assert note.read_bytes() != before
    assert mirror.notes.state("") is None
    assert crawl(location) == first
    assert note.read_bytes() == before
    assert first.snapshots[0].source.time == FIRST_DAY


def test_a_note_of_another_ref_is_none(pay: RepositoryBuilder, crawl: CrawlAll, mirror: Mirror) -> None:
    crawl(Location("git", pay.url))
    [note] = mirror.path.glob("crawl-*.note")
    os.link(note, mirror.notes._note("next"))  # noqa: SLF001 - the name is what the test is about
    assert mirror.notes.state("")
    assert mirror.notes.state("next") is None
    assert len(list(mirror.notes.states())) == 1


def test_a_copy_of_a_web_file_that_has_changed_is_none(settings: FetchSettings, crawl: CrawlAll) -> None:
    with web_site({"/catalog-info.yaml": b"kind: API\n"}) as site:
        location, rules = Location("url", f"{site.url}/catalog-info.yaml"), (ReadingRule(site.host),)
        first = crawl(location, reading=rules)
        [copy] = (settings.cache / "web").iterdir()
        flip(copy, copy.stat().st_size - 2, 1)
        site.files.clear()
        site.files["/catalog-info.yaml"] = "500"
        [found] = crawl(location, reading=rules).diagnostics
        assert found.code == "source-unreachable"
        site.files["/catalog-info.yaml"] = b"kind: API\n"
        assert crawl(location, reading=rules) == first
        site.files["/catalog-info.yaml"] = "500"
        assert [row.code for row in crawl(location, reading=rules).diagnostics] == ["source-stale"]


def test_a_commit_that_no_note_names_is_found(pay: RepositoryBuilder, crawl: CrawlAll, mirror: Mirror) -> None:
    [first] = crawl(Location("git", pay.url)).snapshots
    assert mirror.find("1" * 40) is None
    pay.git("update-ref", "-d", "refs/heads/main")
    pay.commit({"other.md": "x"})
    crawl(Location("git", pay.url))
    found = mirror.find(pay.commits[0])
    assert found
    assert (found[0].commit, found[0].time, found[1].files) == (pay.commits[0], FIRST_DAY, first.files)
    assert [mirror.find(odd) for odd in ("HEAD", "", "--all", first.files[0].digest)] == [None] * 4
    assert Mirror(mirror.path.with_name("none.git")).find(pay.head) is None
