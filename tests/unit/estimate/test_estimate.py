"""Estimates are arithmetic over what is known: requests, bytes, the size of a site, limits of hosts."""

import json
from dataclasses import replace

import pytest

from portalgen.crawl import WEB, Known, KnownSource
from portalgen.estimate import HOSTS, Host, LastSite, Listed, SiteSize, Verdict, estimate, fits, site_size


def repository(name: str, known: Known, kept: int = 0, **more: int) -> KnownSource:
    """Return a repository on a server, with the questions that its state costs."""
    heads = int(known is not Known.UNCHANGED)
    packs = int(known in {Known.CHANGED, Known.NEW})
    asked = {"heads": heads, "packs": packs, **more}
    found = KnownSource(f"https://h/{name}.git", "", "git", known, kept, is_remote=True)
    return replace(found, heads=asked["heads"], packs=asked["packs"])


def record(sources: int, files: dict[str, int]) -> str:
    """Return the text of a `build.json`."""
    rows = [
        {"url": f"https://h/{number}.git", "commit": "c", "ref": "main", "asked": [""]} for number in range(sources)
    ]
    sizes = {path: {"sha256": "", "size": size} for path, size in files.items()}
    return json.dumps({"generator": "portalgen", "sources": rows, "files": sizes})


def test_requests_and_bytes_add_up() -> None:
    found = estimate(
        [
            repository("a", Known.UNCHANGED, 1_000_000),
            repository("b", Known.CHANGED, 300_000),
            repository("c", Known.ASKED, 200_000),
            repository("d", Known.NEW),
            KnownSource("https://web.example", "", WEB, Known.OTHER, heads=1, is_remote=True),
            KnownSource("here", "", "file", Known.OTHER),
        ],
        listed=Listed(4, 10_000),
    )
    assert (found.sources.repositories, found.sources.others) == (4, {"file": 1, "web": 1})
    assert (found.sources.unchanged, found.sources.changed, found.sources.asked, found.sources.new) == (1, 1, 1, 1)
    asked = found.requests
    assert (asked.listings, asked.heads, asked.packs, asked.files, asked.total) == (4, 3, 2, 1, 10)
    down = found.download
    assert (down.each, down.compared, down.new) == (300_000, 3, 1)
    assert 610_000 <= down.bytes <= 620_000  # of the listings, of b again, of d as the median, and of three heads
    assert down.if_all_changed == down.bytes + 200_000


def test_a_repository_at_two_refs_is_one_repository() -> None:
    twice = [
        KnownSource("https://h/a.git", ref, "git", Known.ASKED, heads=1, is_remote=True) for ref in ("main", "stable")
    ]
    found = estimate(twice)
    assert (found.sources.repositories, found.sources.asked, found.requests.heads) == (1, 2, 2)


def test_who_changed_pages_is_asked_where_pages_have_changed_and_of_new_repositories_as_often() -> None:
    known = [
        replace(repository(name, state), documented=documented)
        for name, state, documented in (
            ("a", Known.CHANGED, True),
            ("b", Known.CHANGED, False),
            ("c", Known.ASKED, True),
            ("d", Known.UNCHANGED, False),
        )
    ]
    new = [repository(f"new-{number}", Known.NEW) for number in range(10)]
    asked = estimate([*known, *new]).requests
    assert (asked.heads, asked.packs, asked.histories, asked.total) == (13, 12, 2 + 5, 32)
    assert estimate(new).requests.histories == 0  # nobody knows


def test_other_refs_of_the_last_site_are_versions_and_their_names_are_asked_for() -> None:
    named = [repository("a", Known.ASKED), repository("b", Known.UNCHANGED)]
    led = [replace(repository(name, Known.ASKED), ref=ref) for name, ref in (("a", "v1"), ("a", "v2"), ("c", ""))]
    found = estimate(named, led)
    assert (found.sources.repositories, found.sources.led) == (3, 1)
    assert (found.requests.heads, found.requests.names, found.requests.total) == (4, 1, 5)


