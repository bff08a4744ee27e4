"""What readers can do with a page of documentation, in a real Chromium."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.docs_site import png, write_docs
from tests.builders.docs import Files

pytestmark = pytest.mark.browser

TEXT = """# Home

A *sentence* with a mistake in it.

![A wide picture](wide.png){ width=200 }
![badge](badge.png)
[![linked](wide.png)](guide/a.md)

```dot
digraph { a -> b }
```

## Second
"""
MORE: Files = {
    "docs/wide.png": png(900, 300),
    "docs/badge.png": png(90, 20),
    "docs/guide/a.md": "# A\n",
    "docs/ops/b.md": "# B\n",
}
SELECT = """() => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(".docs-content p"));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def docs_page(tmp_path: Path, browser_page: Page) -> Page:
    browser_page.goto(write_docs(tmp_path, TEXT, "markdown_extensions: [attr_list]\n", MORE).as_uri())
    return browser_page


def test_the_size_of_the_text_is_a_choice_that_stays(docs_page: Page) -> None:
    paragraph, heading = docs_page.locator(".docs-content p").first, docs_page.locator(".docs-content h2")
    expect(paragraph).to_have_css("font-size", "16px")
    docs_page.get_by_label("Text size").select_option("150 %")
    expect(paragraph).to_have_css("font-size", "24px")
    expect(heading).to_have_css("font-size", "33px")
    assert docs_page.evaluate("localStorage['techdocs.addons.settings.textsize']") == "150"
    docs_page.reload()
    expect(paragraph).to_have_css("font-size", "24px")
    expect(docs_page.get_by_label("Text size")).to_have_value("150")
    expect(docs_page.locator(".docs-bar")).to_have_css("font-size", "12.5px")


def test_a_picture_opens_large_and_closes_with_escape(docs_page: Page) -> None:
    expect(docs_page.locator(".docs-enlargeable")).to_have_count(1)
    docs_page.get_by_role("button", name="Enlarge A wide picture").press("Enter")
    dialog = docs_page.get_by_role("dialog", name="A wide picture")
    expect(dialog.locator("img")).to_be_visible()
    width = dialog.locator("img").evaluate("one => one.getBoundingClientRect().width")
    assert width > 900
    dialog.get_by_role("button", name="Full size").press("Enter")
    expect(dialog.locator("img")).to_have_css("width", "900px")
    docs_page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    docs_page.get_by_role("button", name="Enlarge", exact=True).press("Enter")
    expect(docs_page.locator("dialog svg text").first).to_be_visible()
    docs_page.get_by_role("button", name="Close").press("Enter")
    expect(docs_page.locator("dialog")).to_be_hidden()


def test_selected_text_goes_into_an_issue(docs_page: Page) -> None:
    page_link = docs_page.get_by_role("link", name="Report an issue")
    assert fields(page_link.get_attribute("href"))["title"] == "Documentation feedback: Home"
    offer = docs_page.get_by_role("link", name="Report this passage")
    expect(offer).to_be_hidden()
    docs_page.evaluate(SELECT)
    expect(offer).to_be_visible()
    address = offer.get_attribute("href")
    assert address
    assert address.startswith("https://github.com/acme/shop/issues/new?")
    found = fields(address)
    assert found["title"] == "Documentation feedback: A sentence with a mistake in it."
    assert found["body"].startswith(
        "> A sentence with a mistake in it.\n\nHome\nhttps://github.com/acme/shop/blob/main/"
    )
    assert docs_page.url in found["body"]
    docs_page.evaluate("getSelection().removeAllRanges()")
    expect(offer).to_be_hidden()


def fields(address: str | None) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address or "").query).items()}


def test_the_whole_tree_opens_and_stays_open(docs_page: Page) -> None:
    button, inner = docs_page.get_by_role("button", name="Expand all"), docs_page.locator(".docs-side details a")
    expect(inner.first).to_be_hidden()
    button.click()
    expect(inner).to_have_count(2)
    expect(inner.last).to_be_visible()
    docs_page.reload()
    expect(inner.last).to_be_visible()
    button.click()
    expect(inner.first).to_be_hidden()


def test_the_mark_of_a_heading_copies_its_address(docs_page: Page, browser_context: BrowserContext) -> None:
    browser_context.grant_permissions(["clipboard-read", "clipboard-write"])
    docs_page.locator("h2 .headerlink").focus()
    docs_page.keyboard.press("Enter")
    expect(docs_page.get_by_role("status").first).to_have_text("Copied")
    assert docs_page.evaluate("navigator.clipboard.readText()") == docs_page.url
    assert docs_page.url.endswith("#second")
