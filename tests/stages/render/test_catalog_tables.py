"""The catalog's tables: facets with links, tables of one value, pages, and the data that scripts load."""

import gzip
import json
import random

import pytest

from portalgen.model import routes
from portalgen.render import plan_catalog
from tests.builders.catalogs import make_catalog
from tests.builders.sites import Rendered, links_of, plan, render, texts_of

CATALOG = make_catalog(
    "component:shop type=website lifecycle=production owner=web system=store",
    "component:pay type=service lifecycle=production owner=money",
    "component:ledger type=Service lifecycle=experimental owner=money",
    "component:mailer type=../../x lifecycle=experimental owner=web",
    "system:store owner=web",
    "group:web type=team title=Web_team",
    "group:money type=team",
)


def data_of(site: Rendered, kind: str) -> dict[str, object]:
    """Return the value of the one shard of a kind."""
    (name,) = (name for name in site.files if name.startswith(f"catalog/rows/{kind}-") and "-texts-" not in name)
    text = site.files[name].decode()
    found: dict[str, object] = json.loads(text.removeprefix("portalgen.search.put(").removesuffix(");\n"))
    return found


def test_values_of_a_facet_are_links_to_tables_of_their_own() -> None:
    site = render(CATALOG)
    page = site.at("catalog/component/")
    values = texts_of(page, "[data-facet=type] .facet-value")
    assert values == ["Service 2", "../../x 1", "website 1"]
    assert links_of(page, "[data-facet=type] a") == ["type-service/", "type-website/"]
    assert links_of(page, "[data-facet=owner] a") == ["../default/group/web/", "../default/group/money/"]
    narrow = site.at("catalog/component/type-service/")
    assert texts_of(narrow, "tbody .cell-name") == ["ledger", "pay"]
    assert texts_of(narrow, ".facet-value[aria-current]") == ["Service 2"]


def test_words_that_cannot_stand_in_an_address_get_no_page() -> None:
    assert not [name for name in render(CATALOG).files if ".." in name]


def test_facets_without_a_choice_are_left_out() -> None:
    page = render(make_catalog("component:a type=x", "component:b type=x")).at("catalog/component/")
    assert texts_of(page, "[data-facet] .facet-value") == []


def test_long_tables_are_cut_and_name_the_pages_around(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_catalog, "PAGE_ROWS", 2)
    site = render(make_catalog(*(f"component:c{number:02}" for number in range(21))))
    page = site.at("catalog/component/page-6/")
    assert texts_of(page, "[data-filter-pages] a") == ["1", "4", "5", "6", "7", "8", "11"]
    assert texts_of(page, "[data-filter-pages] .pages-gap") == ["4", "11"]
    assert texts_of(page, "tbody .cell-name") == ["c10", "c11"]
    assert texts_of(site.at("catalog/component/page-11/"), "tbody .cell-name") == ["c20"]


def test_every_table_has_the_data_of_its_rows() -> None:
    site = render(CATALOG)
    (table,) = site.at("catalog/").css("[data-shards]")
    names = [routes.CATALOG + path for path in (table.attributes["data-shards"] or "").split()]
    assert [name.rsplit("-", 1)[0] for name in names] == [
        f"{routes.ROWS}{kind}" for kind in ("component", "group", "system")
    ]
    assert all(name in site.files for name in names)
    assert data_of(site, "component")["type"] == {
        "values": ["Service", "../../x", "service", "website"],
        "width": 1,
        "rows": "1234",
    }


def test_data_says_nothing_that_can_be_derived() -> None:
    found = data_of(
        render(make_catalog("component:order-book title=Order_Book", "component:pay title=Money")), "component"
    )
    assert found["titles"] == ["Money", 1] or found["titles"] == [1, "Money"]
    assert "owner" not in found
    assert "docs" not in found


def test_names_share_their_beginnings() -> None:
    found = data_of(render(make_catalog("component:order-api", "component:order-book", "component:pay")), "component")
    assert found["names"] == "@order-api\nFbook\n@pay"


def test_what_a_table_of_ten_thousand_is_narrowed_by_is_small() -> None:
    words = random.Random(5)  # noqa: S311 - names, the same at every run
    parts = [
        f"{first}{last}"
        for first in ("pay", "order", "stock", "ship", "user")
        for last in ("", "ment", "s", "log", "er")
    ]
    names = sorted({"-".join(words.choices(parts, k=3)) for _ in range(20_000)})[:10_000]
    teams = [f"group:team-{number}" for number in range(200)]
    types = ["service", "website", "library", "worker"]
    rows = (f"component:{name} type={words.choice(types)} owner=team-{words.randrange(200)}" for name in names)
    files = [one for one in plan(make_catalog(*teams, *rows)).plans if one.route.startswith("catalog/rows/component-")]
    data = [one.context.text.encode() for one in files if "-texts-" not in one.route]  # type: ignore[attr-defined]
    assert len(data) == 2
    assert sum(len(gzip.compress(one)) for one in data) <= 80_000
