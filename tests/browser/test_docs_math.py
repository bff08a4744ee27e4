"""Formulas in a real Chromium, under the policy of the pages."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.docs_site import HOME, write_docs

pytestmark = pytest.mark.browser

MATH = """markdown_extensions:
  - pymdownx.arithmatex
  - pymdownx.superfences:
      custom_fences: [{name: math, class: arithmatex}]
"""
TEXT = r"""# Home

One $e^{i\pi}$, two \(a^2\), boxed $\boxed{x}$ and coloured $\fcolorbox{red}{white}{y}$.

$$
\frac{1}{2}
$$

\[ \sqrt{3} \]

```math
x_4
```
"""


@pytest.mark.parametrize("place", ["portal/", "file"])
def test_all_forms_are_shown_in_their_own_fonts(place: str, tmp_path: Path, served: str, browser_page: Page) -> None:
    file = write_docs(tmp_path / "site" / place.removeprefix("file"), TEXT, MATH)
    browser_page.goto(file.as_uri() if place == "file" else f"{served}{place}{HOME}")
    expect(browser_page.locator(".katex")).to_have_count(7)
    expect(browser_page.locator(".katex-display")).to_have_count(3)
    loaded = "document.fonts.ready.then(fonts => [...fonts].filter(one => one.status === 'loaded').length)"
    assert browser_page.evaluate(loaded) >= 2


def test_what_katex_cannot_read_or_may_not_do_stays_as_it_is(tmp_path: Path, browser_page: Page) -> None:
    bomb = r"$\def\a{\a\a}\a$"
    link = r"$\href{javascript:alert(1)}{x}$ $\includegraphics{https://evil.example/x.png}$"
    browser_page.goto(write_docs(tmp_path, rf"Wrong $\frac{{1$, endless {bomb}, {link}, right $x$.", MATH).as_uri())
    expect(browser_page.locator(".docs-unreadable")).to_have_count(2)
    expect(browser_page.locator(".docs-unreadable").first).to_have_text(r"\(\frac{1\)")
    assert browser_page.locator(".arithmatex a, .arithmatex img").count() == 0
