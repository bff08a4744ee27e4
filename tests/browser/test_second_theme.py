"""The second theme in the box proves the contract of themes: all proofs of pages hold for it as well."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import portalgen_theme
import portalgen_theme_fjord
from portalgen.model.contributions import Built
from portalgen.render import docs_files, load_theme, plan_site, render_page, theme_files
from portalgen.render.accent import contrast
from portalgen.techdocs.build_docs import build_docs
from tests.browser.axe import violations
from tests.browser.conftest import serve
from tests.browser.test_every_page import WIDE
from tests.builders.catalogs import make_catalog
from tests.builders.docs import Contents, docs_job
from tests.builders.sites import EXTENSIONS, SETTINGS

pytestmark = pytest.mark.browser

CATALOG = make_catalog(
    "component:shop type=service lifecycle=production owner=web system=sales description=Sells_things",
    "component:pay type=service lifecycle=deprecated owner=nobody system=sales dependsOn=component:shop",
    "system:sales owner=web title=Sales",
    "group:web type=team title=Web_team",
)
TEXT = """# Shop

How it works, with `code` and [a link](#run).

## Run

```sh
make run
```

!!! warning
    Heed it.
"""
PAGES = {
    "home": "",
    "catalog": "catalog/",
    "entity": "catalog/default/component/shop/",
    "docs": "docs/default/component/shop/",
}
OWN = Path(portalgen_theme_fjord.__file__).parent
every_page = pytest.mark.parametrize("name", PAGES)


@pytest.fixture(scope="module")
def fjord(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("fjord")
    theme = load_theme("portalgen_theme_fjord", templates={}, overrides=None, assets={})
    source, contents = docs_job({"mkdocs.yml": "site_name: Shop\n", "docs/index.md": TEXT})
    site = build_docs(source, contents)
    built = Built(replace(CATALOG, docs=(source,)), (site,))
    pages = (render_page(plan, theme) for plan in plan_site(built, EXTENSIONS, SETTINGS).plans)
    for file in (*pages, *theme_files(theme), *docs_files(site, Contents([(source, contents)]))):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    with serve(folder) as url:
        yield url


@every_page
def test_no_rule_of_accessibility_is_broken(browser_page: Page, fjord: str, name: str) -> None:
    for width, scheme in product((1440, 390), ("light", "dark")):
        browser_page.set_viewport_size({"width": width, "height": 900})
        browser_page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        browser_page.goto(fjord + PAGES[name])
        assert violations(browser_page) == [], (width, scheme)


@every_page
def test_nothing_scrolls_sideways(browser_page: Page, fjord: str, name: str) -> None:
    browser_page.goto(fjord + PAGES[name])
    wide = []
    for width in (320, 390, 640, 768, 960, 1440, 2200):
        browser_page.set_viewport_size({"width": width, "height": 900})
        if browser_page.evaluate(WIDE):
            wide.append(width)
    assert wide == []


def test_navigation_is_along_the_top_and_a_drawer_where_that_is_narrow(browser_page: Page, fjord: str) -> None:
    page = browser_page
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{fjord}{PAGES['entity']}")
    expect(page.locator(".site-nav [aria-current]")).to_have_text("Software")
    expect(page.locator(".sidebar")).to_be_hidden()
    page.get_by_role("button", name="Star", exact=True).click()
    page.locator(".topbar-starred summary").click()
    expect(page.locator(".topbar-starred a")).to_have_text("shop")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".site-nav")).to_be_hidden()
    page.get_by_role("link", name="Menu").click()
    page.locator(".sidebar").get_by_role("link", name="Overview").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Larkspur")


def test_it_works_without_script_and_on_paper(chromium: Browser, fjord: str) -> None:
    page = chromium.new_page(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    page.goto(fjord)
    expect(page.locator(".site-nav a").first).to_be_visible()
    assert page.locator("main button, .topbar button").locator("visible=true").count() == 0
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".site-nav")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    page.close()


def test_text_can_be_read_on_every_surface_in_both_schemes() -> None:
    styles = (Path(portalgen_theme.__file__).parent / "assets/css/tokens.css", OWN / "assets/css/fjord.css")
    found = re.findall(r"(--[\w-]+): light-dark\((#\w{6}), (#\w{6})\)", "".join(one.read_text() for one in styles))
    tokens = {name: (light, dark) for name, light, dark in found}
    texts = [name for name in tokens if re.match(r"--(color-(text|muted|error|warning|info|ok)|kind-|code-)", name)]
    surfaces = ("--color-page", "--color-surface", "--color-surface-2")
    pairs = product(texts, surfaces, (0, 1))
    assert [row for row in pairs if contrast(rgb(tokens[row[0]][row[2]]), rgb(tokens[row[1]][row[2]])) < 4.5] == []
    said = re.search(r'surfaces: \["(#\w+)", "(#\w+)"\]', (OWN / "theme.yaml").read_text())
    assert said
    assert said.groups() == tokens["--color-surface-2"]


def rgb(text: str) -> tuple[int, int, int]:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def test_it_replaces_what_is_there_and_nothing_else() -> None:
    """Its files are few; each stands over one of the theme below, or is named by it."""
    parent = Path(portalgen_theme.__file__).parent
    own = {path.relative_to(OWN).as_posix() for path in OWN.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    assert {name for name in own if not (parent / name).is_file()} == {"assets/css/fjord.css"}
    assert len(own) < 10
