"""URLs of the site and the relative links between them."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portalgen.model import routes
from portalgen.model.ref import EntityRef

LEDGER = EntityRef("API", "Pay", "Ledger.v1")


def test_routes_are_those_of_backstage_in_lower_case() -> None:
    assert routes.entity(LEDGER) == "catalog/pay/api/ledger.v1/"
    assert routes.entity(LEDGER, "definition") == "catalog/pay/api/ledger.v1/definition/"
    assert routes.docs(LEDGER, "guide/a b/") == "docs/pay/api/ledger.v1/guide/a%20b/"
    assert routes.entity_json(LEDGER) == "api/catalog/entities/by-name/api/pay/ledger.v1"


@pytest.mark.parametrize(
    ("route", "file"),
    [("", "index.html"), ("docs/", "docs/index.html"), ("docs/a%20b/", "docs/a b/index.html"), ("a/b.svg", "a/b.svg")],
)
def test_a_route_names_its_file(route: str, file: str) -> None:
    assert routes.file_of(route) == file


SEGMENT = st.text(alphabet="abc.-", min_size=1, max_size=4).filter(lambda text: text not in {".", ".."})
PAGE = st.lists(SEGMENT, max_size=4).map(lambda parts: "".join(f"{part}/" for part in parts))
FILE = st.builds(str.__add__, PAGE, st.sampled_from(["", "x.css", "y.js?v=1", "z/#part", "?q=a/b#c"]))


@given(FILE, PAGE)
def test_a_relative_link_leads_to_its_target_wherever_the_site_is(target: str, page: str) -> None:
    link = routes.relative(target, page)
    assert not link.startswith("/")
    for base in ("https://example.org/", "https://example.org/portal/"):
        assert urljoin(base + page, link) == urljoin(base, target)
