"""What a reader loads with the first page of documentation that they open: compressed, nothing kept from before."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.docs_site import HOME, write_docs
from tests.builders.docs import Files

pytestmark = pytest.mark.browser

WHOLE = 90_000
DOCUMENT = 15_000
PACKED = {".png", ".woff2"}
SECTION = """
## Section {0}

Words with `code`, a [link](index.md) and a claim[^1].

- one
- two

```python title="call.py" linenums="1"
def call_{0}(client, number):
    return client.get(f"/bookings/{{number}}").json()  # (1)!
```

1.  A note.

!!! warning

    Hot.

=== "Java"

    java {0}

=== "Python"

    python {0}

| Setting | Meaning |
| --- | --- |
| `SETTING_{0}` | how often it is tried |
"""
TEXT = "# Home\n" + "".join(SECTION.format(number) for number in range(12)) + "\n[^1]: Its source.\n"
PAGES = 80
MORE: Files = {
    f"docs/part-{number % 8}/page-{number}.md": f"# A page with a name as long as names are, {number}\n"
    for number in range(PAGES)
}


def loaded(page: Page, address: str, site: Path) -> dict[str, int]:
    """Open a page and return what was asked for, with the bytes that a server sends."""
    names = ["document", *_names(page, address)]
    files = {name: site / (f"{HOME}index.html" if name == "document" else name) for name in names}
    return {name: _sent(file) for name, file in files.items()}


def _names(page: Page, address: str) -> Iterator[str]:
    page.goto(address, wait_until="networkidle")
    for url in page.evaluate("performance.getEntriesByType('resource').map(one => one.name)"):
        yield unquote(urlsplit(url).path).lstrip("/")


def _sent(file: Path) -> int:
    content = file.read_bytes()
    return len(content) if file.suffix in PACKED else len(gzip.compress(content, 9, mtime=0))


def test_a_page_is_light_however_long_the_navigation_is(tmp_path: Path, served: str, browser_page: Page) -> None:
    site = tmp_path / "site"
    write_docs(site, TEXT, "plugins: [techdocs-core]\n", MORE)
    sizes = loaded(browser_page, f"{served}{HOME}", site)
    assert browser_page.locator(".docs-side li").count() >= 8
    assert {"assets/css/material.css", "assets/js/docs.js"} <= set(sizes)
    assert sizes["document"] <= DOCUMENT
    assert sum(sizes.values()) <= WHOLE, sorted(sizes.items(), key=lambda row: -row[1])


def test_what_draws_formulas_is_loaded_by_pages_with_formulas_only(
    tmp_path: Path, served: str, browser_page: Page
) -> None:
    site = tmp_path / "site"
    config = "markdown_extensions: [pymdownx.arithmatex]\n"
    write_docs(site, "# Home\n\nNo formula.\n", config, {"docs/formula.md": "# Formula\n\n$a^2$\n"})
    assert not [name for name in loaded(browser_page, f"{served}{HOME}", site) if "vendor/" in name]
    assert (site / "assets/vendor/katex.min.js").exists()
