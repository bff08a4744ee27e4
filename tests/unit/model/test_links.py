"""Addresses and texts of strangers: what may be followed, and what may reach a page."""

import pytest

from portalgen.model.links import leaves_site, page_bytes, safe_url

FOLLOWED = [
    "https://example.org/a?b#c",
    "HTTP://example.org",
    "mailto:ann@example.org",
    "MAILTO:ann@example.org",
    "tel:+49-30",
]
REFUSED = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "https:foo",
    "https:///foo",
    "ht\ntps://example.org",
    "//example.org",
    "/\\example.org",
    "data:text/html,x",
    "https://[",
    "",
    "catalog/",
]


@pytest.mark.parametrize("url", FOLLOWED)
def test_addresses_that_a_reader_may_follow_stay_as_they_are(url: str) -> None:
    assert safe_url(f" {url}\n") == url


@pytest.mark.parametrize("url", REFUSED)
def test_everything_else_is_no_link(url: str) -> None:
    assert safe_url(url) == ""


@pytest.mark.parametrize(
    "url", [*FOLLOWED, "https:foo", "//example.org", "\\\\example.org", "java\tscript:x", "/\t/x.org"]
)
def test_a_scheme_or_a_host_leads_out_of_the_site(url: str) -> None:
    assert leaves_site(url)


@pytest.mark.parametrize("route", ["", "catalog/", "catalog/?filters[tags]=a:b", "#a:b", "docs/a%3Ab/", "docs/x//y"])
def test_a_route_does_not(route: str) -> None:
    assert not leaves_site(route)


def test_a_page_has_no_characters_that_nobody_sees() -> None:
    text = "a\x00b\x1bc\td\r\ne\x7ff\u202eg\u2066h\u2069 \N{EN DASH} \u05d0\u200f"
    assert page_bytes(text).decode() == "abc\td\r\nefgh \N{EN DASH} \u05d0\u200f"