def test_what_is_here_costs_no_network() -> None:
    here = KnownSource("/srv/a.git", "", "git", Known.NEW)
    found = estimate([here])
    assert (found.requests.total, found.download.bytes, found.download.new) == (0, 0, 0)


def test_nothing_to_compare_with_leaves_an_assumption() -> None:
    found = estimate([repository("a", Known.NEW)])
    assert (found.download.compared, found.site.scaled) == (0, 0)
    assert found.download.bytes >= found.download.each > 0


def test_a_site_of_the_same_sources_is_as_large_as_the_last_one() -> None:
    text = record(2, {"index.html": 10, "assets/a.css": 100, "catalog/x/index.html": 50, "catalog/y/index.html": 40})
    last = LastSite.of(text)
    assert last
    size = site_size(2, last)
    assert size == SiteSize(5, 5, 200 + len(text), max(100, len(text)), 2, 1.0)


def test_what_grows_with_sources_is_scaled_and_the_theme_is_not() -> None:
    last = LastSite.of(record(2, {"index.html": 10, "assets/a.css": 10**6, "catalog/x/i": 10**5, "docs/x/i": 10**5}))
    assert last
    size = site_size(20, last)
    assert size.files == 3 + 2 * 10
    assert 10**6 + 2 * 10**6 < size.bytes < 10**6 + 2 * 10**6 + 20_000
    assert size.scaled == 10


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"generator": "portalgen"}',
        '{"generator": "portalgen", "sources": [], "files": {}}',
        '{"generator": "portalgen", "sources": [{"url": 1}], "files": {}}',
        '{"generator": "portalgen", "sources": [{"url": "u", "commit": ""}], "files": {"a": 1}}',
        '{"generator": "portalgen", "sources": [{"url": "u", "commit": "c", "asked": 3}], "files": {}}',
        '{"generator": "hugo", "sources": [{"url": "u", "commit": ""}], "files": {}}',
    ],
)
def test_what_is_no_record_of_ours_is_nothing_to_compare_with(text: str) -> None:
    assert LastSite.of(text) is None


@pytest.mark.parametrize(
    ("files", "verdict"),
    [(80, Verdict.FITS), (81, Verdict.CLOSE), (100, Verdict.CLOSE), (101, Verdict.TOO_LARGE)],
)
def test_a_verdict_changes_at_80_percent_and_at_the_limit(files: int, verdict: Verdict) -> None:
    site = SiteSize(files, 1, 10, 1, 1, 0)
    found = fits(site, Host("h", "", bytes=1000, files=100))
    assert (found.verdict, found.limit, found.share) == (verdict, "files", files / 100)


@pytest.mark.parametrize(
    ("site", "host", "limit"),
    [
        (SiteSize(10, 10, 2 * 10**9, 1, 1, 0), "GitHub Pages", "bytes"),
        (SiteSize(150_000, 60_000, 10**8, 1, 1, 0), "GitLab Pages, gitlab.com", "entries"),
        (SiteSize(20_001, 1, 10**6, 1, 1, 0), "Cloudflare Pages, free", "files"),
        (SiteSize(20_001, 1, 10**8, 30 * 2**20, 1, 0), "Cloudflare Pages, paid", "largest"),
        (SiteSize(60_000, 1, 10**6, 1, 55_000, 0), "Netlify", "fullest"),
        (SiteSize(10_000, 1, 260 * 10**6, 1, 1, 0), "Azure Static Web Apps, free", "bytes"),
        (SiteSize(15_001, 1, 10**6, 1, 1, 0), "Azure Static Web Apps, standard", "files"),
    ],
)
def test_a_host_takes_no_site_beyond_its_limits(site: SiteSize, host: str, limit: str) -> None:
    found = next(fits(site, one) for one in HOSTS if one.name == host)
    assert (found.verdict, found.limit) == (Verdict.TOO_LARGE, limit)


def test_a_bucket_takes_anything() -> None:
    huge = SiteSize(10**9, 10**9, 10**15, 10**12, 10**9, 0)
    assert [one.name for one in HOSTS if fits(huge, one).verdict is Verdict.FITS] == [HOSTS[-1].name]
