"""What holds for every type of page, on the sample portal: no rule of accessibility broken, nothing cut, in all modes."""

import pytest
from playwright.sync_api import Page

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
@pytest.mark.parametrize("width", [1440, 390])
def test_no_rule_of_accessibility_is_broken(browser_page: Page, sample_url: str, name: str, width: int) -> None:
    browser_page.set_viewport_size({"width": width, "height": 900})
    visit(browser_page, sample_url, name)
    assert violations(browser_page) == []
    browser_page.emulate_media(color_scheme="dark")
    assert violations(browser_page, *COLOURS) == []


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
