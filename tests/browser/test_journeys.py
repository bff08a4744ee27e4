"""Ten things that people come for, done with the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

FOCUSED = """() => {
    const node = document.activeElement;
    const words = node.getAttribute("aria-label") || node.labels?.[0]?.textContent || node.textContent || "";
    return words.trim().replace(/\\s+/g, " ");
}"""
SEEN = """() => {
    const box = document.activeElement.getBoundingClientRect();
    return box.width > 0 && box.bottom > 0 && box.top < innerHeight;
}"""


class Reader:
    """Somebody without a mouse."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    def opens(self, route: str) -> None:
        self.page.goto(self.url + route)

    def presses(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def tabs_to(self, wanted: str, *, within: str = "body", most: int = 150) -> None:
        """Press Tab until what has the focus is called so; what has it is always in sight."""
        for _ in range(most):
            self.presses("Tab")
            inside = self.page.evaluate("selector => !!document.activeElement.closest(selector)", within)
            assert self.page.evaluate(SEEN), self.page.evaluate("document.activeElement.outerHTML")
            if inside and self.page.evaluate(FOCUSED).startswith(wanted):
                return
        pytest.fail(f"Tab does not reach {wanted!r}")

    def skips_to_content(self) -> None:
        self.presses("Tab", "Enter")
        expect(self.page.locator("main")).to_be_focused()

    def searches(self, words: str) -> None:
        """Open the dialog, type, and go to the first hit."""
        self.presses("/")
        dialog = self.page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        self.page.keyboard.type(words)
        expect(dialog.get_by_role("option").first).to_be_visible()

    def sees(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)


@pytest.fixture
def reader(browser_page: Page, sample_url: str) -> Reader:
    return Reader(browser_page, sample_url)


def test_who_owns_a_service(reader: Reader) -> None:
    reader.opens("")
    reader.searches("booking service")
    reader.presses("Enter")
    reader.sees("Booking service")
    reader.skips_to_content()
    reader.tabs_to("Booking", within=".entity-header", most=12)
    reader.presses("Enter")
    reader.sees("Booking")


def test_an_operation_of_an_api(reader: Reader) -> None:
    reader.opens("")
    reader.searches("cancel an order")
    hit = reader.page.get_by_role("dialog").get_by_role("option").filter(has_text="Cancel an order").first
    for _ in range(12):
        if hit.get_attribute("aria-selected") == "true":
            break
        reader.presses("ArrowDown")
    reader.presses("Enter")
    reader.page.wait_for_url("**/definition/#operation-*")
    expect(reader.page.locator(":target")).to_be_in_viewport()


def test_what_depends_on_something(reader: Reader) -> None:
    reader.opens("catalog/default/component/booking-service/")
    reader.skips_to_content()
    reader.tabs_to("Dependencies", within=".tabs")
    reader.presses("Enter")
    expect(reader.page.get_by_role("heading", name="Downstream")).to_be_visible()
    expect(reader.page.locator("main")).to_contain_text("Check-in service")


def test_a_team_and_its_people(reader: Reader) -> None:
    reader.opens("")
    reader.tabs_to("Teams", within=".sidebar")
    reader.presses("Enter")
    reader.sees("Teams")
    reader.skips_to_content()
    reader.tabs_to("Booking", within="main")
    reader.presses("Enter")
    reader.sees("Booking")
    reader.skips_to_content()
    reader.tabs_to("Noor Haddad", within="main")
    reader.presses("Enter")
    reader.sees("Noor Haddad")


def test_documentation_page_after_page(reader: Reader) -> None:
    reader.opens("docs/")
    reader.skips_to_content()
    reader.tabs_to("Booking", within=".cell-name")
    reader.presses("Enter")
    reader.page.wait_for_url("**/docs/default/component/booking-service/")
    reader.skips_to_content()
    reader.tabs_to("Next", within="main")
    reader.presses("Enter")
    reader.sees("Getting started¶")


def test_the_first_service_of_the_catalog(reader: Reader) -> None:
    reader.opens("catalog/component/")
    reader.skips_to_content()
    reader.tabs_to("service", within="[data-facet=type]")
    reader.presses("Space")
    expect(reader.page.get_by_role("status")).not_to_have_text("65 of 65")
    first = reader.page.locator("tbody tr:not([hidden]) .cell-name .entity").first.inner_text()
    reader.tabs_to(first, within="tbody")
    reader.presses("Enter")
    reader.sees(first)


def test_a_star_that_is_found_again(reader: Reader) -> None:
    reader.opens("catalog/default/system/payments/")
    reader.skips_to_content()
    reader.tabs_to("Star", within=".entity-header")
    reader.presses("Enter")
    reader.opens("")
    reader.tabs_to("Payments", within="[data-starred]")
    reader.presses("Enter")
    reader.sees("Payments")


def test_my_team(reader: Reader) -> None:
    reader.opens("")
    reader.tabs_to("My team", within=".home-team")
    reader.page.keyboard.type("Payments")
    reader.tabs_to("Payment service", within="[data-mine]")
    expect(reader.page.locator(".home-team")).to_be_hidden()


def test_the_dark_scheme(reader: Reader) -> None:
    reader.opens("")
    reader.tabs_to("Colour scheme", within=".topbar")
    reader.presses("Enter", "Enter")
    expect(reader.page.locator("html")).to_have_attribute("data-theme", "dark")
    assert reader.page.evaluate(FOCUSED).startswith("Colour scheme")


def test_a_diagram_as_a_list(reader: Reader) -> None:
    reader.opens("catalog/default/system/payments/")
    reader.skips_to_content()
    reader.tabs_to("As a list", within="summary")
    reader.presses("Enter")
    rows = reader.page.locator(".diagram-rows")
    expect(rows.get_by_role("link", name="Payment service").first).to_be_visible()
    reader.tabs_to("Booking service", within=".diagram-rows")


def test_why_documentation_failed(reader: Reader) -> None:
    reader.opens("")
    reader.tabs_to("Health", within=".sidebar")
    reader.presses("Enter")
    reader.sees("Health")
    reader.skips_to_content()
    reader.tabs_to("Baggage tracker", within="main")
    expect(reader.page.locator("main")).to_contain_text("the folder 'handbook' does not exist or is empty")
    reader.presses("Enter")
    reader.sees("Baggage tracker")


def test_the_search_dialog_gives_the_focus_back(reader: Reader) -> None:
    reader.opens("catalog/")
    reader.tabs_to("Search", within=".topbar")
    reader.presses("Enter")
    expect(reader.page.get_by_role("dialog")).to_be_visible()
    reader.presses("Escape")
    expect(reader.page.get_by_role("dialog")).to_be_hidden()
    assert reader.page.evaluate(FOCUSED).startswith("Search")
