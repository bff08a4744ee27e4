"""The catalog's table in a browser: rows from data, paging, columns, export, keyboard, and without script."""

import csv
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from portalgen.render import plan_catalog
from tests.builders.catalogs import catalog_of
from tests.builders.sites import render

pytestmark = pytest.mark.browser

KINDS = ("Component", "API", "Group", "System", "Location", "Custom")


def document(number: int) -> dict[str, object]:
    """Return one of many entities that differ in everything a table shows."""
    kind = KINDS[number % 4] if number % 11 else "Custom"
    metadata = {
        "name": f"{kind.lower()}-{number}",
        **({"namespace": "other"} if number % 7 == 0 else {}),
        **({"title": ["Schön <b>", "Api 9", "=1+1", f"{kind} {number}"][number % 4]} if number % 3 else {}),
        **({"description": f'Says *"much"*, <i>{number}</i> ' + "and more " * (number % 30)} if number % 2 else {}),
        "tags": [f"tag-{one}" for one in range(number % 5)],
    }
    spec = {"type": ["service", "Web site", ""][number % 3], "lifecycle": ["production", "odd", ""][number % 3]}
    owners = {"owner": ["group-2", "group:other/group-14", "nobody"][number % 3]} if number % 4 else {}
    systems = {"system": "system-3"} if kind in {"Component", "API"} and number % 3 else {}
    return {"apiVersion": "a/v1", "kind": kind, "metadata": metadata, "spec": {**spec, **owners, **systems}}


CATALOG = catalog_of([document(number) for number in range(1, 141)])


@pytest.fixture
def site(tmp_path: Path, served: str) -> str:
    render(CATALOG).write(tmp_path / "site")
    return served


CELLS = """rows => rows.map(row => [row.dataset.ref, ...[...row.cells].map(cell => {
  const links = [...cell.querySelectorAll("a, use")].map(one => one.href.baseVal || one.href);
  return [cell.className, cell.innerText.trim(), ...links].join(" | ");
})].join("\\n"))"""
"""What a reader sees of each row, and where its links and icons lead."""


@pytest.mark.parametrize(
    "path", ["catalog/", "catalog/component/", "catalog/api/", "catalog/group/", "catalog/custom/"]
)
def test_rows_made_of_data_are_those_of_the_page(browser_page: Page, site: str, path: str) -> None:
    def shown() -> list[dict[str, str]]:
        found: list[dict[str, str]] = page.locator("tbody tr").evaluate_all(CELLS)
        return found

    page = browser_page
    page.goto(site + path)
    before = shown()
    assert 0 < len(before) <= 100  # the whole page of a table
    page.get_by_role("button", name="Name", exact=True).click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Name")
    expect(page.locator("tbody tr")).to_have_count(len(before))
    page.wait_for_load_state("networkidle")
    assert shown() == before


def test_pages_are_in_the_address(browser_page: Page, site: str) -> None:
    page = browser_page
    page.goto(f"{site}catalog/?sort=-name")
    first = page.locator("tbody tr").first
    expect(first).to_be_visible()
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="2").click()
    expect(page.locator("tbody tr")).to_have_count(40)
    assert page.url.endswith("?sort=-name&offset=100")
    page.reload()
    expect(page.locator("tbody tr")).to_have_count(40)
    page.goto(f"{site}catalog/?limit=20&offset=20&filters[user]=all")
    expect(page.locator("tbody tr")).to_have_count(20)


def test_pages_without_script_go_on_with_it(browser_page: Page, tmp_path: Path, served: str) -> None:
    render(CATALOG).write(tmp_path / "site")
    page = browser_page
    page.goto(f"{served}catalog/page-2/")
    expect(page.locator("tbody tr")).to_have_count(40)
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="1").click()
    expect(page.locator("tbody tr")).to_have_count(100)
    assert page.url == f"{served}catalog/"


def test_a_table_of_one_value_can_be_widened(browser_page: Page, site: str) -> None:
    page = browser_page
    page.goto(f"{site}catalog/api/type-service/")
    service = page.locator("[data-facet=type]").get_by_label("service")
    expect(service).to_be_checked()
    narrow = page.locator("tbody tr").count()
    service.uncheck()
    expect(page.locator("tbody tr")).not_to_have_count(narrow)
    assert page.url.endswith("?filters[type]=all")
    page.reload()
    expect(page.locator("tbody tr")).not_to_have_count(narrow)


