"""The home page as portal.yaml composes it, and pages of entities as it arranges them."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from portalgen.model.contributions import SiteSettings
from portalgen.model.entity import Link
from portalgen.model.home import Announcement, Widget
from portalgen.model.layout import Layout, OwnCard
from portalgen.render.own_markdown import value_mark
from tests.builders.catalogs import catalog_of, make_catalog
from tests.builders.sites import links_of, render, text_of, texts_of

CATALOG = make_catalog(
    "component:shop type=website lifecycle=production owner=web system=store description=Sells_*seats*",
    "component:pay type=service owner=money",
    "api:orders type=openapi owner=web system=store",
    "system:store owner=web domain=sales",
    "domain:sales owner=web",
    "group:web type=team title=Web_team",
    "group:money type=team",
)


def home(*widgets: Widget) -> LexborHTMLParser:
    return render(CATALOG, settings=SiteSettings(home=widgets)).at("")


def test_widgets_stand_where_they_are_put_in_their_order() -> None:
    page = home(Widget("health", "main"), Widget("systems", "main"), Widget("counts", "side"))
    assert texts_of(page, ".home-main h2") == ["Catalog health", "Domains and systems"]
    assert len(page.css(".home-side .home-counts")) == 1
    assert page.css(".home-search") == []


def test_a_home_page_of_one_column_uses_the_width() -> None:
    assert len(home(Widget("health", "main")).css(".home-single")) == 1


def test_a_title_of_the_sites_own_is_shown() -> None:
    assert text_of(home(Widget("health", "side", title="Faults & more")), ".home-side h2") == "Faults & more"


def test_markdown_is_shown_safely_and_lists_entities() -> None:
    first, second = "::entities{kind=component owner=web}", '::entities{kind=api type="grpc"}'
    text = f"Hi <script>x</script> **you**\n\n{first}\n\nmore\n\n{second}\n"
    page = home(Widget("markdown", "main", text=text))
    assert page.css("main script") == []
    assert texts_of(page, ".home-main strong") == ["you"]
    assert texts_of(page, ".entity-list li") == ["shop website Sells seats"]
    assert "There are none" in text_of(page, ".home-main")


def test_a_list_that_is_cut_leads_to_the_table() -> None:
    page = home(Widget("markdown", "main", text="::entities{owner=group:default/web limit=1}"))
    assert len(page.css(".entity-list li")) == 1
    assert links_of(page, ".home-main p a") == ["catalog/?filters%5Bowners%5D=group:default/web"]
    assert texts_of(page, ".home-main p a") == ["and 3 more"]


def test_the_domain_of_a_part_is_that_of_its_system() -> None:
    page = home(Widget("markdown", "main", text="::entities{domain=sales kind=component}"))
    assert texts_of(page, ".entity-list .entity") == ["shop"]


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("docs/", "docs/"),
        ("/docs/", "docs/"),
        ("entity:component:default/shop", "catalog/default/component/shop/"),
        ("https://a.example/x", "https://a.example/x"),
        ("mailto:web@a.example", "mailto:web@a.example"),
        ("javascript:alert(1)", None),
        ("//a.example/", None),
        ("../../etc", None),
        ("entity:", None),
        ("data:text/html,x", None),
    ],
)
def test_links_of_a_sites_own_words_lead_to_its_pages_or_elsewhere(written: str, target: str | None) -> None:
    page = home(Widget("markdown", "main", text=f"[x]({written})"))
    assert links_of(page, ".prose a") == ([target] if target else [])


def test_links_of_a_card_start_from_the_page_that_it_is_on() -> None:
    layout = Layout(cards=(OwnCard("Help", "[docs](docs/)"),))
    page = render(CATALOG, settings=SiteSettings(layouts=(layout,))).page("component:shop")
    assert links_of(page, "[data-card=Help] a") == ["../../../../docs/"]


def test_links_may_be_of_the_portal_or_elsewhere_but_never_scripts() -> None:
    written = ("docs/", "/docs/", "https://a.example/", "javascript:alert(1)")
    page = home(Widget("links", "side", links=tuple(Link(url, "x") for url in written)))
    assert links_of(page, ".home-side a") == ["docs/", "docs/", "https://a.example/", "#"]


def test_news_say_their_days_and_level() -> None:
    news = Announcement("Down", "It *is*", "2026-01-01", "2026-01-02", "warning")
    page = home(Widget("announcements", "top", announcements=(news,)))
    (shown,) = page.css("[data-announcement]")
    assert (shown.attributes["data-start"], shown.attributes["data-end"]) == ("2026-01-01", "2026-01-02")
    assert texts_of(page, ".announcement h2") == ["Down"]


def test_an_empty_catalog_still_shows_the_sites_own_words() -> None:
    settings = SiteSettings(home=(Widget("markdown", "main", text="Welcome"), Widget("health", "side")))
    page = render(make_catalog(), settings=settings).at("")
    assert texts_of(page, ".home-main section") == ["Welcome"]
    assert page.css(".home-side") == []


def test_tabs_and_cards_follow_the_layouts_that_are_about_an_entity() -> None:
    card = OwnCard("On call", "See {{ metadata.name }}", side=True, when={"kind": "component"})
    book = OwnCard("Steps", "1. Breathe", tab="runbook")
    layouts = (
        Layout(
            when={"kind": "component"}, tabs=("inspect", "runbook"), titles=(("inspect", "Raw"),), cards=(card, book)
        ),
        Layout(when={"spec.type": "website"}, hide=("about", "dependencies")),
    )
    site = render(CATALOG, settings=SiteSettings(layouts=layouts))
    shop, pay = site.page("component:shop"), site.page("component:pay")
    assert texts_of(shop, ".tabs a") == ["Overview", "Raw", "Steps"]
    assert "About" not in texts_of(shop, ".card-title")
    assert "About" in texts_of(pay, ".card-title")
    assert text_of(shop, "[data-card='On call'] .prose") == "See shop"
    assert text_of(site.page("component:shop", "runbook"), "[data-card=Steps] .prose") == "Breathe"
    assert "catalog/default/component/shop/dependencies/index.html" not in site.files
    assert "On call" not in texts_of(site.page("api:orders"), ".card-title")


def test_values_of_fields_are_text_and_stay_in_their_place() -> None:
    catalog = make_catalog("component:shop title=*a*](javascript:x)[<b>{{metadata.name}} type=../?q=1#x)")
    text = "{{ metadata.title }} [go](https://a.example/{{ spec.type }}/x) {{ spec.nothing }}"
    layouts = (Layout(cards=(OwnCard("Own", text),)),)
    page = render(catalog, settings=SiteSettings(layouts=layouts)).page("component:shop")
    assert text_of(page, "[data-card=Own] .prose") == "*a*](javascript:x)[<b>{{metadata.name}} go"
    assert links_of(page, "[data-card=Own] a") == ["https://a.example/..%2F%3Fq%3D1%23x%29/x"]


def shown(text: str, **values: str) -> LexborHTMLParser:
    """Return the page of an entity with a card of a text, and annotations."""
    document = {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": "Component",
        "metadata": {"name": "my-shop", "annotations": values},
        "spec": {"type": "service"},
    }
    layouts = (Layout(cards=(OwnCard("Own", text),)),)
    return render(catalog_of([document]), settings=SiteSettings(layouts=layouts)).page("component:my-shop")


def test_values_stand_in_code_as_they_are() -> None:
    page = shown("`kubectl get {{ metadata.name }}`\n\n```\nhelm test {{ metadata.name }} <x>\n```\n")
    assert texts_of(page, "[data-card=Own] code") == ["kubectl get my-shop", "helm test my-shop <x>"]


@pytest.mark.parametrize(
    ("value", "links"),
    [
        ("https://grafana.example/d/1?x=1&y=2", ["https://grafana.example/d/1?x=1&y=2"]),
        ("javascript:alert(1)", []),
        ("//evil.example/", []),
        ("docs/", []),
    ],
)
def test_a_value_that_is_a_safe_address_may_be_all_of_a_link(value: str, links: list[str]) -> None:
    assert links_of(shown("[Dashboard]({{ metadata.annotations.board }})", board=value), "[data-card=Own] a") == links


def test_a_value_that_looks_like_the_mark_of_another_is_text() -> None:
    text = (
        "{{ metadata.annotations.a }} [x](https://a.example/{{ metadata.annotations.a }}) {{ metadata.annotations.b }}"
    )
    page = shown(text, a=value_mark(2), b='"><b>')
    assert text_of(page, "[data-card=Own] .prose") == f'{value_mark(2)} x "><b>'
    assert links_of(page, "[data-card=Own] a") == [f"https://a.example/%70{value_mark(2)[1:]}"]


def test_many_systems_are_counted() -> None:
    rows = [f"system:s{number:02} domain=d0" for number in range(15)] + [f"domain:d{number:02}" for number in range(40)]
    page = render(make_catalog(*rows, "domain:d0"), settings=SiteSettings(home=(Widget("systems", "main"),))).at("")
    assert texts_of(page, ".map-more") == ["and 3 more"]
    assert len(page.css(".map-domain")) == 30
    assert text_of(page, ".home-main > section > p") == "and 11 more"
