"""Annotations and footnotes in a real Chromium: with pointer, with keys, without script, on paper."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.docs_site import write_docs

pytestmark = pytest.mark.browser

TEXT = """# Home

``` yaml
port: 8080 # (1)!
host: any # text (2)
other: x # (9)
```

1.  The *port*.
2.  The `host`.

Lorem (1) ipsum
{ .annotate }

1.  Of the text.

A claim[^1].

[^1]: Its **source**.
"""


@pytest.fixture
def notes(tmp_path: Path, browser_page: Page) -> Page:
    browser_page.goto(write_docs(tmp_path, TEXT, "markdown_extensions: [attr_list, footnotes]\n").as_uri())
    return browser_page


def test_annotations_open_at_their_marks(notes: Page) -> None:
    expect(notes.get_by_role("button", name="Note")).to_have_count(3)
    expect(notes.get_by_text("The port.")).to_be_hidden()
    notes.get_by_role("button", name="Note 1").first.click()
    expect(notes.get_by_text("The port.")).to_be_visible()
    notes.keyboard.press("Escape")
    expect(notes.get_by_text("The port.")).to_be_hidden()
    notes.get_by_role("button", name="Note 2").press("Enter")
    expect(notes.get_by_text("The host.")).to_be_visible()
    expect(notes.locator(".highlight .c1").nth(1)).to_contain_text("# text ")
    expect(notes.locator(".highlight .c1").nth(2)).to_have_text("# (9)")


def test_copied_code_has_no_marks(notes: Page, browser_context: BrowserContext) -> None:
    browser_context.grant_permissions(["clipboard-read", "clipboard-write"])
    notes.get_by_role("button", name="Copy").press("Enter")
    expect(notes.get_by_role("button", name="Copied")).to_be_visible()
    assert notes.evaluate("navigator.clipboard.readText()") == "port: 8080 \nhost: any # text \nother: x # (9)"


def test_a_footnote_shows_where_it_is_named(notes: Page) -> None:
    note = notes.get_by_role("tooltip")
    notes.locator("a.footnote-ref").hover()
    expect(note).to_have_text("Its source.")
    notes.keyboard.press("Escape")
    expect(note).to_be_hidden()
    notes.mouse.move(0, 0)
    notes.get_by_role("button", name="Note 1").last.focus()
    notes.keyboard.press("Tab")
    expect(note).to_be_visible()


def test_on_paper_the_notes_are_lists_again(notes: Page) -> None:
    notes.emulate_media(media="print")
    expect(notes.get_by_text("The port.")).to_be_visible()
    expect(notes.get_by_text("Of the text.")).to_be_visible()


def test_without_script_the_notes_are_lists(tmp_path: Path, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(write_docs(tmp_path, TEXT, "markdown_extensions: [attr_list, footnotes]\n").as_uri())
    expect(page.get_by_text("The port.")).to_be_visible()
    expect(page.locator(".highlight")).to_contain_text("# (1)!")
    context.close()
