"""What is kept between builds, and what happens when it is old, broken or all there is."""

import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from portalgen.crawl import Crawl, GitFetcher, SourceBlobs
from portalgen.crawl.mirror import Mirror
from portalgen.crawl.remote import find_remote
from portalgen.errors import CrawlError
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Location
from tests.builders.git_server import GitServer, serving
from tests.builders.repositories import RepositoryBuilder

Make = Callable[[str], RepositoryBuilder]
CrawlAll = Callable[..., Crawl]

LAST_FETCH = 1767300000


@pytest.fixture
def pay(make_repository: Make) -> RepositoryBuilder:
    return make_repository("pay").commit({"catalog-info.yaml": "kind: API\n", "docs/index.md": "# Pay\n" * 400})


@pytest.fixture
def mirror(pay: RepositoryBuilder, crawl: CrawlAll, settings: FetchSettings) -> Path:
    """The mirror after a first build."""
    crawl(Location("git", pay.url))
    path = Mirror.of(find_remote(pay.url, settings), settings.cache).path
    assert path.is_dir()
    return path


def _objects(mirror: Path) -> set[Path]:
    return {path for path in mirror.rglob("*") if path.is_file() and "objects" in path.parts}


@pytest.mark.parametrize("ref", ["", "main", "v1", "v1-signed"])
def test_an_unchanged_repository_costs_one_question(
    pay: RepositoryBuilder, crawl: CrawlAll, tmp_path: Path, ref: str
) -> None:
    pay.tag("v1").tag("v1-signed", annotated=True)
    with serving(GitServer(tmp_path / "repositories")) as server:
        location = Location("git", f"{server.url}/pay.git", ref=ref)
        first = crawl(location)
        server.paths.clear()
        assert crawl(location) == first
        assert server.paths == ["/pay.git/info/refs?service=git-upload-pack"]


def test_a_changed_repository_brings_its_new_commit(pay: RepositoryBuilder, crawl: CrawlAll, mirror: Path) -> None:
    pay.commit({"more.yaml": ""})
    [snapshot] = crawl(Location("git", pay.url)).snapshots
    assert snapshot.source.commit == pay.head
    assert [file.path for file in snapshot.files] == ["catalog-info.yaml", "docs/index.md", "more.yaml"]
    assert mirror.is_dir()


def test_history_is_not_fetched(make_repository: Make, crawl: CrawlAll, settings: FetchSettings) -> None:
    big = make_repository("big").commit({"old.bin": os.urandom(200_000)}).commit({"old.bin": "small"})
    crawl(Location("git", big.url))
    path = Mirror.of(find_remote(big.url, settings), settings.cache).path
    assert sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) < 20_000


def test_one_build_sees_one_commit(pay: RepositoryBuilder, settings: FetchSettings) -> None:
    fetcher = GitFetcher(settings)
    first = fetcher.fetch(Location("git", pay.url))
    pay.commit({"later.yaml": ""})
    assert fetcher.fetch(Location("git", pay.url)) == first


def test_a_rewritten_branch_is_followed(pay: RepositoryBuilder, crawl: CrawlAll, mirror: Path) -> None:
    pay.git("update-ref", "-d", "refs/heads/main")
    pay.commit({"new.yaml": ""})
    [snapshot] = crawl(Location("git", pay.url)).snapshots
    assert [file.path for file in snapshot.files] == ["new.yaml"]
    assert mirror.is_dir()


def test_a_silent_remote_leaves_its_last_state(pay: RepositoryBuilder, crawl: CrawlAll, mirror: Path) -> None:
    [note] = mirror.glob("crawl-*.note")
    os.utime(note, (LAST_FETCH, LAST_FETCH))
    pay.path.rename(pay.path.with_name("away.git"))
    outcome = crawl(Location("git", pay.url))
    [snapshot] = outcome.snapshots
    [found] = outcome.diagnostics
    assert (snapshot.source.commit, snapshot.source.ref, snapshot.stale_since) == (pay.head, "main", LAST_FETCH)
    assert snapshot.entries == ("catalog-info.yaml",)
    assert (found.code, str(found.severity)) == ("source-stale", "warning")
    used = "what was fetched last is used, of 2026-01-01 20:40 UTC"
    assert found.message == f"{pay.url}: no Git repository there; {used}"


def test_a_deleted_branch_is_gone_and_not_stale(pay: RepositoryBuilder, crawl: CrawlAll) -> None:
    pay.commit({"catalog-info.yaml": ""}, branch="next")
    assert len(crawl(Location("git", pay.url, ref="next")).snapshots) == 1
    pay.git("branch", "-D", "next")
    outcome = crawl(Location("git", pay.url, ref="next"))
    assert outcome.snapshots == ()
    assert [found.code for found in outcome.diagnostics] == ["ref-not-found"]


