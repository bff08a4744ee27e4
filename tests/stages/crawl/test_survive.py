"""Hosts in trouble, repositories that change under us, and full disks."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from portalgen.crawl import Crawl, GitFetcher, SourceBlobs
from portalgen.errors import CrawlError
from portalgen.model.count_states import count_states
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Location, Snapshot
from portalgen.model.source_state import SourceState
from tests.builders.git_server import FAULTS, GitServer, serving
from tests.builders.repositories import RepositoryBuilder

Make = Callable[[str], RepositoryBuilder]
CrawlAll = Callable[..., Crawl]

FILES = {"catalog-info.yaml": "kind: API\n", "docs/index.md": "# Pay\n" * 400}


@pytest.fixture
def pay(make_repository: Make) -> RepositoryBuilder:
    return make_repository("pay").commit(FILES)


@pytest.fixture
def server(pay: RepositoryBuilder) -> Iterator[GitServer]:
    with serving(GitServer(pay.path.parent)) as started:
        yield started


@contextmanager
def trouble(server: GitServer, faults: dict[str, str]) -> Iterator[None]:
    """Let a server misbehave, and nobody wait for it long; a busy machine gets all the time that it needs."""
    with pytest.MonkeyPatch.context() as patched:
        for name in ("QUESTION", "SILENCE"):
            patched.setattr(f"portalgen.crawl.git_command.{name}", 0.5)
        server.faults = faults
        yield
    server.faults = {}


@pytest.fixture
def partial(pay: RepositoryBuilder, monkeypatch: pytest.MonkeyPatch) -> RepositoryBuilder:
    """A repository that is too large to come at once, on a server that can leave out contents."""
    monkeypatch.setattr("portalgen.crawl.smart_http.MOST_PACK", 100)
    pay.git("config", "uploadpack.allowFilter", "true")
    return pay


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 600 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a disk")
    try:
        yield folder / "cache"
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def states(found: Crawl) -> Mapping[SourceState, int]:
    return count_states(found.snapshots, len(found.failed))


def content(settings: FetchSettings, snapshot: Snapshot) -> dict[str, bytes]:
    return dict(SourceBlobs([GitFetcher(settings)]).read(snapshot.source, snapshot.files))


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_host_in_trouble_costs_nothing_that_is_known(
    server: GitServer, crawl: CrawlAll, settings: FetchSettings, method: str, fault: str
) -> None:
    pay, location = RepositoryBuilder(server.root / "pay.git"), Location("git", f"{server.url}/pay.git")
    with trouble(server, {method: fault}):
        never = crawl(location)
    assert (never.snapshots, [found.code for found in never.diagnostics]) == ((), ["source-unreachable"])
    [first] = crawl(location).snapshots
    pay.commit({"catalog-info.yaml": "kind: System\n"})
    with trouble(server, {method: fault}):
        troubled = crawl(location)
    [stale] = troubled.snapshots
    assert [found.code for found in troubled.diagnostics] == ["source-stale"]
    assert (stale.source, stale.files, stale.stale_since is not None) == (first.source, first.files, True)
    assert content(settings, stale) == {path: text.encode() for path, text in FILES.items()}
    [last] = crawl(location).snapshots
    assert (last.source.commit, last.stale_since) == (pay.head, None)


@pytest.mark.parametrize("fault", ["cut", "garbage", "error"])
def test_contents_that_were_left_out_may_come_later(
    partial: RepositoryBuilder, server: GitServer, crawl: CrawlAll, settings: FetchSettings, fault: str
) -> None:
    [snapshot] = crawl(Location("git", f"{server.url}/{partial.path.name}")).snapshots
    server.faults = {"POST": fault}
    with pytest.raises(CrawlError, match=r"pay\.git: "):
        content(settings, snapshot)
    server.faults = {}
    assert content(settings, snapshot) == {path: text.encode() for path, text in FILES.items()}


def test_a_deleted_repository_is_used_as_it_was(pay: RepositoryBuilder, server: GitServer, crawl: CrawlAll) -> None:
    location = Location("git", f"{server.url}/pay.git")
    [first] = crawl(location).snapshots
    pay.path.rename(pay.path.with_name("away.git"))
    outcome = crawl(location)
    assert [snapshot.source for snapshot in outcome.snapshots] == [first.source]
    [found] = outcome.diagnostics
    assert found.code == "source-stale"
    assert "no repository there" in found.message


def test_every_source_ends_in_a_state(make_repository: Make, server: GitServer, crawl: CrawlAll) -> None:
    for name in ("shop", "web"):
        make_repository(name).commit(FILES)
    locations = [Location("git", f"{server.url}/{name}.git") for name in ("pay", "shop", "web", "never")]
    assert states(crawl(*locations)) == {SourceState.FRESH: 3, SourceState.FAILED: 1}
    RepositoryBuilder(server.root / "shop.git").commit({"more.yaml": ""})
    (server.root / "web.git").rename(server.root / "away.git")
    outcome = crawl(*locations)
    assert [snapshot.state.value for snapshot in outcome.snapshots] == ["unchanged", "fresh", "stale"]
    assert outcome.failed == (locations[3],)
    assert states(crawl(*locations, offline=True)) == {SourceState.UNCHANGED: 3, SourceState.FAILED: 1}


def test_a_renamed_repository_says_so(server: GitServer, crawl: CrawlAll) -> None:
    location = Location("git", f"{server.url}/pay.git")
    crawl(location)
    server.redirect = f"{server.url}/new"
    [found] = crawl(location).diagnostics
    assert (found.code, found.hint) == ("source-stale", "write the repository's new URL; redirects are not followed")


def test_an_emptied_repository_has_nothing(pay: RepositoryBuilder, server: GitServer, crawl: CrawlAll) -> None:
    location = Location("git", f"{server.url}/pay.git")
    crawl(location)
    pay.git("update-ref", "-d", "refs/heads/main")
    outcome = crawl(location)
    assert (outcome.snapshots, [found.code for found in outcome.diagnostics]) == ((), ["ref-not-found"])


def test_a_forced_push_is_followed(pay: RepositoryBuilder, server: GitServer, crawl: CrawlAll) -> None:
    location = Location("git", f"{server.url}/pay.git")
    crawl(location)
    pay.git("update-ref", "-d", "refs/heads/main")
    pay.commit({"new.yaml": ""})
    [snapshot] = crawl(location).snapshots
    assert [file.path for file in snapshot.files] == ["new.yaml"]


def test_a_default_branch_may_be_renamed(pay: RepositoryBuilder, server: GitServer, crawl: CrawlAll) -> None:
    location = Location("git", f"{server.url}/pay.git")
    [before] = crawl(location).snapshots
    pay.git("branch", "-m", "main", "trunk")
    pay.git("symbolic-ref", "HEAD", "refs/heads/trunk")
    [after] = crawl(location).snapshots
    assert (before.source.ref, after.source.ref) == ("main", "trunk")
    assert before.source.commit == after.source.commit


def damage(mirror: Path) -> None:
    for path in sorted(mirror.rglob("*")):
        if path.is_file() and "objects" in path.parts:
            path.chmod(0o600)
            path.write_bytes(bytes(path.stat().st_size))


def test_a_damaged_mirror_mends_itself_when_it_is_read(
    pay: RepositoryBuilder, server: GitServer, crawl: CrawlAll, settings: FetchSettings
) -> None:
    location, other = Location("git", f"{server.url}/pay.git"), Location("git", f"{server.url}/pay.git", ref="next")
    pay.commit({"next.yaml": "x"}, branch="next")
    first = crawl(location, other)
    [mirror] = (settings.cache / "mirrors").glob("*.git")
    damage(mirror)
    assert crawl(location, other) == first
    contents = [content(settings, snapshot) for snapshot in first.snapshots]
    assert contents[0] == {path: text.encode() for path, text in FILES.items()}
    assert contents[1] == {"next.yaml": b"x"}
    server.paths.clear()
    assert crawl(location, other) == first
    assert {path.partition("?")[0] for path in server.paths} == {"/pay.git/info/refs"}


CHILD = """
import json, os, resource, sys
from pathlib import Path
from portalgen.crawl import GitFetcher, crawl_locations
from portalgen.errors import PortalgenError
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Location
import git, httpx2
most = int(sys.argv[2])
if most:
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
print("ready", flush=True)
locations = [Location("git", url) for url in sys.argv[3:]]
try:
    found = crawl_locations(locations, [GitFetcher(FetchSettings(Path("."), Path(sys.argv[1])))])
    print(len(found.snapshots), *(one.message for one in found.diagnostics), flush=True)
