import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from portalgen.crawl import Crawl, SourceBlobs, WebFetcher, web
from portalgen.diagnostics import Where
from portalgen.errors import CrawlError
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Location, Source
from portalgen.model.web import ReadingRule
from tests.builders.web_server import WebServer, web_site

CrawlAll = Callable[..., Crawl]

PLACE = Where("", "portal.yaml", 7, 5)
ENTRY = b"""\
spec:
  definition: {$text: ./api%20v1.yaml}
  more: [{$yaml: ../x.yaml}, {$json: ./gone.json}, {$text: ./a, and: b}, {$other: {$text: ./b}}]
---
spec: {definition: {$openapi: api%20v1.yaml}, far: {$text: 'http://elsewhere.example/c'}, odd: {$text: 3}}
"""


@pytest.fixture
def site() -> Iterator[WebServer]:
    """A web site with one descriptor and what belongs to it."""
    files: dict[str, bytes | str] = {
        "/sub/catalog-info.yaml": ENTRY,
        "/sub/api%20v1.yaml": b"openapi: 3.0.0",
        "/x.yaml": b"x",
        "/a": b"",
    }
    with web_site(files) as server:
        yield server


def allowing(server: WebServer) -> dict[str, tuple[ReadingRule, ...]]:
    return {"reading": (ReadingRule(server.host),)}


def test_a_file_of_a_plain_web_site_comes_with_what_its_placeholders_name(site: WebServer, crawl: CrawlAll) -> None:
    location = Location("url", f"{site.url}/sub/catalog-info.yaml")
    [snapshot] = crawl(location, **allowing(site)).snapshots
    assert (snapshot.source, snapshot.location, snapshot.listed) == (Source(site.url), location, False)
    assert snapshot.entries == ("sub/catalog-info.yaml",)
    assert [file.path for file in snapshot.files] == ["sub/api%20v1.yaml", "sub/catalog-info.yaml", "x.yaml"]
    assert sorted(site.paths) == ["/sub/api%20v1.yaml", "/sub/catalog-info.yaml", "/sub/gone.json", "/x.yaml"]


def test_the_bytes_of_a_site_are_those_that_were_fetched(site: WebServer, settings: FetchSettings) -> None:
    fetcher = WebFetcher(replace(settings, reading=(ReadingRule(site.host),)))
    snapshot = fetcher.fetch(Location("url", f"{site.url}/sub/catalog-info.yaml")).snapshot
    assert snapshot
    site.files["/x.yaml"] = b"changed"
    content = SourceBlobs([fetcher]).read(snapshot.source, snapshot.files)
    assert content == {"sub/catalog-info.yaml": ENTRY, "sub/api%20v1.yaml": b"openapi: 3.0.0", "x.yaml": b"x"}


def test_two_descriptors_of_a_site_are_two_snapshots_and_no_file_is_asked_for_twice(
    site: WebServer, crawl: CrawlAll
) -> None:
    site.files["/other.yaml"] = b"{$text: x.yaml}"
    targets = ("sub/catalog-info.yaml", "other.yaml", "sub/../other.yaml")
    found = crawl(*(Location("url", f"{site.url}/{name}") for name in targets), **allowing(site), jobs=1)
    assert [snapshot.entries for snapshot in found.snapshots] == [
        ("sub/catalog-info.yaml",),
        ("other.yaml",),
        ("other.yaml",),
    ]
    assert len(site.paths) == len(set(site.paths))


def test_a_file_that_is_not_there_is_a_fault_unless_it_is_optional(site: WebServer, crawl: CrawlAll) -> None:
    gone = Location("url", f"{site.url}/gone.yaml", where=PLACE)
    [found] = crawl(gone, **allowing(site)).diagnostics
    assert (found.code, found.message, found.where) == ("location-not-found", f"{site.url}: no file gone.yaml", PLACE)
    assert crawl(replace(gone, optional=True), **allowing(site)).diagnostics == ()


@pytest.mark.parametrize("origin", ["", "git:https://git.example/org.git"])
def test_a_host_that_is_not_allowed_is_never_asked(site: WebServer, crawl: CrawlAll, origin: str) -> None:
    place = Location("url", f"{site.url}/sub/catalog-info.yaml", where=PLACE, origin=origin)
    for rules in ((), (ReadingRule("127.0.0.1"),), (ReadingRule(site.host, ("/su",)),)):
        [found] = crawl(place, reading=rules).diagnostics
        assert (found.code, found.where) == ("location-unsupported", PLACE)
        assert "backend.reading.allow" in found.hint
    assert site.paths == []


def test_placeholders_reach_no_further_than_what_is_allowed(site: WebServer, crawl: CrawlAll) -> None:
    place = Location("url", f"{site.url}/sub/catalog-info.yaml")
    [snapshot] = crawl(place, reading=(ReadingRule(site.host, ("/sub",)),)).snapshots
    assert snapshot.file("x.yaml") is None
    assert "/x.yaml" not in site.paths


def test_a_redirect_is_followed_where_reading_is_allowed(site: WebServer, crawl: CrawlAll) -> None:
    site.files |= {
        "/moved.yaml": "302 /x.yaml",
        "/away.yaml": "302 http://localhost:1/x",
        "/ring.yaml": "302 /ring.yaml",
    }
    site.files["/local.yaml"] = "302 file:///etc/passwd"
    moved, away, ring, local = (
        Location("url", f"{site.url}/{name}.yaml") for name in ("moved", "away", "ring", "local")
    )
    [snapshot] = crawl(moved, **allowing(site)).snapshots
    assert [(file.path, file.size) for file in snapshot.files] == [("moved.yaml", 1)]
    found = crawl(away, ring, local, **allowing(site)).diagnostics
    assert [row.code for row in found] == ["source-unreachable"] * 3
    assert "backend.reading.allow" in found[0].hint
    assert "circle" in found[1].message


