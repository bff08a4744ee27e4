"""The pages in a browser: with script, without, on a phone, from a folder."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from portalgen.diagnostics import diagnose
from portalgen.render import plan_catalog
from tests.builders.catalogs import make_catalog
from tests.builders.sites import render

pytestmark = pytest.mark.browser

CATALOG = make_catalog(
    "component:shop title=Web_shop type=website lifecycle=production owner=web system=store dependsOn=component:pay",
    "component:pay title=Payments type=service lifecycle=production owner=money",
    "component:ledger type=service lifecycle=experimental owner=money",
    "component:mailer type=worker lifecycle=deprecated owner=web",
    "system:store owner=web",
    "group:web type=team title=Web_team",
    "group:money type=team title=Money_team",
)
TABLE = "catalog/component/"
ROUTES = ("", TABLE, "systems/", "teams/", "health/", "about/", "docs/", "create/", "catalog/default/component/shop/")


@pytest.fixture
def site(tmp_path: Path, served: str) -> str:
    render(CATALOG).write(tmp_path / "site")
    return served


def expect_names(page: Page, *names: str) -> None:
    expect(page.locator("tbody tr:not([hidden]) .cell-name .entity")).to_have_text(list(names))


def test_facets_text_and_address_go_together(browser_page: Page, site: str) -> None:
    page = browser_page
    page.goto(site + TABLE)
    expect_names(page, "ledger", "mailer", "Payments", "Web shop")
    page.get_by_label("service").check()
    expect_names(page, "ledger", "Payments")
    expect(page.get_by_role("status")).to_have_text("2 of 4")
    page.get_by_role("searchbox").fill("pay")
    expect_names(page, "Payments")
    assert page.url.endswith("?filters[type]=service&filters[text]=pay")
    page.reload()
    expect_names(page, "Payments")
    expect(page.get_by_label("service")).to_be_checked()
    page.get_by_role("searchbox").fill("nothing like that")
    page.locator("[data-filter-empty]").get_by_role("button").click()
    expect_names(page, "ledger", "mailer", "Payments", "Web shop")
    assert page.url == site + TABLE


def test_addresses_of_backstage_work(browser_page: Page, site: str) -> None:
    browser_page.goto(f"{site}{TABLE}?filters[kind]=component&filters[owners]=group:default/web&filters[user]=all")
    expect_names(browser_page, "mailer", "Web shop")
    browser_page.goto(f"{site}{TABLE}?filters[lifecycles][0]=deprecated&filters[type]=all")
    expect_names(browser_page, "mailer")


def test_counts_of_a_facet_follow_the_other_facets(browser_page: Page, site: str) -> None:
    browser_page.goto(site + TABLE)
    browser_page.get_by_label("Money team").check()
    worker = browser_page.locator("[data-facet=type] label", has_text="worker")
    service = browser_page.locator("[data-facet=type] label", has_text="service")
    expect(worker.locator("span").last).to_have_text("0")
    expect(service.locator("span").last).to_have_text("2")


def test_columns_sort_both_ways(browser_page: Page, site: str) -> None:
    browser_page.goto(site + TABLE)
    head = browser_page.get_by_role("button", name="Type")
    head.click()
    types = browser_page.locator("tbody .cell-type")
    expect(types).to_have_text(["service", "service", "website", "worker"])
    head.click()
    expect(types).to_have_text(["worker", "website", "service", "service"])
    expect(browser_page.locator("th[aria-sort=descending]")).to_have_text("Type")


def test_a_filter_reaches_the_rows_of_all_pages(
    browser_page: Page, tmp_path: Path, served: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_catalog, "PAGE_ROWS", 2)
    render(CATALOG).write(tmp_path / "site")
    browser_page.goto(f"{served}{TABLE}page-2/")
    browser_page.get_by_role("searchbox").fill("ledger")
    expect(browser_page.locator("tbody tr:not([hidden])")).to_have_count(1)
    expect(browser_page.get_by_role("status")).to_have_text("1 of 4")
    browser_page.get_by_role("link", name="ledger", exact=True).click()
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("ledger")


def test_stars_and_my_team_are_kept_in_this_browser(browser_page: Page, site: str) -> None:
    page = browser_page
    page.goto(site + "catalog/default/component/pay/")
    page.get_by_role("button", name="Star").click()
    expect(page.locator(".sidebar [data-starred] a")).to_have_text("Payments")
    page.goto(site)
    page.get_by_label("My team").select_option("Money team")
    mine = page.locator("[data-mine]")
    expect(mine.locator(".mine-list a")).to_have_text(["ledger", "Payments"])
    page.goto(site + TABLE)
    page.get_by_label("My team's").check()
    expect_names(page, "ledger", "Payments")
    page.get_by_label("Starred").check()
    expect_names(page, "Payments")


def test_the_colour_scheme_is_a_choice_that_stays(browser_page: Page, site: str) -> None:
    page = browser_page
    page.emulate_media(color_scheme="dark")
    page.goto(site)
    root = page.locator("html")
    expect(root).to_have_attribute("data-theme", "dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Colour scheme").click()
    expect(root).to_have_attribute("data-theme", "light")
    page.reload()
    expect(root).to_have_attribute("data-theme", "light")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_no_page_scrolls_sideways(browser_page: Page, site: str, width: int) -> None:
    browser_page.set_viewport_size({"width": width, "height": 800})
    wide = []
    for route in ROUTES:
        browser_page.goto(site + route)
        if browser_page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(route)
    assert wide == []


def test_without_script_everything_is_there_and_the_drawer_opens(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(site + TABLE)
    expect(page.locator("tbody tr")).to_have_count(4)
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.get_by_role("link", name="Search")).to_be_visible()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    page.get_by_role("link", name="Menu", exact=True).click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Teams").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Teams")
    context.close()


def test_links_work_from_a_folder(chromium: Browser, tmp_path: Path) -> None:
    render(CATALOG).write(tmp_path / "site")
    context = chromium.new_context()
    page = context.new_page()
    page.goto((tmp_path / "site" / "index.html").as_uri())
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Catalog").click()
    page.get_by_role("link", name="Web shop").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Web shop")
    page.get_by_role("link", name="Dependencies").click()
    expect(page.get_by_role("heading", name="Upstream")).to_be_visible()
    context.close()


def test_the_keyboard_reaches_the_content_first(browser_page: Page, site: str) -> None:
    browser_page.goto(site + TABLE)
    browser_page.keyboard.press("Tab")
    skip = browser_page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    assert browser_page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    browser_page.keyboard.press("Enter")
    expect(browser_page.locator("main")).to_be_focused()


def test_numbers_beside_long_words_stay_whole_on_a_phone(browser_page: Page, served: str, tmp_path: Path) -> None:
    found = tuple(diagnose("dangling-owner", f"{number}", entity="component:default/shop") for number in range(310))
    render(replace(CATALOG, diagnostics=found)).write(tmp_path / "site")
    browser_page.set_viewport_size({"width": 390, "height": 800})
    browser_page.goto(f"{served}health/")
    lines = """nodes => nodes.map(node => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return new Set([...range.getClientRects()].map(box => box.top)).size;
    })"""
    numbers = browser_page.locator(".tally-list .count")
    assert numbers.all_inner_texts() == ["310"]
    assert numbers.evaluate_all(lines) == [1]
