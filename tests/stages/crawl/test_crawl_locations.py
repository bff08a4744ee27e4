import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import pytest

from portalgen.crawl import Crawl, SourceBlobs, crawl_locations
from portalgen.diagnostics import Diagnostic, Where, diagnose
from portalgen.errors import CrawlError
from portalgen.model.source import Fetched, Location, Snapshot, Source, SourceFile, Wanted
from tests.builders.repositories import RepositoryBuilder

Make = Callable[[str], RepositoryBuilder]
CrawlAll = Callable[..., Crawl]


@dataclass
class SlowFetcher:
    """A fetcher of made-up sources that notes how it is called: the target is `source` or `source@ref`."""

    files: tuple[str, ...] = ("catalog-info.yaml",)
    types: tuple[str, ...] = ("slow",)
    asked: list[tuple[str, str]] = field(default_factory=list)
    running: Counter[str] = field(default_factory=Counter)
    most_of_one: int = 0
    together: threading.Barrier | None = None

    def locate(self, location: Location) -> Wanted | Diagnostic:
        url, _, ref = location.target.partition("@")
        return Wanted(url, ref, location.paths)

    def fetch(self, location: Location) -> Fetched:
        url, _, ref = location.target.partition("@")
        self.asked.append((url, ref))
        self.running[url] += 1
        self.most_of_one = max(self.most_of_one, self.running[url])
        if self.together:
            self.together.wait(timeout=120)
        self.running[url] -= 1
        if url == "broken":
            return Fetched(diagnostics=(diagnose("source-unreachable", "broken", where=location.where),))
        return Fetched(Snapshot(location, Source(url, ref=ref), tuple(SourceFile(path, "") for path in self.files)))

    def holds(self, source: Source) -> bool:
        return source.url.startswith("slow")

    def read(self, source: Source, files: Iterable[SourceFile]) -> Mapping[str, bytes]:
        return {file.path: source.url.encode() for file in files}


def _at(line: int) -> Where:
    return Where("", "portal.yaml", line, 5)


def test_snapshots_come_in_the_order_of_the_locations() -> None:
    locations = [Location("slow", f"source-{number}") for number in (3, 1, 2)]
    assert [found.location for found in crawl_locations(locations, [SlowFetcher()]).snapshots] == locations


def test_sources_are_fetched_at_the_same_time() -> None:
    fetcher = SlowFetcher(together=threading.Barrier(4))  # breaks unless four meet in it
    locations = [Location("slow", f"source-{number}") for number in range(4)]
    assert len(crawl_locations(locations, [fetcher], jobs=4).snapshots) == 4


def test_a_source_is_fetched_once_a_ref_and_never_twice_at_once() -> None:
    fetcher = SlowFetcher(files=("a.yaml", "b.yaml"))
    targets = ["mono", "mono@v1", "mono", "mono@v1", "other"]
    locations = [Location("slow", target, paths=(path,)) for target in targets for path in ("a.yaml", "b.yaml")]
    crawl = crawl_locations(locations, [fetcher], jobs=8)
    assert sorted(fetcher.asked) == [("mono", ""), ("mono", "v1"), ("other", "")]
    assert fetcher.most_of_one == 1
    distinct = list(dict.fromkeys(locations))
    assert [(found.location, found.entries) for found in crawl.snapshots] == [(each, each.paths) for each in distinct]


def test_every_place_that_asked_for_a_broken_source_is_told() -> None:
    locations = [
        Location("slow", "broken", where=_at(3)),
        Location("slow", "fine"),
        Location("slow", "broken", where=_at(9)),
    ]
    crawl = crawl_locations(locations, [SlowFetcher()])
    assert [found.where for found in crawl.diagnostics] == [_at(3), _at(9)]
    assert len(crawl.snapshots) == 1


def test_progress_hears_of_every_location_in_this_thread() -> None:
    heard: list[tuple[str, int]] = []
    locations = [Location("slow", "a"), Location("slow", "broken"), Location("what", "b"), Location("slow", "a@v1")]
    crawl_locations(locations, [SlowFetcher()], progress=lambda it: heard.append((it.target, threading.get_ident())))
    assert sorted(heard) == [(target, threading.get_ident()) for target in ("a", "a@v1", "b", "broken")]


