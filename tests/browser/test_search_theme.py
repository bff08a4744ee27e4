"""Search in the pages of the real theme."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from portalgen.hookspecs import Extensions
from portalgen.model.contributions import Built, SiteSettings
from portalgen.render import load_theme, plan_site, render_page, theme_files
from portalgen.search import BUILT_IN_COLLATORS, build_index, collate
from tests.builders.catalogs import make_catalog

pytestmark = pytest.mark.browser

CATALOG = make_catalog(
    "component:acme-payments type=service lifecycle=production owner=web system=payments description=Takes_cards",
    "system:payments owner=web title=Payments",
    "group:web type=team title=Web_team",
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The search page, the home page and the assets of a portal, with its index."""
    built = Built(CATALOG)
    theme = load_theme("portalgen_theme", templates={}, overrides=None, assets={})
    plans = plan_site(built, Extensions(), SiteSettings(title="Test portal")).plans
    wanted = [plan for plan in plans if plan.route in {"", "search/", "catalog/default/system/payments/"}]
    folder = tmp_path / "site"
    files = [render_page(plan, theme) for plan in wanted]
    for file in [*files, *theme_files(theme), *build_index(collate(built, BUILT_IN_COLLATORS))]:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return folder


def test_the_button_of_every_page_opens_search(site: Path, browser_page: Page, served: str) -> None:
    assert site.is_dir()
    browser_page.goto(served)
    browser_page.locator(".topbar [data-search-open]").click()
    browser_page.get_by_role("combobox", name="Search").fill("paym")
    expect(browser_page.locator("a[role=option]").first).to_contain_text("Payments")
    browser_page.keyboard.press("Enter")
    expect(browser_page.get_by_role("heading", level=1)).to_contain_text("Payments")
    assert browser_page.url == f"{served}catalog/default/system/payments/"


def test_the_search_page_answers_in_place_of_its_list(site: Path, browser_page: Page, served: str) -> None:
    assert site.is_dir()
    browser_page.goto(f"{served}search/")
    expect(browser_page.get_by_role("heading", name="All entities")).to_be_visible()
    browser_page.get_by_role("combobox", name="Search").fill("cards")
    expect(browser_page.get_by_role("option")).to_contain_text("acme-payments")
    expect(browser_page.get_by_role("heading", name="All entities")).to_be_hidden()


def test_without_script_every_entity_is_a_link(site: Path, chromium: Browser) -> None:
    page = chromium.new_page(java_script_enabled=False)
    page.goto((site / "search/index.html").as_uri())
    links = page.locator("#all li a.entity")
    assert sorted(links.all_inner_texts()) == ["Payments", "Web team", "acme-payments"]
    assert page.get_by_role("combobox").count() == 0
    page.close()
