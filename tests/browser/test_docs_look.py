"""How pages of documentation look: narrow windows, long names in tables, paper; and where moved ones lead."""

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

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


BESIDE = """# Home

| a | b |
| - | - |
| 1 | 2 |

| c | d |
| - | - |
| 3 | 4 |

[Go](guide.md){ .md-button .md-button--primary } and [read](guide.md).

$$
a^2
$$

"""
TABS = "".join(f'=== "A tab with quite a long name {number}"\n\n    text {number}\n\n' for number in range(12))
TOUCH = f"# Home\n\n```\n{'x' * 40} {'y' * 40}END\n```\n\n{TABS}"


@pytest.fixture
def beside(tmp_path: Path, browser_page: Page) -> Page:
    extensions = "markdown_extensions: [attr_list, pymdownx.arithmatex]\n"
    browser_page.goto(write_docs(tmp_path, BESIDE, extensions, MORE).as_uri())
    return browser_page


def test_short_tables_stand_below_each_other(beside: Page) -> None:
    first, second = (table.bounding_box() for table in beside.locator(".docs-content table").all())
    assert first
    assert second
    assert first["x"] == second["x"]
    assert second["y"] > first["y"] + first["height"]
    assert first["width"] < 300


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_buttons_are_no_links_and_can_be_read(beside: Page, scheme: Literal["light", "dark"]) -> None:
    beside.emulate_media(color_scheme=scheme)
    button, link = beside.get_by_role("link", name="Go"), beside.get_by_role("link", name="read")
    expect(button).to_have_css("text-decoration-line", "none")
    expect(link).to_have_css("text-decoration-line", "underline")
    colour, ground = (button.evaluate(f"one => getComputedStyle(one).{name}") for name in ("color", "backgroundColor"))
    assert contrast(colour, ground) >= 4.5


def contrast(*colours: str) -> float:
    dark, light = sorted(luminance(colour) for colour in colours)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def test_a_formula_has_no_empty_lines_around_it(beside: Page) -> None:
    expect(beside.locator(".katex-display")).to_be_visible()
    formula, box = beside.locator(".katex-display").bounding_box(), beside.locator("div.arithmatex").bounding_box()
    assert formula
    assert box
    assert box["height"] < formula["height"] + 40  # the formula's own margins


def test_tabs_beyond_the_edge_are_reached_with_keys(tmp_path: Path, browser_page: Page) -> None:
    browser_page.goto(write_docs(tmp_path, TABS).as_uri())
    browser_page.locator(".tabbed-set > input").first.focus()
    browser_page.keyboard.press("ArrowLeft")
    expect(browser_page.get_by_text("text 11")).to_be_visible()
    expect(browser_page.get_by_text("A tab with quite a long name 11")).to_be_in_viewport(ratio=0.9)
    expect(browser_page.locator(".tabbed-labels")).to_have_attribute("tabindex", "0")


def test_on_touch_screens_the_end_of_a_line_can_leave_the_copy_button(tmp_path: Path, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(write_docs(tmp_path, TOUCH).as_uri())
    expect(page.locator(".docs-copy")).to_have_css("opacity", "1")
    button = page.locator(".docs-copy").bounding_box()
    end = page.locator(".docs-content pre > code").evaluate("""code => {
      code.scrollLeft = code.scrollWidth;
      const range = document.createRange();
      range.selectNodeContents(code);
      return Math.max(...Array.from(range.getClientRects(), (box) => box.right));
    }""")
    context.close()
    assert button
    assert end <= button["x"]