def test_an_error_of_progress_stops_the_crawl() -> None:
    def stop(_: Location) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        crawl_locations([Location("slow", str(number)) for number in range(50)], [SlowFetcher()], jobs=2, progress=stop)


@pytest.mark.parametrize(
    ("kind", "hint"), [("slwo", "did you mean 'slow'?"), ("bitbucket-discovery", "types that are known: slow")]
)
def test_a_type_that_nobody_knows(kind: str, hint: str) -> None:
    [found] = crawl_locations([Location(kind, "x", where=_at(3))], [SlowFetcher()]).diagnostics
    assert (found.code, found.where, found.hint) == ("location-unsupported", _at(3), hint)


@pytest.mark.parametrize(
    ("paths", "entries"),
    [
        (("catalog-info.yaml",), ("catalog-info.yaml",)),
        (("/catalog-info.yaml", "./catalog-info.yaml"), ("catalog-info.yaml",)),
        (("**/catalog-info.yaml",), ("a/b/catalog-info.yaml", "a/catalog-info.yaml", "catalog-info.yaml")),
        (("*/catalog-info.yaml", "a/**"), ("a/b/catalog-info.yaml", "a/catalog-info.yaml")),
        ((".backstage/*.yaml",), (".backstage/x.yaml",)),
        (("app/[id]/c.yaml",), ("app/[id]/c.yaml",)),
        ((), ()),
    ],
)
def test_patterns_choose_the_descriptors(paths: tuple[str, ...], entries: tuple[str, ...]) -> None:
    files = (
        "catalog-info.yaml",
        "a/catalog-info.yaml",
        "a/b/catalog-info.yaml",
        ".backstage/x.yaml",
        "app/[id]/c.yaml",
    )
    crawl = crawl_locations([Location("slow", "x", paths=paths)], [SlowFetcher(files=files)])
    assert crawl.snapshots[0].entries == entries
    assert crawl.diagnostics == ()


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("catalog-info.yml", "x: no file catalog-info.yml", "did you mean a/catalog-info.yaml?"),
        ("catalog-info.yaml", "x: no file catalog-info.yaml", "did you mean a/catalog-info.yaml?"),
        ("b/*.json", "x: no file matches b/*.json", "add the file, or correct the path"),
        ("a", "x: no file a", "did you mean a/catalog-info.yaml?"),
        ("../a/catalog-info.yaml", "x: no file ../a/catalog-info.yaml", "did you mean a/catalog-info.yaml?"),
    ],
)
def test_a_pattern_without_a_file_names_the_nearest(path: str, message: str, hint: str) -> None:
    location = Location("slow", "x", paths=(path,), where=_at(3))
    crawl = crawl_locations([location], [SlowFetcher(files=("a/catalog-info.yaml", "README.md"))])
    [found] = crawl.diagnostics
    assert (found.code, found.message, found.hint, found.where) == ("location-not-found", message, hint, _at(3))
    assert crawl.snapshots[0].entries == ()


def test_a_file_that_is_optional_may_be_missing() -> None:
    location = Location("slow", "x", paths=("nowhere.yaml",), optional=True)
    assert crawl_locations([location], [SlowFetcher()]).diagnostics == ()


def test_git_and_folders_are_crawled_together(make_repository: Make, crawl: CrawlAll) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": ""})
    outcome = crawl(Location("file", "../repositories"), Location("git", pay.url))
    assert [snapshot.source.commit for snapshot in outcome.snapshots] == ["", pay.head]


def test_blobs_come_from_the_fetcher_that_holds_the_source() -> None:
    blobs = SourceBlobs([SlowFetcher()])
    assert blobs.read(Source("slow:a"), [SourceFile("x", "")]) == {"x": b"slow:a"}
    with pytest.raises(CrawlError, match="no fetcher brought this source"):
        blobs.read(Source("other"), [])
