"""How pages of documentation look: narrow windows, long names in tables, paper; and where moved ones lead."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.docs_site import HOME, write_docs
from tests.builders.docs import Files

pytestmark = pytest.mark.browser

LONG = "words " * 40
TEXT = f"""# Home

??? note "Collapsed"

    Under the fold.

=== "Linux"

    apt

=== "macOS"

    brew

| Setting | Default | Type | Meaning |
| --- | --- | --- | --- |
| `SHOP_DATABASE_CONNECTION_URL` | `postgresql://localhost:5432/shop` | `list[str]` | where it is; {LONG} |
"""
CONFIG = """\
plugins:
  - techdocs-core
  - redirects: {redirect_maps: {old.md: guide.md, away.md: 'https://elsewhere.example/a'}}
"""
MORE: Files = {
    "docs/guide.md": "---\nhide: [navigation]\n---\n# Guide\n\n" + "text\n\n" * 60 + "## Far\n" + "text\n\n" * 60,
}
LINES = """code => {
  const range = document.createRange();
  range.selectNodeContents(code);
  const texts = new Map();
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) for (let at = 0; at < walker.currentNode.length; at += 1) {
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + 1);
    const top = Math.round(range.getBoundingClientRect().top);
    texts.set(top, (texts.get(top) || "") + walker.currentNode.data[at]);
  }
  return [...texts.values()];
}"""


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    write_docs(tmp_path / "site", TEXT, CONFIG, MORE)
    return tmp_path / "site" / HOME


def test_a_page_that_has_moved_leads_on_from_a_folder(browser_page: Page, portal: Path) -> None:
    browser_page.goto((portal / "old/index.html").as_uri() + "#far")
    browser_page.wait_for_url((portal / "guide/index.html").as_uri() + "#far")
    expect(browser_page.locator("#far")).to_be_in_viewport()


def test_a_page_that_has_moved_leads_on_from_a_server(browser_page: Page, portal: Path, served: str) -> None:
    assert portal.is_dir()
    browser_page.goto(f"{served}{HOME}old/#far")
    browser_page.wait_for_url(f"{served}{HOME}guide/#far")


def test_a_page_that_has_left_the_portal_is_left_by_a_click(browser_page: Page, portal: Path) -> None:
    browser_page.set_viewport_size({"width": 390, "height": 800})
    browser_page.goto((portal / "away/index.html").as_uri())
    link = browser_page.get_by_role("link", name="https://elsewhere.example/a")
    expect(link).to_be_in_viewport()
    assert browser_page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_page_that_hides_the_tree_has_it_on_phones(browser_page: Page, portal: Path) -> None:
    browser_page.goto((portal / "guide/index.html").as_uri())
    tree, button = browser_page.locator(".docs-side"), browser_page.get_by_role("link", name="Pages", exact=True)
    expect(tree).to_be_hidden()
    expect(button).to_be_hidden()
    browser_page.set_viewport_size({"width": 390, "height": 800})
    expect(tree).to_be_hidden()
    button.click()
    tree.get_by_role("link", name="Home", exact=True).click()
    expect(browser_page.locator("h1")).to_contain_text("Home")


@pytest.mark.parametrize("width", [390, 1280])
def test_long_names_in_tables_break_between_their_parts(browser_page: Page, portal: Path, width: int) -> None:
    browser_page.set_viewport_size({"width": width, "height": 800})
    browser_page.goto((portal / "index.html").as_uri())
    names = browser_page.locator("td code")
    expect(names).to_have_text(["SHOP_DATABASE_CONNECTION_URL", "postgresql://localhost:5432/shop", "list[str]"])
    for name in names.all():
        lines = name.evaluate(LINES)
        assert all(line[-1] in "_/:.-" for line in lines[:-1]), lines
        assert width < 1000 or len(lines) == 1
    assert browser_page.evaluate("document.documentElement.scrollWidth") == width


def test_what_is_folded_away_is_on_paper(browser_page: Page, portal: Path) -> None:
    browser_page.goto((portal / "index.html").as_uri())
    folded, other = browser_page.get_by_text("Under the fold."), browser_page.get_by_text("brew")
    expect(folded).to_be_hidden()
    expect(other).to_be_hidden()
    browser_page.emulate_media(media="print")
    expect(folded).to_be_visible()
    expect(other).to_be_visible()
    order = browser_page.locator(".tabbed-labels label, .tabbed-block").evaluate_all(
        "all => all.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)"
        ".map((one) => one.textContent.trim())"
    )
    assert order == ["Linux", "apt", "macOS", "brew"]