def test_columns_are_chosen_once_and_can_be_sent(browser_page: Page, site: str) -> None:
    page = browser_page
    page.goto(f"{site}catalog/component/")
    page.locator("summary", has_text="Columns").click()
    page.get_by_label("Tags").uncheck()
    expect(page.locator("th[data-column=tags]")).to_be_hidden()
    assert "columns=" in page.url
    assert "tags" not in page.url
    page.goto(f"{site}catalog/component/")
    expect(page.locator("th[data-column=tags]")).to_be_hidden()
    page.goto(f"{site}catalog/component/?columns=tags")
    expect(page.locator("th[data-column=tags]")).to_be_visible()
    expect(page.locator("th[data-column=owner]")).to_be_hidden()


@pytest.mark.parametrize("name", ["csv", "json"])
def test_all_rows_that_match_can_be_had_as_a_file(browser_page: Page, site: str, name: str, tmp_path: Path) -> None:
    page = browser_page
    page.goto(f"{site}catalog/?filters[tags]=tag-3")
    expect(page.get_by_role("status")).to_have_text("28 of 140")
    page.locator("summary", has_text="Export").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name.upper()).click()
    assert waiting.value.suggested_filename == f"catalog.{name}"
    waiting.value.save_as(tmp_path / "file")
    text = (tmp_path / "file").read_text("utf-8-sig")
    rows = json.loads(text) if name == "json" else list(csv.DictReader(text.splitlines()))
    assert len(rows) == 28
    first = next(row for row in rows if row["name"] == "api-9")
    assert first["owner"] in ("group:default/group-2", ["group:default/group-2"])
    assert first["description"].startswith('Says "much", <i>9</i> and more')


def test_a_spreadsheet_computes_nothing(browser_page: Page, site: str, tmp_path: Path) -> None:
    page = browser_page
    page.goto(f"{site}catalog/?filters[text]==1")
    expect(page.locator("tbody tr .cell-name").first).to_contain_text("=1+1")
    page.locator("summary", has_text="Export").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV").click()
    waiting.value.save_as(tmp_path / "file")
    assert ",'=1+1," in (tmp_path / "file").read_text("utf-8")


def test_arrows_go_through_the_names(browser_page: Page, site: str) -> None:
    page = browser_page
    page.goto(f"{site}catalog/component/")
    page.get_by_role("searchbox").focus()
    names = page.locator("tbody .cell-name a.entity")
    page.keyboard.press("ArrowDown")
    expect(names.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(names.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_all_values_of_a_facet_can_be_shown(browser_page: Page, tmp_path: Path, served: str) -> None:
    render(catalog_of([{**document(number * 4), "spec": {"type": f"type-{number}"}} for number in range(1, 31)])).write(
        tmp_path / "site"
    )
    page = browser_page
    page.goto(f"{served}catalog/")
    page.locator("[data-facet=type]").get_by_role("button", name="Show all (30)").click()
    expect(page.locator("[data-facet=type] input")).to_have_count(30)
    expect(page.locator("[data-facet=type] input").nth(8)).to_be_focused()


def test_without_script_facets_are_links(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}catalog/component/")
    page.locator("[data-facet=type]").get_by_role("link", name="service").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("service")
    assert set(page.locator("tbody .cell-type").all_inner_texts()) == {"service"}
    context.close()


def test_data_that_cannot_be_loaded_is_told_and_tried_again(chromium: Browser, tmp_path: Path, served: str) -> None:
    render(CATALOG).write(tmp_path / "site")
    rows = tmp_path / "site/catalog/rows"
    rows.rename(tmp_path / "away")
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{served}catalog/")
    page.get_by_role("searchbox").fill("api-9")
    expect(page.get_by_role("status")).to_have_text("The rest of the table could not be loaded")
    (tmp_path / "away").rename(rows)
    page.get_by_role("searchbox").fill("api-97")
    expect(page.locator("tbody tr")).to_have_count(1)
    context.close()


def test_the_limit_of_a_page_is_that_of_the_build(
    browser_page: Page, tmp_path: Path, served: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_catalog, "PAGE_ROWS", 30)
    render(CATALOG).write(tmp_path / "site")
    page = browser_page
    page.goto(f"{served}catalog/?sort=owner")
    expect(page.locator("tbody tr")).to_have_count(30)
    expect(page.get_by_role("navigation", name="Pages").get_by_role("link")).to_have_text(["1", "2", "3", "5"])
