"""Icons: those of the theme, and the sets that Material for MkDocs ships."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from portalgen.model.contributions import SiteSettings
from portalgen.model.entity import Link
from portalgen.model.home import Widget
from portalgen.render.icons import icon_id, link_icon
from tests.builders.catalogs import make_catalog
from tests.builders.sites import render, shipped_theme


def home(*names: str) -> LexborHTMLParser:
    links = tuple(Link("https://a.example/", name, name) for name in names)
    return render(
        make_catalog("component:shop"), settings=SiteSettings(home=(Widget("links", "side", links=links),))
    ).at("")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("dashboard", "dashboard"),
        ("Docs", "docs"),
        ("material/airplane", "material/airplane"),
        ("Grafana", "simple/grafana"),
        ("octicons/rocket-24", "octicons/rocket-24"),
        ("no-such-thing", "web"),
        ("", "web"),
        ("material/../../../../x", "web"),
        ("fontawesome/solid/car", "web"),
        ("x" * 300, "web"),
        (f"material/{'x' * 5000}", "web"),
    ],
)
def test_a_link_has_the_icon_of_its_name(name: str, shown: str) -> None:
    assert link_icon(name) == shown
    assert [node.attributes["href"] for node in home(name).css(".home-side .link-row use")] == [f"#{icon_id(shown)}"]


def test_a_page_holds_the_shape_of_what_it_uses_once_and_no_other() -> None:
    page = home("material/airplane", "material/airplane", "simple/grafana")
    ids = [node.attributes["id"] or "" for node in page.css("symbol")]
    assert [one for one in ids if "material" in one or "simple" in one] == [
        "portal-i-material-airplane",
        "portal-i-simple-grafana",
    ]
    assert len(ids) == len(set(ids))
    assert [node.attributes["fill"] for node in page.css("#portal-i-material-airplane g")] == ["currentColor"]


def test_the_theme_lists_its_own_and_knows_the_others() -> None:
    icons = shipped_theme().icons
    assert "material/airplane" in icons
    assert "material/airplane" not in list(icons)
    assert "material/none-such" not in icons
    assert len(icons) == len(list(icons))
