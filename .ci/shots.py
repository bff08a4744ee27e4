"""Takes a picture of every type of page of a built portal: `make shots`, to be looked at.

usage: shots.py CHROMIUM SITE FOLDER [NAME…]

Writes FOLDER/NAME-WIDTH-SCHEME.png for every page in tests/browser/sample_pages.py and every state in STATES, whole
pages up to 4,000 pixels; at 1440 and 390 pixels, light and dark. Names choose some of them.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.browser.conftest import serve
from tests.browser.sample_pages import PAGES

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TALLEST = 4000


def _nothing_found(page: Page) -> None:
    page.locator("#filter-text").fill("nothing like that")


def _search_dialog(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("payment")
    page.wait_for_timeout(400)


def _drawer(page: Page) -> None:
    page.locator(".topbar-menu").evaluate("link => link.click()")


def _personal(page: Page) -> None:
    """A reader who chose a team, starred and looked around."""
    page.locator("#my-team").select_option(index=3)


def _on_paper(page: Page) -> None:
    page.emulate_media(media="print")


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "state-nothing-found": (PAGES["catalog-kind"], _nothing_found),
    "state-search-dialog": (PAGES["home"], _search_dialog),
    "state-drawer": (PAGES["component"], _drawer),
    "state-my-team": (PAGES["home"], _personal),
    "state-graph-rooted": (PAGES["graph"] + "?rootEntityRefs[]=system:default/payments&maxDepth=2", lambda _: None),
    "state-search-nothing": ("search/?query=qqqzzz", lambda _: None),
    "state-print-component": (PAGES["component"], _on_paper),
    "state-print-docs": (PAGES["docs-content"], _on_paper),
}


def main() -> int:
    """Take all pictures, or those named."""
    chromium, site, folder, *names = sys.argv[1:]
    shots = {name: (route, lambda _: None) for name, route in PAGES.items()} | STATES
    wanted = {name: shots[name] for name in names or shots}
    Path(folder).mkdir(parents=True, exist_ok=True)
    with serve(Path(site)) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for name, (route, act) in wanted.items():
            for width in (1440, 390):
                _take(browser, url + route, act, Path(folder) / f"{name}-{width}")
        browser.close()
    print(f"{4 * len(wanted)} pictures in {folder}")
    return 0


def _take(browser: Browser, url: str, act: Callable[[Page], None], path: Path) -> None:
    page = browser.new_page(viewport={"width": width_of(path), "height": 900}, reduced_motion="reduce")
    answer = page.goto(url, wait_until="networkidle")
    if answer is None or not answer.ok:
        raise SystemExit(f"{url} is not there: mend tests/browser/sample_pages.py")
    act(page)
    height = min(TALLEST, max(900, page.evaluate("document.documentElement.scrollHeight")))
    page.set_viewport_size({"width": width_of(path), "height": height})
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=path.with_name(f"{path.name}-{scheme}.png"))
    page.close()


def width_of(path: Path) -> int:
    """Return the width that a picture's name tells."""
    return int(path.name.rpartition("-")[2])


if __name__ == "__main__":
    sys.exit(main())
