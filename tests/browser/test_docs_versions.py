"""The version switcher of documentation, on a portal that was built from a Git server, in a real Chromium."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portalgen import pipeline
from portalgen.config import load_config
from portalgen.report import NullReporter
from portalgen.tools import prepare
from tests.builders.git_server import GitServer, serving
from tests.builders.repositories import RepositoryBuilder

pytestmark = pytest.mark.browser

SHOP = """\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: shop
  title: Shops, markets and whatever else we sell our goods in
  annotations: {backstage.io/techdocs-ref: 'dir:.', portalgen.dev/docs-versions: 'v*, release/*'}
spec: {type: team, children: []}
"""
PORTAL = """\
organization: {name: Larkspur}
git:
  mirrors: {'https://github.com/larkspur/': 'URL/'}
catalog:
  rules: [{allow: [Group]}]
  locations: [{type: git, target: 'https://github.com/larkspur/shop.git'}]
"""
HOME = "docs/default/group/shop/"


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The docs of a branch, of two tags that differ, and of a branch that is just like one of these."""
    folder = tmp_path_factory.mktemp("versions")
    shop = RepositoryBuilder.at(folder / "git" / "shop.git")
    shop.commit({"docs/index.md": "# Shop 1.9", "docs/guide.md": "# Guide"}).tag("v1.9")
    shop.commit({"docs/index.md": "# Shop 1.10"}).tag("v1.10", annotated=True).git("branch", "release/1.10", "v1.10")
    shop.commit({"docs/index.md": "# Shop", "docs/new.md": "# New", "catalog-info.yaml": SHOP})
    with serving(GitServer(folder / "git")) as server:
        (folder / "portal.yaml").write_text(PORTAL.replace("URL", server.url))
        config = load_config(folder / "portal.yaml", os.environ, flags={"--cache": folder / "cache"})
        pipeline.build(prepare(config, reporter=NullReporter()), folder / "site")
    return folder / "site"


def visit(page: Page, portal: Path, path: str = "") -> None:
    page.goto((portal / HOME / path / "index.html").as_uri())


def test_the_switcher_opens_and_closes_by_key_and_by_a_click_elsewhere(browser_page: Page, portal: Path) -> None:
    visit(browser_page, portal)
    menu, rows = browser_page.locator(".docs-versions summary"), browser_page.locator(".docs-versions li")
    expect(menu).to_have_text("Version main")
    menu.focus()
    browser_page.keyboard.press("Enter")
    expect(rows).to_have_text(["main current", "v1.10", "v1.9", "release/1.10 same as v1.10"])
    browser_page.keyboard.press("Escape")
    expect(rows.first).to_be_hidden()
    expect(menu).to_be_focused()
    menu.click()
    browser_page.locator(".docs-foot").click()
    expect(rows.first).to_be_hidden()


def test_a_reader_stays_in_the_version_that_was_chosen(browser_page: Page, portal: Path) -> None:
    visit(browser_page, portal)
    browser_page.locator(".docs-versions summary").click()
    browser_page.get_by_role("link", name="v1.9").click()
    expect(browser_page.locator("article h1")).to_contain_text("Shop 1.9")
    browser_page.locator(".docs-side").get_by_role("link", name="Guide").click()
    expect(browser_page.locator(".docs-versions summary")).to_have_text("Version v1.9")
    expect(browser_page.locator(".docs-older").first).to_contain_text("This is version v1.9")
    browser_page.get_by_role("link", name="Read main").click()
    expect(browser_page.locator(".docs-versions summary")).to_have_text("Version main")
    expect(browser_page.locator("article h1")).to_contain_text("Guide")


def test_who_comes_by_the_address_of_a_version_that_is_stored_elsewhere_is_told(
    browser_page: Page, portal: Path
) -> None:
    browser_page.goto(f"{(portal / HOME / '@v1.10' / 'index.html').as_uri()}?version=@release-1.10")
    expect(browser_page.locator("[data-docs-from]")).to_contain_text("the same in version release/1.10")
    visit(browser_page, portal, "@v1.10")
    expect(browser_page.locator("[data-docs-from]")).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1200, 1280, 1440])
def test_the_buttons_above_a_page_stand_in_one_line(browser_page: Page, portal: Path, width: int) -> None:
    browser_page.set_viewport_size({"width": width, "height": 800})
    visit(browser_page, portal, "new")
    buttons = browser_page.locator(".docs-bar > :is(.button, .select, .docs-versions):visible")
    expect(browser_page.get_by_role("link", name="Edit this page")).to_be_visible()
    tops = {one.evaluate("one => Math.round(one.getBoundingClientRect().top)") for one in buttons.all()}
    assert len(tops) == 1
    assert browser_page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [390, 1440])
def test_the_open_switcher_fits(browser_page: Page, portal: Path, width: int) -> None:
    browser_page.set_viewport_size({"width": width, "height": 800})
    visit(browser_page, portal, "@v1.9/guide")
    browser_page.locator(".docs-versions summary").click()
    box = browser_page.locator(".docs-versions ul").bounding_box()
    assert box
    assert 0 <= box["x"] <= box["x"] + box["width"] <= width
    assert browser_page.evaluate("document.documentElement.scrollWidth") == width