def test_no_credentials_are_sent_to_a_plain_web_site(site: WebServer, crawl: CrawlAll) -> None:
    place = Location("url", f"http://user:hush@{site.host}/x.yaml")
    [snapshot] = crawl(place, tokens=((site.host, "hush"), ("127.0.0.1", "hush")), **allowing(site)).snapshots
    assert snapshot.source.url == site.url
    assert not {"authorization", "cookie"} & {name.lower() for row in site.headers for name in row}


@pytest.mark.parametrize(
    ("answer", "text"),
    [("403", "credentials"), ("500", "status 500"), (b"x" * 5_000_001, "more than 5,000,000 bytes")],
)
def test_a_site_that_refuses_costs_its_own_location(
    site: WebServer, crawl: CrawlAll, answer: bytes | str, text: str
) -> None:
    site.files["/bad.yaml"] = answer
    found = crawl(
        Location("url", f"{site.url}/bad.yaml", where=PLACE), Location("url", f"{site.url}/x.yaml"), **allowing(site)
    )
    assert [snapshot.entries for snapshot in found.snapshots] == [("x.yaml",)]
    [row] = found.diagnostics
    assert (row.code, row.where) == ("source-unreachable", PLACE)
    assert text in row.message


def test_a_pattern_finds_nothing_on_a_site_without_a_list(site: WebServer, crawl: CrawlAll) -> None:
    [found] = crawl(Location("url", f"{site.url}/parts/*.yaml"), **allowing(site)).diagnostics
    assert found.code == "location-unsupported"
    assert site.paths == []


def test_what_was_fetched_last_stands_in_for_a_site_that_is_gone(crawl: CrawlAll) -> None:
    with web_site({"/a.yaml": b"{$text: x.yaml}", "/x.yaml": b"x"}) as site:
        places = [Location("url", f"{site.url}/{name}.yaml") for name in ("a", "b")]
        fresh, _ = crawl(*places, **allowing(site)).snapshots
    gone = crawl(*places, **allowing(site))
    stale, *_ = gone.snapshots
    assert (stale.files, fresh.stale_since) == (fresh.files, None)
    assert stale.stale_since
    assert [row.code for row in gone.diagnostics] == ["source-stale", "source-unreachable"]
    offline = crawl(*places, **allowing(site), offline=True)
    assert [snapshot.files for snapshot in offline.snapshots] == [fresh.files]
    assert [row.hint for row in offline.diagnostics] == ["build once without --offline"]


def test_what_a_bundled_definition_refers_to_comes_with_it(crawl: CrawlAll) -> None:
    files: dict[str, bytes | str] = {
        "/catalog-info.yaml": b"spec: {definition: {$openapi: api/root.yaml}, text: {$text: text.yaml}}",
        "/api/root.yaml": b"a: {$ref: 'b%20c.json#/x'}\nb: {$ref: '#/a'}\nc: {$ref: \"../d.yaml\"}\n",
        "/api/b%20c.json": b'{"x": {"$ref": "http://elsewhere.example/c"}, "y": {"$ref":"root.yaml"}}',
        "/d.yaml": b"{$ref: gone.yaml}",
        "/text.yaml": b"$ref: unasked.yaml",
    }
    with web_site(files) as server:
        [snapshot] = crawl(Location("url", f"{server.url}/catalog-info.yaml"), **allowing(server)).snapshots
        assert sorted(server.paths) == sorted([*files, "/gone.yaml"])
    assert {f"/{file.path}" for file in snapshot.files} == set(files)


def fetcher_of(site: WebServer, settings: FetchSettings) -> WebFetcher:
    return WebFetcher(replace(settings, reading=(ReadingRule(site.host),)))


def test_bytes_are_read_from_the_cache_folder_when_they_are_needed(site: WebServer, settings: FetchSettings) -> None:
    fetcher = fetcher_of(site, settings)
    snapshot = fetcher.fetch(Location("url", f"{site.url}/x.yaml")).snapshot
    assert snapshot
    for file in (settings.cache / "web").iterdir():
        file.write_bytes(b"another build's")
    with pytest.raises(CrawlError, match=r"x\.yaml: its copy .* has changed"):
        fetcher.read(snapshot.source, snapshot.files)


def test_without_a_cache_folder_bytes_stay_in_memory(site: WebServer, settings: FetchSettings) -> None:
    settings.cache.mkdir()
    (settings.cache / "web").write_bytes(b"in the way")
    fetcher = fetcher_of(site, settings)
    snapshot = fetcher.fetch(Location("url", f"{site.url}/x.yaml")).snapshot
    assert snapshot
    assert fetcher.read(snapshot.source, snapshot.files) == {"x.yaml": b"x"}


def test_a_descriptor_brings_in_no_more_than_a_limit_of_bytes(
    site: WebServer, crawl: CrawlAll, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "_MOST_BYTES", len(ENTRY) + 1)
    [snapshot] = crawl(Location("url", f"{site.url}/sub/catalog-info.yaml"), **allowing(site)).snapshots
    assert [file.path for file in snapshot.files] == ["sub/api%20v1.yaml", "sub/catalog-info.yaml"]
    assert "/x.yaml" not in site.paths


def test_certificates_are_read_once(site: WebServer, settings: FetchSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    make = ssl.create_default_context

    def counted() -> ssl.SSLContext:
        made.append(1)
        return make()

    monkeypatch.setattr(ssl, "create_default_context", counted)
    fetcher_of(site, settings).fetch(Location("url", f"{site.url}/sub/catalog-info.yaml"))
    assert (len(made), len(site.paths)) == (1, 4)
