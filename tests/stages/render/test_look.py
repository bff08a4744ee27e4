"""Logo, fonts, colours and side bar as portal.yaml wants them."""

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from portalgen.model.contributions import SiteSettings
from portalgen.model.look import Look, NavItem
from portalgen.render import load_theme, render_page
from portalgen.render.accent import DARK_SURFACE, contrast
from portalgen.render.look_style import look_style
from portalgen.render.theme import Choices
from tests.builders.catalogs import make_catalog
from tests.builders.sites import links_of, plan, texts_of


def test_navigation_has_the_rows_that_a_site_wants() -> None:
    nav = (NavItem("docs"), NavItem("home", "Start"), NavItem(title="Wiki", url="https://w.example/"))
    shell = plan(make_catalog(), settings=SiteSettings(nav=nav)).plans[0].context.shell  # type: ignore[attr-defined]
    assert [(row.title, row.route, row.icon) for row in shell.nav] == [
        ("@nav.docs", "docs/", "docs"),
        ("Start", "", "home"),
        ("Wiki", "https://w.example/", "web"),
    ]


def test_pictures_and_fonts_are_assets_that_pages_name(tmp_path: Path) -> None:
    for name in ("logo.svg", "text.woff2"):
        (tmp_path / name).write_bytes(b"<svg/>")
    look = Look(logo=tmp_path / "logo.svg", favicon=tmp_path / "logo.svg", text_font=tmp_path / "text.woff2")
    theme = load_theme("portalgen_theme", templates={}, overrides=None, assets={}, choices=Choices(look))
    assert {"site/logo.svg", "site/favicon.svg", "site/text.woff2"} <= set(theme.assets)
    assert b'src: url("../site/text.woff2")' in theme.assets["css/site.css"]
    home = plan(make_catalog(), settings=SiteSettings(look=look)).plans[0]
    page = LexborHTMLParser(render_page(home, theme).content.decode())
    assert links_of(page, "link[rel=icon]")[0].startswith("assets/site/favicon.svg?v=")
    (logo,) = page.css("img.brand-logo")
    assert (logo.attributes["src"] or "").startswith("assets/site/logo.svg?v=")
    assert texts_of(page, "svg.mark") == []


def test_the_accent_of_the_dark_scheme_may_be_its_own_and_can_be_read() -> None:
    style = look_style(Look(accent="#0b6e99", accent_dark="#301030"))
    dark = style.split("--accent-dark: #")[1][:6]
    red, green, blue = (int(dark[at : at + 2], 16) for at in (0, 2, 4))
    assert contrast((red, green, blue), DARK_SURFACE) >= 4.5
    assert look_style(Look()) == ""
