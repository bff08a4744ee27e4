"""The graph explorer in a browser: picture, lists, address, keyboard; over HTTP, from a folder, without script."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.axe import violations
from tests.builders.catalogs import make_catalog
from tests.builders.sites import render

pytestmark = pytest.mark.browser

CATALOG = make_catalog(
    "domain:retail title=Retail",
    "system:store title=Store domain=retail owner=web",
    "component:shop title=Web_shop type=website owner=web system=store dependsOn=component:gone consumesApis=orders",
    "component:orders title=Orders_service type=service owner=money providesApis=orders",
    "api:orders title=Orders_API type=openapi owner=money",
    "component:reports type=service owner=money dependsOn=component:shop",
    "group:web type=team title=Web_team",
    "group:money type=team title=Money_team",
    "group:busy type=team",
    *(f"component:part-{number:02} type=service owner=busy" for number in range(70)),
)
GRAPH = "catalog-graph/"
NAMED = "() => document.activeElement.querySelector('title').textContent"
SHOP = f"{GRAPH}?rootEntityRefs[]=component:default/shop&maxDepth=1"


@pytest.fixture
def site(tmp_path: Path, served: str) -> str:
    render(CATALOG).write(tmp_path / "site")
    return served


def boxes(page: Page) -> Locator:
    return page.locator(".graph-picture .diagram-node")


def titles(page: Page) -> set[str]:
    return set(boxes(page).locator(".diagram-label:first-of-type").all_text_contents())


def expect_status(page: Page, text: str) -> None:
    expect(page.get_by_role("status")).to_have_text(text)
    expect(page.locator("[data-graph-stage]")).to_have_attribute("aria-busy", "false")


def test_an_entity_is_shown_with_its_neighbours_and_a_click_goes_on(browser_page: Page, site: str) -> None:
    page = browser_page
    page.goto(site + SHOP)
    expect_status(page, "Web shop and 5 related entities")
    expect(boxes(page)).to_have_count(6)
    expect(page.locator(".graph-picture .is-dangling")).to_contain_text("gone")
    expect(page.locator(".graph-words").filter(has_text="ownerOf / ownedBy")).to_have_count(1)
    page.locator(".diagram-node", has_text="Orders API").click()
    expect_status(page, "Orders API and 3 related entities")
    assert "rootEntityRefs[]=api:default/orders&maxDepth=1" in page.url
    page.go_back()
    expect_status(page, "Web shop and 5 related entities")
    page.locator(".diagram-node.is-focus").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Web shop")


def test_bookmarks_of_backstage_work(browser_page: Page, site: str) -> None:
    page = browser_page
    query = "rootEntityRefs%5B%5D=Component%3Adefault%2Fshop&maxDepth=%E2%88%9E&selectedKinds%5B%5D=component"
    page.goto(f"{site}{GRAPH}?{query}&selectedKinds%5B%5D=api&unidirectional=true&mergeRelations=false&direction=TB")
    expect_status(page, "Web shop and 4 related entities")
    assert titles(page) == {"Web shop", "Orders API", "Orders service", "reports", "gone"}
    expect(page.get_by_label("Direction")).to_have_value("TB")
    expect(page.get_by_label("Merge relations")).not_to_be_checked()
    page.goto(f"{site}{GRAPH}?rootEntityRefs[0]=component:shop&selectedRelations[0]=consumesApi&showFilters=false")
    expect_status(page, "Web shop and 1 related entity")
    assert page.locator("[data-graph-filters]").get_attribute("open") is None


def test_options_change_picture_and_address(browser_page: Page, site: str) -> None:
    page = browser_page
    page.goto(site + SHOP)
    page.locator("[name=kind][value=group]").uncheck()
    expect_status(page, "Web shop and 4 related entities")
    assert "selectedKinds[]=component" in page.url
    page.get_by_role("button", name="Everything").click()
    expect_status(page, "Web shop and 5 related entities")
    assert "selected" not in page.url
    page.get_by_label("Lines").select_option("Right angles")
    expect(page.locator(".diagram-line").first).to_have_attribute("d", re.compile("^[^C]+$"))


def test_an_entity_is_found_by_its_name(browser_page: Page, site: str) -> None:
    page = browser_page
    page.goto(site + GRAPH)
    expect(page.get_by_role("status")).to_have_text("Choose an entity to begin.")
    field = page.get_by_role("combobox", name="Entity")
    field.press_sequentially("web")
    expect(page.get_by_role("option")).to_contain_text(["Web shop", "Web team"])
    field.press("ArrowDown")
    field.press("Enter")
    expect_status(page, "Web team and 8 related entities")
    page.goto(site + GRAPH)
    page.locator("[data-graph-start]").get_by_role("link", name="Store").click()
    expect(page.locator("[data-graph-roots]")).to_contain_text("Store")


def test_many_neighbours_are_one_box_that_opens(browser_page: Page, site: str) -> None:
    page = browser_page
    page.goto(f"{site}{GRAPH}?rootEntityRefs[]=group:default/busy")
    expect_status(page, "busy and 70 related entities")
    assert titles(page) == {"busy", "70 components"}
    page.locator(".is-many").click()
    expect(boxes(page)).to_have_count(17)
    assert "55 components" in titles(page)
    expect(page.locator(".graph-rows li")).to_have_count(70)


def test_a_path_is_a_picture_and_sentences(browser_page: Page, site: str) -> None:
    page = browser_page
    page.goto(f"{site}{GRAPH}?view=path&rootEntityRefs[]=component:default/reports&to=component:default/orders")
    expect_status(page, "The shortest way from reports to Orders service, steps: 2")
    expect(page.locator(".graph-steps li")).to_have_text(
        ["reports is owned by Money team", "Money team owns Orders service"]
    )
    page.locator("[name=relation][value=ownedBy]").uncheck()
    expect(page.locator(".graph-steps li")).to_have_text(
        ["reports depends on Web shop", "Web shop consumes Orders API", "Orders API is provided by Orders service"]
    )
    page.goto(f"{site}{GRAPH}?view=path&rootEntityRefs[]=component:default/part-01&to=component:default/orders")
    expect_status(page, "Nothing connects part-01 and Orders service along the chosen relations.")


def test_blast_radius_tells_whom_and_why(browser_page: Page, browser_context: BrowserContext, site: str) -> None:
    page = browser_page
    browser_context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}{GRAPH}?view=impact&rootEntityRefs[]=component:default/orders")
    expect_status(page, "3 entities depend on Orders service; teams to tell: 2")
    lists = page.locator("[data-graph-list]")
    expect(lists.locator("h3")).to_have_text(["Teams to tell 2", "1 step away 1", "2 steps away 1", "3 steps away 1"])
    why = "depends on Web shop, which consumes Orders API, which is provided by Orders service"
    expect(lists.locator("li").last).to_contain_text(why)
    page.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    text = page.evaluate("() => navigator.clipboard.readText()")
    assert "## Money team\n\n- Orders API (api:default/orders): is provided by Orders service\n" in text
    assert f"- reports (component:default/reports): {why}" in text
    page.goto(f"{site}{GRAPH}?view=impact&rootEntityRefs[]=component:default/reports")
    expect_status(page, "Nothing depends on reports.")


def test_everything_works_by_keyboard(browser_page: Page, site: str) -> None:
    page = browser_page
    page.goto(site + SHOP)
    expect_status(page, "Web shop and 5 related entities")
    width = page.locator(".graph-picture").evaluate("picture => picture.clientWidth")
    page.locator(".diagram-node.is-focus").focus()
    page.keyboard.press("+")
    assert page.locator(".graph-picture").evaluate("picture => picture.clientWidth") > width
    page.keyboard.press("ArrowRight")
    focused = page.evaluate(NAMED)
    assert focused.split(",")[0] in {"gone", "Orders API"}
    while "Orders API" not in page.evaluate(NAMED):
        page.keyboard.press("ArrowDown" if focused.startswith("gone") else "ArrowUp")
        focused = ""
    page.keyboard.press("Enter")
    expect_status(page, "Orders API and 3 related entities")
    expect(page.locator(".diagram-node.is-focus")).to_be_focused()


def test_it_works_from_a_folder_where_no_worker_can_start(browser_page: Page, tmp_path: Path) -> None:
    render(CATALOG).write(tmp_path / "site")
    page = (tmp_path / "site" / GRAPH / "index.html").as_uri()
    browser_page.goto(f"{page}?rootEntityRefs[]=component:default/shop&maxDepth=1")
    expect_status(browser_page, "Web shop and 5 related entities")
    expect(boxes(browser_page)).to_have_count(6)


@pytest.mark.parametrize("name", ["nobody", "../../x", ""])
def test_an_unknown_root_is_told(browser_page: Page, site: str, name: str) -> None:
    browser_page.goto(f"{site}{GRAPH}?rootEntityRefs[]=component:default/{name}")
    said = "component:default/nobody is not in the catalog." if name == "nobody" else "Choose an entity to begin."
    expect(browser_page.get_by_role("status")).to_have_text(said)


@pytest.mark.parametrize("width", [390, 768])
def test_narrow_windows_do_not_scroll_sideways(browser_page: Page, site: str, width: int) -> None:
    browser_page.set_viewport_size({"width": width, "height": 800})
    browser_page.goto(site + SHOP)
    expect_status(browser_page, "Web shop and 5 related entities")
    assert browser_page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    expect(browser_page.get_by_label("Direction")).to_be_hidden()


@pytest.mark.parametrize("query", ["", SHOP, f"{GRAPH}?view=impact&rootEntityRefs[]=component:default/orders"])
def test_it_breaks_no_rule_of_accessibility(browser_page: Page, site: str, query: str) -> None:
    browser_page.goto(site + (query or GRAPH))
    if query:
        expect(browser_page.locator("[data-graph-list] > *").first).to_be_visible()
    assert violations(browser_page) == []


def test_without_script_there_are_domains_and_systems(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + GRAPH)
    expect(page.locator("main")).to_contain_text("Exploring relations takes JavaScript")
    expect(page.get_by_role("combobox")).to_be_hidden()
    page.locator("main").get_by_role("link", name="Store").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Store")
    context.close()
