"""Search as a reader uses it: the dialog and the page, over a web server and from a folder."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.search_site import entity, make_site, section

pytestmark = pytest.mark.browser

HOSTILE = '<img src=x onerror="document.title=`broken`"> evil'

DOCUMENTS = [
    entity("component", "acme-payments", "Takes card payments and settles them every night.", context="service"),
    entity("component", "evil", "<script>document.title='broken'</script> & <b>bold</b>", title=HOSTILE),
    entity("api", "payments-api", "Create, capture and refund payments."),
    entity("system", "payments", "Everything that moves money.", context="Commerce"),
    entity("group", "web", "The web team.", title="Web team", owner=""),
    section(
        "Runbook", "Retry a stuck settlement", f"{'It waits. ' * 60}Replay it with settlectl. {'Then rest. ' * 60}"
    ),
    *(section("Guide", f"Chapter {number}", f"About chapter {number}.") for number in range(9)),
]

Opener = Callable[[str], Page]


anywhere = pytest.mark.parametrize("scheme", ["http", "file"])
"""For tests of what a browser allows differently in a folder; all others use a server."""


@pytest.fixture
def scheme() -> str:
    return "http"


@pytest.fixture
def open_page(request: pytest.FixtureRequest, browser_page: Page, tmp_path: Path, scheme: str) -> Opener:
    """Open a route of the site of DOCUMENTS, from a server or from a folder."""
    site = make_site(tmp_path / "site", DOCUMENTS)
    base = request.getfixturevalue("served") if scheme == "http" else f"{site.as_uri()}/"

    def open_route(route: str) -> Page:
        path, mark, query = route.partition("?")
        folder = f"{path}index.html" if scheme == "file" else path
        browser_page.goto(f"{base}{folder}{mark}{query}")
        return browser_page

    return open_route


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search")


def hits(page: Page) -> Locator:
    return page.get_by_role("option")


def chosen(page: Page) -> Locator:
    return page.locator("[role=option][aria-selected=true]")


@anywhere
def test_keyboard_alone_leads_from_a_page_to_a_result(open_page: Opener) -> None:
    page = open_page("")
    page.keyboard.press("Control+k")
    expect(box(page)).to_be_focused()
    page.keyboard.type("pay")
    expect(chosen(page)).to_contain_text("payments")
    first = chosen(page).get_attribute("id")
    assert box(page).get_attribute("aria-activedescendant") == first
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(chosen(page)).to_contain_text("acme-payments")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/catalog/default/component/acme-payments/"))
    expect(page.get_by_role("heading", name="Target")).to_be_visible()


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_keys_open_it_and_escape_gives_focus_back(open_page: Opener, key: str) -> None:
    page = open_page("")
    link = page.get_by_role("link", name="Home")
    link.focus()
    page.keyboard.press(key)
    expect(box(page)).to_be_focused()
    assert box(page).input_value() == ""
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(link).to_be_focused()


def test_a_slash_in_a_field_is_a_slash(open_page: Opener) -> None:
    page = open_page("")
    page.get_by_label("Some field").press("/")
    expect(page.get_by_label("Some field")).to_have_value("/")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_click_opens_it_and_one_beside_it_closes_it(open_page: Opener) -> None:
    page = open_page("")
    page.get_by_role("button", name="Search").click()
    expect(box(page)).to_be_focused()
    page.mouse.click(5, 700)
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_what_is_typed_while_the_dialog_loads_is_in_it(open_page: Opener) -> None:
    page = open_page("")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/search-dialog.js*", hold)
    page.keyboard.press("/")
    page.keyboard.type("paymx")
    page.keyboard.press("Backspace")
    page.wait_for_function("document.querySelector('script[src*=search-dialog]')")
    held[0].continue_()
    expect(box(page)).to_have_value("paym")
    page.keyboard.type("ents-api")
    expect(box(page)).to_have_value("payments-api")
    expect(hits(page)).to_have_count(1)


def test_arrows_go_round_and_home_and_end_jump(open_page: Opener) -> None:
    page = open_page("")
    page.keyboard.press("/")
    box(page).fill("chapter")
    expect(hits(page)).to_have_count(7)  # six and "show all"
    page.keyboard.press("End")
    expect(chosen(page)).to_have_text("Show all 9")
    page.keyboard.press("ArrowDown")
    expect(hits(page).first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(hits(page)).to_have_count(9)
    expect(hits(page).nth(6)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Home")
    expect(hits(page).first).to_have_attribute("aria-selected", "true")


@anywhere
def test_a_section_is_found_by_words_of_its_body_and_shown_around_them(open_page: Opener) -> None:
    page = open_page("")
    page.keyboard.press("/")
    box(page).fill("settlectl")
    expect(hits(page)).to_have_count(1)
    expect(hits(page)).to_contain_text("Runbook \u203a Retry a stuck settlement")
    expect(hits(page).locator("mark")).to_have_text("settlectl")
    expect(hits(page)).to_contain_text("Replay it with settlectl. Then rest.")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/runbook/.*#retry-a-stuck-settlement$"))


def test_a_typo_is_found_and_said(open_page: Opener) -> None:
    page = open_page("")
    page.keyboard.press("/")
    box(page).fill("setlement")
    expect(hits(page)).to_contain_text("Retry a stuck settlement")
    expect(page.get_by_role("dialog")).to_contain_text("showing \u201csettlement\u201d")


def test_results_stand_in_groups_and_their_count_is_announced(open_page: Opener) -> None:
    page = open_page("")
    page.keyboard.press("/")
    box(page).fill("settle")
    expect(page.get_by_role("group", name="Entities")).to_contain_text("acme-payments")
    expect(page.get_by_role("group", name="Documentation")).to_contain_text("settlement")
    expect(page.get_by_role("status")).to_have_text("2 results: Entities 1, Documentation 1")


@anywhere
def test_markup_in_documents_is_text(open_page: Opener) -> None:
    page = open_page("")
    page.keyboard.press("/")
    box(page).fill("evil")
    expect(hits(page)).to_contain_text(HOSTILE)
    expect(hits(page)).to_contain_text("<script>document.title='broken'</script> & <b>bold</b>")
    assert hits(page).locator("img, script, b").count() == 0
    expect(page).to_have_title("Home")


def test_nothing_found_offers_words_that_are_there(open_page: Opener) -> None:
    page = open_page("")
    page.keyboard.press("/")
    box(page).fill("xxpaymenz")
    expect(page.get_by_role("dialog")).to_contain_text("Nothing found for \u201cxxpaymenz\u201d")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    page.get_by_role("button", name="payments", exact=True).click()
    expect(box(page)).to_have_value("payments")
    expect(hits(page).first).to_contain_text("payments")


@anywhere
def test_a_search_that_was_used_is_offered_again(open_page: Opener) -> None:
    page = open_page("")
    page.keyboard.press("/")
    box(page).fill("refund")
    expect(hits(page)).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("payments-api"))
    page.keyboard.press("/")
    page.get_by_role("button", name="refund").click()
    expect(hits(page)).to_have_count(1)


def test_an_index_that_does_not_load_is_said_and_tried_again(
    browser_page: Page, browser_faults: list[str], served: str, tmp_path: Path
) -> None:
    site = make_site(tmp_path / "site", DOCUMENTS)
    (site / "search/index.js").rename(site / "search/away.js")
    browser_page.goto(served)
    browser_page.keyboard.press("/")
    box(browser_page).fill("payments")
    expect(browser_page.get_by_role("dialog")).to_contain_text("cannot be loaded")
    browser_faults.clear()
    (site / "search/away.js").rename(site / "search/index.js")
    browser_page.get_by_role("button", name="Try again").click()
    expect(hits(browser_page).first).to_contain_text("payments")


def test_the_page_reads_and_writes_a_link_that_can_be_shared(browser_page: Page, served: str, tmp_path: Path) -> None:
    make_site(tmp_path / "site", DOCUMENTS)
    browser_page.goto(f"{served}search/?query=settle&types[]=techdocs")
    expect(box(browser_page)).to_have_value("settle")
    expect(hits(browser_page)).to_have_count(1)
    expect(browser_page.get_by_role("button", name="Documentation")).to_have_attribute("aria-pressed", "true")
    browser_page.get_by_role("button", name="All").click()
    expect(hits(browser_page)).to_have_count(2)
    box(browser_page).fill("refund")
    expect(hits(browser_page)).to_have_count(1)
    expect(browser_page).to_have_url(f"{served}search/?query=refund")
    browser_page.reload()
    expect(hits(browser_page)).to_contain_text("payments-api")


def test_the_page_knows_the_usual_name_of_a_query(open_page: Opener) -> None:
    expect(box(open_page("search/?q=payments"))).to_have_value("payments")


@anywhere
def test_the_page_works_from_a_folder_and_leads_to_the_result(open_page: Opener) -> None:
    page = open_page("search/?query=payments")
    expect(hits(page).first).to_contain_text("payments")
    hits(page).first.click()
    page.wait_for_url(re.compile("/catalog/default/system/payments/"))


def test_a_phone_has_it_on_the_whole_screen(open_page: Opener) -> None:
    page = open_page("")
    page.set_viewport_size({"width": 390, "height": 844})
    page.keyboard.press("/")
    box(page).fill("payments")
    expect(hits(page).first).to_be_visible()
    size = page.get_by_role("dialog").bounding_box()
    assert size == {"x": 0, "y": 0, "width": 390, "height": 844}
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_pages_load_only_the_opener_until_search_is_wanted(browser_page: Page, served: str, tmp_path: Path) -> None:
    make_site(tmp_path / "site", DOCUMENTS)
    asked: list[str] = []
    browser_page.on("request", lambda request: asked.append(request.url.removeprefix(served)))
    browser_page.goto(served, wait_until="networkidle")
    assert asked == ["", "assets/js/search.js?v=1"]


def test_words_are_those_of_the_language(browser_page: Page, served: str, tmp_path: Path) -> None:
    home = make_site(tmp_path / "site", DOCUMENTS, language="de") / "index.html"
    assert home.is_file()
    browser_page.goto(served)
    browser_page.keyboard.press("/")
    expect(browser_page.get_by_placeholder("Portal durchsuchen")).to_be_focused()
