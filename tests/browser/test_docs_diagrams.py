"""Mermaid in a real Chromium: drawn under `/`, below a sub-path and from the disk, in a frame that can do nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.docs_site import HOME, write_docs

pytestmark = pytest.mark.browser

PATIENCE = 60_000
"""Milliseconds: Mermaid is large, and tests run beside each other."""
FLOW = "```mermaid\nflowchart LR\n  accTitle: How a request goes\n  A[Browser] --> B[Gateway]\n```\n"
BROKEN = "```mermaid\ngraph TD\nA[broken\n```\n"
HOSTILE = """```mermaid
%%{init: {"securityLevel": "loose", "theme": "base", "themeCSS": "@import url(https://evil.example/x.css);"}}%%
flowchart LR
  A["<img src=x onerror=alert(1)><script>alert(1)</script>"] --> B["<iframe src=https://evil.example/></iframe>"]
  click A href "javascript:alert(1)"
  click B call alert(1)
  style A fill:url(https://evil.example/a.png)
```
"""


@pytest.mark.parametrize("place", ["", "portal/below/", "file"])
def test_a_diagram_is_drawn_wherever_the_portal_is(place: str, tmp_path: Path, served: str, browser_page: Page) -> None:
    below = "" if place == "file" else place
    file = write_docs(tmp_path / "site" / below, f"# Home\n\n{FLOW}")
    browser_page.goto(file.as_uri() if place == "file" else f"{served}{place}{HOME}")
    picture = browser_page.get_by_role("button", name="Enlarge How a request goes")
    expect(picture).to_be_visible(timeout=PATIENCE)
    assert picture.evaluate("one => one.complete && one.naturalWidth > 50")
    expect(browser_page.locator("pre.mermaid")).to_be_hidden()
    expect(browser_page.locator("iframe")).to_have_count(0, timeout=PATIENCE)
    browser_page.get_by_role("button", name="Source").click()
    expect(browser_page.locator("pre.mermaid")).to_be_visible()


def test_the_picture_follows_the_colour_scheme(tmp_path: Path, browser_page: Page) -> None:
    browser_page.emulate_media(color_scheme="light")
    browser_page.goto(write_docs(tmp_path, FLOW).as_uri())
    expect(browser_page.locator(".docs-drawn-light")).to_be_visible(timeout=PATIENCE)
    expect(browser_page.locator(".docs-drawn-dark")).to_be_attached(timeout=PATIENCE)
    browser_page.emulate_media(color_scheme="dark")
    expect(browser_page.locator(".docs-drawn-dark")).to_be_visible()
    expect(browser_page.locator(".docs-drawn-light")).to_be_hidden()


def test_a_wide_diagram_stays_legible_on_a_phone(tmp_path: Path, browser_page: Page) -> None:
    browser_page.set_viewport_size({"width": 390, "height": 800})
    chain = " --> ".join(f"N{at}[Step number {at}]" for at in range(8))
    browser_page.goto(write_docs(tmp_path, f"```mermaid\nflowchart LR\n  {chain}\n```\n").as_uri())
    picture = browser_page.locator(".docs-drawn:visible")
    expect(picture).to_be_visible(timeout=PATIENCE)
    shown, whole = picture.evaluate("one => [one.getBoundingClientRect().width, one.naturalWidth]")
    assert 0.55 * whole < shown < whole
    assert browser_page.evaluate("document.documentElement.scrollWidth") == 390


def test_what_cannot_be_drawn_keeps_its_source_and_says_why(tmp_path: Path, browser_page: Page) -> None:
    browser_page.goto(write_docs(tmp_path, f"{BROKEN}\n{FLOW}").as_uri())
    expect(browser_page.locator(".docs-undrawn")).to_contain_text("cannot be drawn: Parse error", timeout=PATIENCE)
    expect(browser_page.locator("pre.mermaid").first).to_be_visible()
    expect(browser_page.locator(".docs-drawn").first).to_be_attached(timeout=PATIENCE)


def test_a_hostile_diagram_runs_nothing_and_asks_for_nothing(
    tmp_path: Path, browser_page: Page, browser_faults: list[str]
) -> None:
    dialogs: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    browser_page.on("dialog", on_dialog)
    browser_page.goto(write_docs(tmp_path, HOSTILE).as_uri())
    expect(browser_page.locator(".docs-drawn, .docs-undrawn").first).to_be_attached(timeout=PATIENCE)
    expect(browser_page.locator("iframe")).to_have_count(0, timeout=PATIENCE)
    assert browser_page.locator(".docs-content svg a").count() == 0
    assert [fault for fault in browser_faults if "Content Security Policy" not in fault] == []
    assert dialogs == []
    browser_faults.clear()  # what the frame's policy forbade


def test_a_frame_that_answers_what_was_not_asked_changes_nothing(
    tmp_path: Path, served: str, browser_page: Page
) -> None:
    write_docs(tmp_path / "site", f"# Home\n\n{FLOW}")
    answers = "['map', '__proto__', -1, 0.5, '0', 99, {}].map(id => ({ id, error: 'evil' }))"
    script = f"for (const answer of [null, ...{answers}, {{ id: 0, error: 'mine' }}]) parent.postMessage(answer, '*')"
    frame = f"<!doctype html><script>{script}</script>"
    browser_page.route("**/assets/diagrams.html*", lambda route: route.fulfill(body=frame, content_type="text/html"))
    browser_page.goto(f"{served}{HOME}")
    expect(browser_page.locator(".docs-undrawn")).to_have_count(1, timeout=PATIENCE)
    expect(browser_page.locator(".docs-undrawn")).to_contain_text("mine")


def test_the_frame_by_itself_draws_for_nobody(tmp_path: Path, served: str, browser_page: Page) -> None:
    write_docs(tmp_path / "site", FLOW)
    browser_page.goto(f"{served}assets/diagrams.html")
    browser_page.evaluate("postMessage({ id: 0, source: 'graph TD; A-->B', scheme: 'light' }, '*')")
    browser_page.wait_for_timeout(300)
    assert browser_page.locator("svg").count() == 0


def test_without_script_the_source_is_there(tmp_path: Path, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(write_docs(tmp_path, FLOW).as_uri())
    expect(page.locator("pre.mermaid")).to_contain_text("A[Browser]")
    expect(page.get_by_text("Mermaid diagram (source)")).to_be_visible()
    context.close()


def test_a_site_without_diagrams_and_formulas_has_nothing_that_draws_them(tmp_path: Path) -> None:
    write_docs(tmp_path, "# Home\n\n```text\npre.mermaid\n```\n")
    names = {path.relative_to(tmp_path / "assets").as_posix() for path in (tmp_path / "assets").rglob("*")}
    assert not {name for name in names if "diagram" in name.removeprefix("css/") or "KaTeX" in name or "katex" in name}
    assert "mermaid" not in " ".join(names)
