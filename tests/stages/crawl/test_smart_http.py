"""Questions to smart HTTP servers: few, small, few at a time, and left to git where that knows better."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from portalgen.crawl import Crawl, GitFetcher, SourceBlobs
from portalgen.crawl.advertised import Advertised, read_advertised
from portalgen.crawl.mirror import Mirror
from portalgen.crawl.pack import commit_time
from portalgen.crawl.pkt_line import FLUSH, pkt, split_pkts
from portalgen.crawl.remote import find_remote
from portalgen.errors import CrawlError
from portalgen.model.asking import Asking
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Location, Snapshot
from tests.builders.certificates import make_certificate
from tests.builders.git_server import GitServer, serving
from tests.builders.repositories import FIRST_DAY, RepositoryBuilder

Make = Callable[[str], RepositoryBuilder]
CrawlAll = Callable[..., Crawl]

REFS, FETCH = "/pay.git/info/refs?service=git-upload-pack", "/pay.git/git-upload-pack"


@pytest.fixture
def pay(make_repository: Make) -> RepositoryBuilder:
    return make_repository("pay").commit({"catalog-info.yaml": "kind: API\n", "big.bin": os.urandom(50_000)})


@pytest.fixture
def server(pay: RepositoryBuilder) -> Iterator[GitServer]:
    with serving(GitServer(pay.path.parent)) as started:
        yield started


@pytest.fixture
def location(server: GitServer) -> Location:
    return Location("git", f"{server.url}/pay.git")


def mirror_of(location: Location, settings: FetchSettings) -> Path:
    return Mirror.of(find_remote(location.target, settings), settings.cache).path


def read(settings: FetchSettings, snapshot: Snapshot, *paths: str) -> list[bytes]:
    files = [file for file in snapshot.files if file.path in paths]
    return [*SourceBlobs([GitFetcher(settings)]).read(snapshot.source, files).values()]


def test_a_new_repository_costs_two_questions(
    pay: RepositoryBuilder, server: GitServer, crawl: CrawlAll, location: Location
) -> None:
    [snapshot] = crawl(location).snapshots
    assert server.paths == [REFS, FETCH]
    assert set(server.agents) == {"git/2 (portalgen)"}
    assert (snapshot.source.commit, snapshot.source.ref, snapshot.source.time) == (pay.head, "main", FIRST_DAY)


def test_what_did_not_change_is_not_sent_again(
    pay: RepositoryBuilder, server: GitServer, crawl: CrawlAll, location: Location, settings: FetchSettings
) -> None:
    crawl(location)
    pay.commit({"new.yaml": "new"})
    server.sent = 0
    [snapshot] = crawl(location).snapshots
    assert server.sent < 2_000
    assert len(read(settings, snapshot, "new.yaml", "big.bin")) == 2


def test_a_head_that_the_listing_names_is_not_asked_for(
    pay: RepositoryBuilder, server: GitServer, crawl: CrawlAll, location: Location
) -> None:
    [first] = crawl(location).snapshots
    server.paths.clear()
    [again] = crawl(replace(location, commit=pay.head)).snapshots
    assert (server.paths, again.source, again.files) == ([], first.source, first.files)
    pay.commit({"new.yaml": ""})
    [changed] = crawl(replace(location, commit=pay.head)).snapshots
    assert (server.paths, changed.source.commit) == ([REFS, FETCH], pay.head)


def test_a_server_that_knows_the_old_protocol_alone_is_left_to_git(
    pay: RepositoryBuilder, server: GitServer, crawl: CrawlAll, location: Location
) -> None:
    server.is_old = True
    [snapshot] = crawl(location).snapshots
    assert snapshot.source.commit == pay.head
    assert any(agent != "git/2 (portalgen)" for agent in server.agents)


@pytest.mark.parametrize(
    ("name", "is_ours"),
    [("GIT_SSL_NO_VERIFY", False), ("GIT_PROXY_SSL_CERT", False), ("GIT_TRACE", True), ("GIT_SSL_CAINFO", True)],
)
def test_rules_that_only_git_knows_leave_all_to_git(
    server: GitServer, crawl: CrawlAll, monkeypatch: pytest.MonkeyPatch, *, name: str, is_ours: bool
) -> None:
    monkeypatch.setenv(name, os.environ.get("SSL_CERT_FILE", "") if name == "GIT_SSL_CAINFO" else "0")
    assert crawl(Location("git", f"{server.url}/pay.git")).snapshots
    assert ("git/2 (portalgen)" in server.agents) == is_ours


def test_only_a_trusted_certificate_opens_a_host(
    pay: RepositoryBuilder, crawl: CrawlAll, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = make_certificate(tmp_path / "host.pem")
    monkeypatch.delenv("GIT_SSL_CAINFO", raising=False)
    with serving(GitServer(pay.path.parent, certificate=certificate)) as server:
        location = Location("git", f"{server.url}/pay.git")
        [refused] = crawl(location).diagnostics
        assert (refused.code, server.paths) == ("source-unreachable", [])
        monkeypatch.setenv("GIT_SSL_CAINFO", str(certificate))
        [snapshot] = crawl(location).snapshots
        assert (snapshot.source.commit, server.paths) == (pay.head, [REFS, FETCH])


def test_a_proxy_is_asked_in_its_place(
    pay: RepositoryBuilder, server: GitServer, crawl: CrawlAll, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.setenv("no_proxy", "")
    crawl(Location("git", "http://git.larkspur.example/pay.git"))
    assert server.paths[0] == f"http://git.larkspur.example{REFS}"
    assert pay.commits


@pytest.mark.parametrize("ref", ["", "main", "v9"])
def test_a_list_of_refs_may_be_long(
    pay: RepositoryBuilder, crawl: CrawlAll, location: Location, monkeypatch: pytest.MonkeyPatch, ref: str
) -> None:
    pay.tag("v9", annotated=True)
    monkeypatch.setattr("portalgen.crawl.smart_http.MOST_REFS", 100)
    [snapshot] = crawl(replace(location, ref=ref)).snapshots
    assert snapshot.source.commit == pay.head


@pytest.fixture
def _large(pay: RepositoryBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portalgen.crawl.smart_http.MOST_PACK", 1_000)
    pay.git("config", "uploadpack.allowFilter", "true")


@pytest.mark.usefixtures("_large")
def test_of_a_large_repository_only_what_is_read_is_brought(
    pay: RepositoryBuilder, server: GitServer, crawl: CrawlAll, location: Location, settings: FetchSettings
) -> None:
    [snapshot] = crawl(location).snapshots
    assert [(file.path, file.size) for file in snapshot.files] == [("big.bin", 0), ("catalog-info.yaml", 0)]
    assert read(settings, snapshot, "catalog-info.yaml") == [b"kind: API\n"]
    mirror = mirror_of(location, settings)
    assert sum(file.stat().st_size for file in mirror.rglob("*") if file.is_file()) < 20_000
    server.paths.clear()
    assert read(settings, snapshot, "catalog-info.yaml") == [b"kind: API\n"]
    assert server.paths == []
    pay.commit({"more.yaml": "more"})
    [changed] = crawl(location).snapshots
    assert read(settings, changed, "more.yaml", "catalog-info.yaml") == [b"kind: API\n", b"more"]


@pytest.mark.usefixtures("_large")
def test_what_was_left_out_cannot_be_read_offline(crawl: CrawlAll, location: Location, settings: FetchSettings) -> None:
    [snapshot] = crawl(location).snapshots
    with pytest.raises(CrawlError, match="not in the cache"):
        read(replace(settings, asking=Asking(offline=True)), snapshot, "catalog-info.yaml")


@pytest.mark.usefixtures("_large")
def test_a_file_that_is_too_large_is_not_held_in_memory(
    crawl: CrawlAll, location: Location, settings: FetchSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portalgen.crawl.objects.MOST_BYTES", 40_000)
    [snapshot] = crawl(location).snapshots
    assert read(settings, snapshot, "catalog-info.yaml")
    with pytest.raises(CrawlError, match=r"big\.bin has 50,000 bytes, the limit is 40,000"):
        read(settings, snapshot, "big.bin")
    monkeypatch.setattr("portalgen.crawl.objects.MOST_BYTES", 50_005)
    with pytest.raises(CrawlError, match=r"catalog-info\.yaml and others have more than 50,005 bytes"):
        read(settings, snapshot, "big.bin", "catalog-info.yaml")


def test_a_large_repository_of_a_server_that_cannot_leave_out_comes_whole(
    crawl: CrawlAll, location: Location, settings: FetchSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portalgen.crawl.smart_http.MOST_PACK", 1_000)
    [snapshot] = crawl(location).snapshots
    assert [file.size for file in snapshot.files] == [50_000, 10]
    assert read(replace(settings, asking=Asking(offline=True)), snapshot, "catalog-info.yaml") == [b"kind: API\n"]


def test_a_mirror_does_not_grow_for_ever(
    pay: RepositoryBuilder,
    crawl: CrawlAll,
    location: Location,
    settings: FetchSettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("portalgen.crawl.mirror._MOST_PACKS", 3)
    for number in range(8):
        pay.commit({"n.txt": str(number)})
        [snapshot] = crawl(location).snapshots
        assert read(settings, snapshot, "n.txt") == [str(number).encode()]
    assert len([*mirror_of(location, settings).glob("objects/pack/*.pack")]) <= 4


def test_a_host_is_asked_by_few_at_a_time(
    make_repository: Make, server: GitServer, crawl: CrawlAll, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portalgen.crawl.git._AT_ONCE", 2)
    server.slow = 0.02
    names = [make_repository(f"r{number}").commit({"a": ""}).path.name for number in range(6)]
    outcome = crawl(*(Location("git", f"{server.url}/{name}", paths=()) for name in names), jobs=6)
    assert (len(outcome.snapshots), server.busiest) == (6, 2)


def test_a_repository_of_endless_files_costs_only_itself(make_repository: Make, crawl: CrawlAll) -> None:
    bomb = make_repository("bomb").commit({"f0": "x"})
    tree = bomb.git("rev-parse", "main^{tree}")
    for level in range(8):
        rows = "".join(f"040000 tree {tree}\td{level}-{number}\n" for number in range(10))
        tree = bomb.git("mktree", given=rows.encode())
    commit = bomb.git("-c", "user.name=x", "-c", "user.email=x@x", "commit-tree", tree, "-m", "x")
    bomb.git("update-ref", "refs/heads/main", commit)
    [found] = crawl(Location("git", bomb.url)).diagnostics
    assert (found.code, found.message.partition(".git: ")[2]) == (
        "source-unreachable",
        "it has more than 300,000 files, or too long paths",
    )


ID = "1" * 40


def advert(*rows: str) -> bytes:
    return pkt("# service=git-upload-pack\n") + FLUSH + b"".join(map(pkt, rows)) + FLUSH


def test_refs_are_read_from_what_a_server_lists() -> None:
    listed = advert(f"{ID} HEAD\0shallow symref=HEAD:refs/heads/main filter\n", f"{ID} refs/heads/main\n")
    found = {"HEAD": ID, "ref: HEAD": "refs/heads/main", "refs/heads/main": ID}
    assert read_advertised(listed) == Advertised(
        found, frozenset({"shallow", "symref=HEAD:refs/heads/main", "filter"}), whole=True
    )
    cut = read_advertised(listed[:-10])
    assert cut
    assert (cut.whole, cut.found) == (False, {"HEAD": ID, "ref: HEAD": "refs/heads/main"})
    empty = read_advertised(advert(f"{'0' * 40} capabilities^{{}}\0shallow\n"))
    assert empty
    assert empty.found == {}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>",
        b"zzzz",
        FLUSH,
        f"{ID}\trefs/heads/main\n".encode(),
        pkt("version 2\n") + FLUSH,
        advert("version 2\n", "ls-refs\n"),
        advert(f"{ID} HEAD\n"),
        advert("x HEAD\0shallow\n"),
        pkt("# service=git-upload-pack\n") + FLUSH + b"0009\xff\xff\xff\xff\xff",
    ],
)
def test_what_is_no_list_of_refs_is_left_to_git(data: bytes) -> None:
    assert read_advertised(data) is None


def test_frames_end_where_they_are_cut_off() -> None:
    data = pkt("one") + FLUSH + pkt("")
    assert [*split_pkts(data)] == [b"one", None, b""]
    assert [*split_pkts(data[:6])] == []
    with pytest.raises(ValueError, match="invalid literal"):
        list(split_pkts(b"oops"))


@pytest.mark.parametrize("pack", [b"", b"PACK", b"PACK" + bytes(8) + b"\x9f\x0e" + b"junk", b"PACK" + bytes(20)])
def test_a_pack_that_starts_with_another_object_says_nothing(pack: bytes) -> None:
    assert commit_time(pack, ID) == 0
