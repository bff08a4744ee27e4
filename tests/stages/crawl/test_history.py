"""Commits of another time: of servers that give any commit, of those that give branches alone, and what is kept."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portalgen.crawl import Crawl, GitFetcher, SourceBlobs
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.moment import Moment, Record
from portalgen.model.source import Location, Snapshot, Source
from tests.builders.git_server import GitServer, serving
from tests.builders.repositories import FIRST_DAY, RepositoryBuilder

Make = Callable[[str], RepositoryBuilder]
CrawlAll = Callable[..., Crawl]

DAY = 86_400
REFS = "/pay.git/info/refs?service=git-upload-pack"


@pytest.fixture
def pay(make_repository: Make, monkeypatch: pytest.MonkeyPatch) -> RepositoryBuilder:
    """A repository with a commit a day, of which few are brought at once."""
    monkeypatch.setattr("portalgen.crawl.history._DEPTHS", (4, 8, 2**31 - 1))
    made = make_repository("pay")
    for day in range(10):
        made.commit({"catalog-info.yaml": f"kind: A{day}\n"})
    return made


@pytest.fixture(params=[False, True], ids=["new", "old"])
def server(pay: RepositoryBuilder, request: pytest.FixtureRequest) -> Iterator[GitServer]:
    with serving(GitServer(pay.path.parent, is_old=request.param)) as started:
        yield started


@pytest.fixture
def location(server: GitServer) -> Location:
    return Location("git", f"{server.url}/pay.git")


def on(day: int) -> Moment:
    return Moment(at=FIRST_DAY + day * DAY)


def content(settings: FetchSettings, snapshot: Snapshot) -> bytes:
    [found] = SourceBlobs([GitFetcher(settings)]).read(snapshot.source, snapshot.files).values()
    return found


@pytest.mark.parametrize("ref", ["", "main"])
def test_every_server_gives_the_commit_of_a_day(
    pay: RepositoryBuilder, crawl: CrawlAll, location: Location, settings: FetchSettings, ref: str
) -> None:
    pay.git("config", "uploadpack.allowFilter", "false" if ref else "true")
    wanted = Location("git", location.target, ref=ref)
    [now] = crawl(wanted).snapshots
    for day in (8, 3):
        [snapshot] = crawl(wanted, moment=on(day)).snapshots
        assert (snapshot.source.commit, snapshot.source.ref) == (pay.commits[day], "main")
        assert content(settings, snapshot) == f"kind: A{day}\n".encode()
    assert crawl(wanted, offline=True).snapshots == (now,)


def test_every_server_gives_the_commit_of_a_record(
    pay: RepositoryBuilder, crawl: CrawlAll, location: Location, settings: FetchSettings
) -> None:
    source = Source(location.target, pay.commits[5], "main", FIRST_DAY + 5 * DAY)
    [snapshot] = crawl(location, moment=Moment(record=Record({(location.target, ""): source}))).snapshots
    assert snapshot.source == source
    assert content(settings, snapshot) == b"kind: A5\n"


def test_a_commit_that_no_branch_leads_to_is_not_found(crawl: CrawlAll, location: Location) -> None:
    for ref in ("main", "gone", ""):
        record = Record({(location.target, ""): Source(location.target, "1" * 40, ref, FIRST_DAY)})
        [found] = crawl(location, moment=Moment(record=record)).diagnostics
        assert (found.code, "no commit 1111" in found.message) == ("ref-not-found", True)


def test_a_second_day_costs_one_question(
    server: GitServer, crawl: CrawlAll, location: Location, settings: FetchSettings
) -> None:
    crawl(location, moment=on(1))
    server.paths.clear()
    assert (settings.cache / "history").is_dir()
    [found] = crawl(location, moment=on(-1)).diagnostics
    assert found.code == "ref-not-found"
    assert server.paths == [REFS]


def test_a_history_grows_with_its_branch(pay: RepositoryBuilder, crawl: CrawlAll, location: Location) -> None:
    crawl(location, moment=on(3))
    pay.commit({"catalog-info.yaml": "kind: New\n"})
    for day, commit in ((10, pay.head), (4, pay.commits[4]), (9, pay.commits[9])):
        [snapshot] = crawl(location, moment=on(day)).snapshots
        assert snapshot.source.commit == commit


def _shallow(history: Path) -> None:
    (history / "shallow").write_bytes(b"\xff\xff")


def _half(history: Path) -> None:
    for pack in history.glob("objects/pack/*.pack"):
        pack.chmod(0o600)
        pack.write_bytes(pack.read_bytes()[: pack.stat().st_size // 2])


def _nothing(history: Path) -> None:
    (history / "HEAD").unlink()


@pytest.mark.parametrize("damage", [_shallow, _half, _nothing])
def test_a_damaged_history_is_made_anew(
    pay: RepositoryBuilder, crawl: CrawlAll, location: Location, settings: FetchSettings, damage: Callable[[Path], None]
) -> None:
    crawl(location, moment=on(7))
    [history] = (settings.cache / "history").glob("*.git")
    damage(history)
    [snapshot] = crawl(location, moment=on(2)).snapshots
    assert snapshot.source.commit == pay.commits[2]


def test_a_large_history_is_not_kept(
    pay: RepositoryBuilder,
    crawl: CrawlAll,
    location: Location,
    settings: FetchSettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("portalgen.crawl.history.MOST_KEPT", 50_000)
    pay.commit({"big.bin": os.urandom(60_000)})
    for day in (8, 4):
        [snapshot] = crawl(location, moment=on(day)).snapshots
        assert snapshot.source.commit == pay.commits[day]
    assert list((settings.cache / "history").glob("*.git")) == []


def test_a_history_has_no_secret(
    pay: RepositoryBuilder, server: GitServer, crawl: CrawlAll, settings: FetchSettings
) -> None:
    location = Location("git", server.url.replace("://", "://robin:hunter2@") + "/pay.git")
    assert crawl(location, moment=on(3)).snapshots[0].source.commit == pay.commits[3]
    files = [path for path in (settings.cache / "history").rglob("*") if path.is_file()]
    assert files
    assert not any(b"hunter2" in path.read_bytes() for path in files)
