"""A repository's own style sheet in a real Chromium: it changes the content, and nothing around it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.docs_site import write_docs

pytestmark = pytest.mark.browser

CONFIG = "extra_css: [extra.css]\n"
HARMLESS = """
:root { --md-primary-fg-color: #b0005a }
.md-typeset h2 { border-bottom: 3px solid rgb(1, 2, 3) }
[data-md-color-scheme=slate] .md-typeset h2 { border-bottom-color: rgb(4, 5, 6) }
"""
HOSTILE = """
.md-typeset { position: absolute; inset: -2000px; width: 9999px; height: 9999px; z-index: 99999; background: red }
.md-typeset p { --x: fixed; position: var(--x); inset: 0; transform: translate(-900px, -900px) scale(9); z-index: 9999 }
.sidebar, .topbar, .docs-side, body > *, footer { display: none !important }
html, body, :root { display: none; font-size: 1px }
"""


def test_colours_of_material_and_selectors_for_its_content_work(tmp_path: Path, browser_page: Page) -> None:
    text = "# Home\n\n[a link](other.md)\n\n## Second\n"
    more = {"docs/extra.css": HARMLESS, "docs/other.md": "# Other\n"}
    browser_page.emulate_media(color_scheme="light")
    browser_page.goto(write_docs(tmp_path, text, CONFIG, more).as_uri())
    heading = browser_page.get_by_role("heading", name="Second")
    expect(heading).to_have_css("border-bottom-color", "rgb(1, 2, 3)")
    expect(browser_page.get_by_role("link", name="a link")).to_have_css("color", "rgb(176, 0, 90)")
    expect(browser_page.locator(".topbar-crumbs a, .sidebar a").first).not_to_have_css("color", "rgb(176, 0, 90)")
    browser_page.emulate_media(color_scheme="dark")
    expect(heading).to_have_css("border-bottom-color", "rgb(4, 5, 6)")


def test_a_hostile_one_stays_in_its_box(tmp_path: Path, browser_page: Page) -> None:
    file = write_docs(tmp_path, "# Home\n\ntext\n", CONFIG, {"docs/extra.css": HOSTILE, "docs/other.md": "# Other\n"})
    browser_page.goto(file.as_uri())
    box = browser_page.locator(".docs-own").bounding_box()
    assert box
    for name in (".sidebar a", ".docs-side li a", ".docs-about a", ".footer a"):
        link = browser_page.locator(name).first
        expect(link).to_be_visible()
        assert link.evaluate("""one => {
          const { left, top, width, height } = one.getBoundingClientRect();
          const found = document.elementFromPoint(left + width / 2, top + height / 2);
          return one.contains(found);
        }""")
    assert browser_page.evaluate("document.documentElement.scrollWidth") == 1280
