"""What is known of a source before a build: from its mirror, its location and nothing else."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from portalgen.crawl import FolderFetcher, GitFetcher, Known, KnownSource, WebFetcher, known_sources
from portalgen.model.asking import Asking
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.moment import Moment, Record
from portalgen.model.source import Location
from portalgen.model.web import ReadingRule
from tests.builders.git_server import GitServer, serving
from tests.builders.repositories import RepositoryBuilder
from tests.stages.crawl.conftest import CrawlAll

Make = Callable[[str], RepositoryBuilder]


def one(location: Location, settings: FetchSettings) -> KnownSource:
    """Return what is known of the only source of a location."""
    fetchers = (WebFetcher(settings), GitFetcher(settings), FolderFetcher(settings))
    (found,), refused = known_sources([location], fetchers)
    assert refused == ()
    return found


def test_states_of_a_repository_on_a_server(settings: FetchSettings, crawl: CrawlAll, make_repository: Make) -> None:
    shop = make_repository("shop").commit({"a.txt": "a" * 1000})
    with serving(GitServer(shop.path.parent)) as server:
        location = Location("git", f"{server.url}/shop.git")
        new = one(location, settings)
        asked = len(server.paths)
        crawl(location)
        before = len(server.paths)
        found = {
            "asked": one(location, settings),
            "unchanged": one(replace(location, commit=shop.head), settings),
            "changed": one(replace(location, commit="0" * 40), settings),
            "fixed": one(replace(location, ref="0" * 40), settings),
        }
        assert (asked, len(server.paths)) == (0, before)
    assert (new.known, new.heads, new.packs, new.kept) == (Known.NEW, 1, 1, 0)
    states = {name: (row.known, row.heads, row.packs) for name, row in found.items()}
    assert states == {
        "asked": (Known.ASKED, 1, 0),
        "unchanged": (Known.UNCHANGED, 0, 0),
        "changed": (Known.CHANGED, 1, 1),
        "fixed": (Known.NEW, 0, 1),
    }
    assert found["asked"].kept > 100
    assert before == new.heads + new.packs  # what was expected is what the crawl has asked


def test_a_commit_that_is_here_is_unchanged(settings: FetchSettings, crawl: CrawlAll, make_repository: Make) -> None:
    shop = make_repository("shop").commit({"a.txt": "a"})
    with serving(GitServer(shop.path.parent)) as server:
        location = Location("git", f"{server.url}/shop.git", shop.head)
        crawl(location)
        before = len(server.paths)
        found = one(location, settings)
        crawl(location)
        assert (found.known, found.heads, len(server.paths)) == (Known.UNCHANGED, 0, before)


def test_what_the_command_line_says_of_asking_counts(
    settings: FetchSettings, crawl: CrawlAll, make_repository: Make
) -> None:
    shop = make_repository("shop").commit({"a.txt": "a"})
    with serving(GitServer(shop.path.parent)) as server:
        location = Location("git", f"{server.url}/shop.git", commit=shop.head)
        crawl(location)
    first = crawl(location, offline=True).snapshots[0].source
    sources = {(first.url, ""): first, (first.url, "v1"): replace(first, commit="0" * 40)}
    record = Moment(record=Record(sources))

    def known(asking: Asking, ref: str = "") -> tuple[Known, int, int]:
        found = one(replace(location, ref=ref), replace(settings, asking=asking))
        return found.known, found.heads, found.packs

    assert known(Asking(only=("shop",))) == (Known.ASKED, 1, 0)  # whatever the listing says
    assert known(Asking(only=("till",))) == (Known.UNCHANGED, 0, 0)
    assert known(Asking(only=("till",)), "v1") == (Known.NEW, 1, 1)
    assert known(Asking(moment=record)) == (Known.UNCHANGED, 0, 0)
    assert known(Asking(moment=record), "v1") == (Known.NEW, 0, 1)
    assert known(Asking(moment=Moment(at=1))) == (Known.ASKED, 1, 0)


@pytest.mark.parametrize("offline", [False, True])
def test_no_server_is_asked_for_what_is_here_or_when_offline(
    settings: FetchSettings, make_repository: Make, *, offline: bool
) -> None:
    url = "https://git.example.org/shop.git" if offline else make_repository("shop").commit({"a": "a"}).url
    found = one(Location("git", url), replace(settings, asking=Asking(offline=offline)))
    assert (found.known, found.heads, found.packs, found.is_remote) == (Known.NEW, 0, 0, False)


def test_sources_that_are_no_repositories(settings: FetchSettings) -> None:
    changed = replace(settings, reading=(ReadingRule("web.example.org"),))
    web = one(Location("url", "https://web.example.org/a/catalog-info.yaml"), changed)
    assert (web.url, web.kind, web.known, web.heads) == ("https://web.example.org", "web", Known.OTHER, 1)
    folder = one(Location("file", "."), changed)
    assert (folder.kind, folder.known, folder.heads) == ("file", Known.OTHER, 0)


def test_a_source_counts_once_a_ref_and_what_cannot_be_read_is_said(settings: FetchSettings) -> None:
    url = "https://git.example.org/shop.git"
    places = [
        Location("git", url),
        Location("git", url, paths=("b.yaml",)),
        Location("git", url, "v1"),
        Location("odd", "x"),
    ]
    found, refused = known_sources(places, (GitFetcher(settings),))
    assert [(row.url, row.ref) for row in found] == [(url, ""), (url, "v1")]
    assert [row.code for row in refused] == ["location-unsupported"]
