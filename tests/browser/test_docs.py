"""Documentation pages in a real Chromium: tabs, copying, contents, colour scheme, narrow windows."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from portalgen.model.contributions import Built
from portalgen.render import plan_site, render_page, theme_files
from tests.builders.catalogs import make_catalog
from tests.builders.docs import build
from tests.builders.sites import EXTENSIONS, SETTINGS, shipped_theme

TABS = '=== "Java"\n\n    java\n\n=== "Python"\n\n    python\n\n'
LONG = "text\n\n" * 60
TEXT = f"""# Home

{TABS}

```python
x = 1
y = 2
```

!!! warning

    Hot.

{TABS}

## First
{LONG}
## Menu
{LONG}
"""


@pytest.fixture
def docs_page(tmp_path: Path, browser_page: Page) -> Page:
    site = build({"docs/index.md": TEXT, "docs/other.md": "# Other\n\n![gone](gone.png)\n"})
    built = Built(make_catalog("component:shop owner=web", "group:web"), (site,))
    plans = plan_site(built, EXTENSIONS, SETTINGS).plans
    for file in (*(render_page(plan, shipped_theme()) for plan in plans), *theme_files(shipped_theme())):
        path = tmp_path / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    browser_page.goto((tmp_path / "docs/default/component/shop/index.html").as_uri())
    return browser_page


def test_tabs_with_the_same_name_change_together(docs_page: Page) -> None:
    docs_page.locator(".tabbed-labels label", has_text="Python").first.click()
    expect(docs_page.locator(".tabbed-block", has_text="python").nth(0)).to_be_visible()
    expect(docs_page.locator(".tabbed-block", has_text="python").nth(1)).to_be_visible()
    expect(docs_page.locator(".tabbed-block", has_text="java").nth(1)).to_be_hidden()


def test_code_can_be_copied_without_line_numbers(docs_page: Page, browser_context: BrowserContext) -> None:
    browser_context.grant_permissions(["clipboard-read", "clipboard-write"])
    docs_page.locator(".highlight").first.hover()
    button = docs_page.get_by_role("button", name="Copy")
    button.click()
    expect(docs_page.get_by_role("button", name="Copied")).to_be_visible()
    assert docs_page.evaluate("navigator.clipboard.readText()") == "x = 1\ny = 2"


def test_contents_follow_the_reader(docs_page: Page) -> None:
    docs_page.set_viewport_size({"width": 1440, "height": 800})
    docs_page.get_by_role("navigation", name="On this page").get_by_role("link", name="Menu").click()
    expect(docs_page.locator(".docs-toc [aria-current]")).to_have_text("Menu")
    expect(docs_page.locator("#docs-menu")).to_be_in_viewport()


def test_colours_of_the_content_follow_the_scheme(docs_page: Page) -> None:
    colour = "getComputedStyle(document.querySelector('.admonition-title')).backgroundColor + "
    colour += "getComputedStyle(document.querySelector('.highlight .n')).color"
    docs_page.emulate_media(color_scheme="light")
    light = docs_page.evaluate(colour)
    docs_page.emulate_media(color_scheme="dark")
    expect(docs_page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")
    assert docs_page.evaluate(colour) != light


def test_narrow_window_has_drawers_and_does_not_scroll_sideways(docs_page: Page) -> None:
    docs_page.set_viewport_size({"width": 390, "height": 800})
    tree = docs_page.get_by_role("navigation", name="Pages")
    expect(tree).to_be_hidden()
    docs_page.get_by_role("link", name="Pages").click()
    expect(tree).to_be_visible()
    docs_page.keyboard.press("Escape")
    expect(tree).to_be_hidden()
    docs_page.get_by_role("button", name="On this page").click()
    expect(docs_page.get_by_role("link", name="First", exact=True)).to_be_visible()
    assert docs_page.evaluate("document.documentElement.scrollWidth") == 390


def test_another_page_opens_and_a_lost_picture_asks_for_nothing(docs_page: Page) -> None:
    docs_page.get_by_role("link", name="Other").first.click()
    expect(docs_page.locator("img.docs-broken")).to_have_attribute("alt", "gone")