def test_offline_asks_no_server(pay: RepositoryBuilder, crawl: CrawlAll, tmp_path: Path) -> None:
    with serving(GitServer(tmp_path / "repositories")) as server:
        location = Location("git", f"{server.url}/pay.git")
        [online] = crawl(location).snapshots
        pay.commit({"later.yaml": ""})
        server.paths.clear()
        outcome = crawl(location, offline=True)
        missing = crawl(Location("git", f"{server.url}/other.git"), offline=True)
        assert server.paths == []
    assert outcome.snapshots == (online,)
    assert outcome.diagnostics == ()
    assert [(found.code, found.hint) for found in missing.diagnostics] == [
        ("source-unreachable", "build once without --offline")
    ]


def test_offline_still_reads_folders(pay: RepositoryBuilder, crawl: CrawlAll) -> None:
    [snapshot] = crawl(Location("git", pay.url), offline=True).snapshots
    assert snapshot.source.commit == pay.head


def _leave_locks(mirror: Path) -> None:
    for path in (mirror / "shallow", *mirror.glob("refs/crawl/*"), mirror / "HEAD", mirror / "config"):
        path.with_name(f"{path.name}.lock").touch()


def _leave_half_a_pack(mirror: Path) -> None:
    for path in _objects(mirror):
        path.chmod(0o600)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _leave_an_empty_folder(mirror: Path) -> None:
    shutil.rmtree(mirror)
    mirror.mkdir()


def _leave_half_a_note(mirror: Path) -> None:
    for note in mirror.glob("crawl-*.note"):
        note.write_text('{"commit": ')


def _leave_no_objects(mirror: Path) -> None:
    shutil.rmtree(mirror / "objects")


def _leave_a_swap(mirror: Path) -> None:
    mirror.rename(mirror.with_name(f"{mirror.name}.old"))
    mirror.with_name(f"{mirror.name}.new").mkdir()


@pytest.mark.parametrize(
    "leave",
    [_leave_locks, _leave_half_a_pack, _leave_an_empty_folder, _leave_half_a_note, _leave_no_objects, _leave_a_swap],
)
@pytest.mark.parametrize("files", [{}, {"catalog-info.yaml": "kind: System\n"}], ids=["unchanged", "changed"])
def test_what_a_killed_run_left_does_not_break_the_next(
    leave: Callable[[Path], None], files: dict[str, str], pay: RepositoryBuilder, mirror: Path, settings: FetchSettings
) -> None:
    leave(mirror)
    if files:
        pay.commit(files)
    fetcher = GitFetcher(settings)
    outcome = fetcher.fetch(Location("git", pay.url))
    assert outcome.diagnostics == ()
    assert outcome.snapshot
    assert outcome.snapshot.source.commit == pay.head
    assert len(fetcher.read(outcome.snapshot.source, outcome.snapshot.files)) == 2
    assert {path.suffix for path in mirror.parent.iterdir()} == {".git", ".lock"}


def test_two_refs_of_one_repository_live_side_by_side(pay: RepositoryBuilder, settings: FetchSettings) -> None:
    pay.commit({"a": "1"}, branch="x").commit({"b": "2"}, branch="x/y".replace("/", "-"))
    fetcher = GitFetcher(settings)
    for ref in ("", "x", "x-y"):
        fetcher.fetch(Location("git", pay.url, ref=ref))
    for ref in ("", "x", "x-y"):
        snapshot = fetcher.fetch(Location("git", pay.url, ref=ref)).snapshot
        assert snapshot
        assert len(fetcher.read(snapshot.source, snapshot.files)) == len(snapshot.files)


def test_reading_what_is_gone_is_an_error(pay: RepositoryBuilder, settings: FetchSettings, mirror: Path) -> None:
    fetcher = GitFetcher(settings)
    snapshot = fetcher.fetch(Location("git", pay.url)).snapshot
    assert snapshot
    with pytest.raises(CrawlError, match="not in the cache"):
        fetcher.read(snapshot.source, [replace(snapshot.files[0], digest="1" * 40)])
    shutil.rmtree(mirror)
    pay.path.rename(pay.path.with_name("away.git"))
    with pytest.raises(CrawlError) as caught:
        SourceBlobs([fetcher]).read(snapshot.source, snapshot.files)
    assert str(settings.cache) not in str(caught.value)


def test_builds_that_share_a_cache_do_not_disturb_each_other(pay: RepositoryBuilder, settings: FetchSettings) -> None:
    builds = [GitFetcher(settings) for _ in range(6)]
    with ThreadPoolExecutor(len(builds)) as pool:
        fetched = list(pool.map(lambda build: build.fetch(Location("git", pay.url)), builds))
    assert [outcome.diagnostics for outcome in fetched] == [()] * len(builds)
    assert len({outcome.snapshot for outcome in fetched}) == 1


def test_a_repository_with_long_object_ids_is_read(tmp_path: Path, settings: FetchSettings) -> None:
    long = RepositoryBuilder(tmp_path / "long.git")
    long.path.mkdir()
    long.git("init", "--quiet", "--bare", "--template=", "--initial-branch=main", "--object-format=sha256")
    long.commit({"catalog-info.yaml": "x"})
    fetcher = GitFetcher(settings)
    snapshot = fetcher.fetch(Location("git", long.url)).snapshot
    assert snapshot
    assert len(snapshot.source.commit) == 64
    assert fetcher.read(snapshot.source, snapshot.files) == {"catalog-info.yaml": b"x"}
