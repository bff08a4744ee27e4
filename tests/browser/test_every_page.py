"""What holds for every type of page of the sample portal: no rule of accessibility broken, nothing cut, in all modes.

Addresses are in `sample_pages`.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import COLOURS, violations
from tests.browser.sample_pages import PAGES

pytestmark = pytest.mark.browser
every_page = pytest.mark.parametrize("name", PAGES)

WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }"""  # WCAG 1.4.12
MOVING = """() => [...document.querySelectorAll("*")].filter(node => {
    const style = getComputedStyle(node);
    const longest = value => Math.max(...value.split(",").map(parseFloat));
    return longest(style.transitionDuration) > 0.01
        || (style.animationName !== "none" && longest(style.animationDuration) > 0.01);
}).map(node => node.outerHTML.slice(0, 120))"""


def visit(page: Page, url: str, name: str) -> None:
    page.goto(url + PAGES[name], wait_until="networkidle" if name in {"graph", "search"} else "load")


@every_page
def test_no_rule_of_accessibility_is_broken(browser_page: Page, sample_url: str, name: str) -> None:
    """Narrow screens have the colours of wide ones; looking at colours is half of the time."""
    browser_page.set_viewport_size({"width": 1440, "height": 900})
    visit(browser_page, sample_url, name)
    assert violations(browser_page) == []
    browser_page.emulate_media(color_scheme="dark")
    assert violations(browser_page, *COLOURS) == []
    browser_page.set_viewport_size({"width": 390, "height": 900})
    assert violations(browser_page, without=COLOURS) == []


@every_page
def test_nothing_scrolls_sideways_and_nothing_moves(browser_page: Page, sample_url: str, name: str) -> None:
    """Neither on narrow screens, nor at 200 % (640 px is half of 1280), nor with the spacing that a reader may set."""
    visit(browser_page, sample_url, name)
    assert browser_page.evaluate(MOVING) == []
    wide = []
    for width in (320, 390, 640, 768, 1440):
        browser_page.set_viewport_size({"width": width, "height": 900})
        if browser_page.evaluate(WIDE):
            wide.append(str(width))
    style = f"const sheet = new CSSStyleSheet(); sheet.replaceSync(`{SPACED}`); document.adoptedStyleSheets = [sheet];"
    browser_page.evaluate(f"() => {{ {style} }}")
    for width in (390, 1440):
        browser_page.set_viewport_size({"width": width, "height": 900})
        if browser_page.evaluate(WIDE):
            wide.append(f"{width} with more space")
    assert wide == []


FORCED = """() => [...document.querySelectorAll("main a[href], main button")].filter(node => {
    const box = node.getBoundingClientRect();
    const style = getComputedStyle(node);
    return box.width && style.color === getComputedStyle(document.body).backgroundColor;
}).map(node => node.outerHTML.slice(0, 120))"""
OUTLINED = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
}"""


@pytest.mark.parametrize("name", ["home", "catalog-kind", "component", "openapi", "docs-content", "graph", "health"])
def test_forced_colours_keep_words_and_focus(browser_page: Page, sample_url: str, name: str) -> None:
    browser_page.emulate_media(forced_colors="active")
    visit(browser_page, sample_url, name)
    assert browser_page.evaluate(FORCED) == []
    for _ in range(12):
        browser_page.keyboard.press("Tab")
        assert browser_page.evaluate(OUTLINED), browser_page.evaluate("document.activeElement.outerHTML")


FRAME = ".sidebar, .topbar-tools, .topbar-menu, .skip-link, .tabs, .filters"


@pytest.mark.parametrize("name", ["home", "catalog-kind", "component", "system", "openapi", "docs-content", "health"])
def test_paper_has_the_content_and_nothing_to_press(browser_page: Page, sample_url: str, name: str) -> None:
    browser_page.emulate_media(media="print", color_scheme="dark")
    visit(browser_page, sample_url, name)
    assert browser_page.locator(FRAME).locator("visible=true").count() == 0
    assert browser_page.locator("h1").is_visible()
    assert violations(browser_page, *COLOURS) == []
    white = "getComputedStyle(document.body).backgroundColor"
    assert browser_page.evaluate(white) in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}


@pytest.fixture(scope="module")
def without_script(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


@every_page
def test_without_script_the_content_is_there(without_script: Page, sample_url: str, name: str) -> None:
    """A heading, a way on, and no control that does nothing."""
    visit(without_script, sample_url, name)
    assert without_script.locator("h1").first.is_visible()
    assert without_script.locator("main a[href]").locator("visible=true").count() > 0
    dead = without_script.locator("main button").locator("visible=true")
    assert dead.all_inner_texts() == []
