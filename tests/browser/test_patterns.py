"""The page of patterns in Chromium: every theme in it can be read, reached and used, in both schemes and all widths."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portalgen.code_folder import use_code_folder
from portalgen.model.contributions import SiteSettings
from portalgen.render import load_theme, render_page, theme_files
from portalgen.render.patterns import ROUTE, plan_patterns, sample_documents
from portalgen.search import build_index
from tests.browser.axe import COLOURS, violations
from tests.browser.conftest import serve
from tests.browser.test_every_page import WIDE

pytestmark = pytest.mark.browser

THEMES = ("portalgen_theme", "portalgen_theme_fjord")
SEVERAL_PAGES_ON_ONE = (
    "heading-order",
    "landmark-unique",
    "page-has-heading-one",
    "landmark-complementary-is-top-level",
)
"""Rules of axe's own advice for a page; this one shows what stands on a dozen of them."""


@pytest.fixture(scope="module", params=THEMES)
def patterns_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("patterns")
    use_code_folder(folder / "graphviz")
    theme = load_theme(request.param, templates={}, overrides=None, assets={})
    pages = (render_page(plan, theme) for plan in plan_patterns(theme, SiteSettings(organization="Larkspur")))
    for file in (*pages, *theme_files(theme), *build_index(sample_documents())):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    with serve(folder) as url:
        yield f"{url}{ROUTE}"


def test_no_rule_of_accessibility_is_broken(browser_page: Page, patterns_url: str) -> None:
    browser_page.set_viewport_size({"width": 1440, "height": 900})
    browser_page.goto(patterns_url)
    assert violations(browser_page, without=SEVERAL_PAGES_ON_ONE) == []
    browser_page.emulate_media(color_scheme="dark")
    assert violations(browser_page, *COLOURS) == []
    browser_page.set_viewport_size({"width": 390, "height": 900})
    assert violations(browser_page, without=(*SEVERAL_PAGES_ON_ONE, *COLOURS)) == []


def test_nothing_scrolls_sideways(browser_page: Page, patterns_url: str) -> None:
    browser_page.goto(patterns_url)
    wide = []
    for width in (320, 390, 768, 1440):
        browser_page.set_viewport_size({"width": width, "height": 900})
        if browser_page.evaluate(WIDE):
            wide.append(width)
    assert wide == []


def test_what_scripts_do_is_there(browser_page: Page, patterns_url: str) -> None:
    page = browser_page
    page.goto(f"{patterns_url}?query=booking")
    expect(page.locator(".search-page [role=option]").first).to_contain_text("Booking")
    page.locator(".entity-actions [data-star]").click()
    expect(page.locator("[data-settings-starred] a")).to_have_text("Booking service")
    page.locator("#my-team").select_option("group:default/commerce-tech")
    expect(page.locator(".mine-list a").first).to_be_visible()
