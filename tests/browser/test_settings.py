"""What the browser keeps of a reader: seen on /settings/, the same in all tabs, taken along, forgotten."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.builders.catalogs import make_catalog
from tests.builders.sites import render

pytestmark = pytest.mark.browser

CATALOG = make_catalog(
    "component:pay title=Payments owner=money", "component:shop owner=web", "group:money", "group:web"
)
FOREIGN = json.dumps([dict.fromkeys(("ref", "title", "kind", "route"), "//evil.example/")])


@pytest.fixture
def site(tmp_path: Path, served: str) -> str:
    render(CATALOG).write(tmp_path / "site")
    return served


def star(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}catalog/default/component/{name}/")
    page.get_by_role("button", name="Star").click()


def test_tabs_show_the_same(browser_page: Page, site: str) -> None:
    other = browser_page.context.new_page()
    other.goto(f"{site}settings/")
    expect(other.get_by_text("Nothing is starred")).to_be_visible()
    star(browser_page, site, "pay")
    expect(other.locator("[data-settings-starred] a")).to_have_text("Payments")
    other.get_by_role("button", name="Remove: Payments").click()
    expect(browser_page.get_by_role("button", name="Star")).to_have_attribute("aria-pressed", "false")
    other.get_by_label("Dark").check()
    expect(browser_page.locator("html")).to_have_attribute("data-theme", "dark")
    other.get_by_label("My team").select_option("money")
    browser_page.goto(site)
    expect(browser_page.locator(".mine-list a")).to_have_text(["Payments"])


def test_settings_can_be_taken_along_and_forgotten(browser_page: Page, site: str, tmp_path: Path) -> None:
    page = browser_page
    star(page, site, "shop")
    page.goto(f"{site}settings/")
    page.get_by_label("Dark").check()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Export").click()
    waiting.value.save_as(tmp_path / "mine.json")
    page.get_by_role("button", name="Forget everything").click()
    expect(page.get_by_role("status")).to_have_text("Nothing is remembered any more.")
    expect(page.get_by_text("Nothing is starred")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('portalgen.'))") == []
    page.get_by_label("Import").set_input_files(tmp_path / "mine.json")
    expect(page.locator("[data-settings-starred] a")).to_have_text("shop")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.parametrize(
    "values",
    [
        "no JSON",
        json.dumps({"values": {"team": "x"}}),
        json.dumps({"portalgen": 1, "values": {"starred": '[{"ref":"a"}]', "Bad name": "x"}}),
        json.dumps({"portalgen": 1, "values": {"starred": FOREIGN}}),
    ],
)
def test_a_file_of_anybody_does_no_harm(browser_page: Page, site: str, tmp_path: Path, values: str) -> None:
    (tmp_path / "theirs.json").write_text(values)
    page = browser_page
    page.goto(f"{site}settings/")
    page.get_by_label("Import").set_input_files(tmp_path / "theirs.json")
    expect(page.get_by_role("status")).not_to_be_empty()
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('portalgen.'))") == []
    expect(page.get_by_text("Nothing is starred")).to_be_visible()