except PortalgenError as error:
    print(error, flush=True)
"""


def start(cache: Path, *urls: str, most: int = 0) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", CHILD, str(cache), str(most), *urls]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3])
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def test_a_write_that_fails_leaves_what_is_known(
    pay: RepositoryBuilder, server: GitServer, crawl: CrawlAll, settings: FetchSettings
) -> None:
    location = Location("git", f"{server.url}/pay.git")
    [first] = crawl(location).snapshots
    pay.commit({"big.bin": os.urandom(100_000)})
    with start(settings.cache, location.target, most=20_000) as process:
        said, _ = process.communicate()
    assert "a file of the cache would be larger than this machine lets it; what was fetched last is used" in said
    assert content(settings, first) == {path: text.encode() for path, text in FILES.items()}
    [last] = crawl(location).snapshots
    assert last.source.commit == pay.head


def test_a_full_disk_leaves_what_is_known(
    pay: RepositoryBuilder, server: GitServer, crawl: CrawlAll, settings: FetchSettings, small_disk: Path
) -> None:
    location = Location("git", f"{server.url}/pay.git")
    [first] = crawl(location, cache=small_disk).snapshots
    pay.commit({"big.bin": os.urandom(1_000_000)})
    outcome = crawl(location, cache=small_disk)
    assert [(found.code, found.hint) for found in outcome.diagnostics] == [
        ("source-stale", "free space, or name another folder with --cache")
    ]
    [stale] = outcome.snapshots
    assert stale.files == first.files
    assert content(replace(settings, cache=small_disk), stale)
    pay.git("update-ref", "refs/heads/main", pay.commits[0])
    pay.commit({"small.yaml": ""})
    [last] = crawl(location, cache=small_disk).snapshots
    assert last.source.commit == pay.head


def test_two_builds_may_share_a_cache(
    make_repository: Make, pay: RepositoryBuilder, server: GitServer, crawl: CrawlAll, settings: FetchSettings
) -> None:
    for number in range(6):
        make_repository(f"r{number}").commit(FILES)
    urls = [f"{server.url}/{name}.git" for name in ("pay", *(f"r{number}" for number in range(6)))]
    both = [start(settings.cache, *urls) for _ in range(2)]
    assert [process.communicate()[0] for process in both] == ["7\n", "7\n"]
    outcome = crawl(*(Location("git", url) for url in urls))
    assert (len(outcome.snapshots), outcome.diagnostics) == (7, ())
    assert all(content(settings, snapshot) for snapshot in outcome.snapshots)
    assert pay.commits
