"""Takes the pictures of README and docs/index.md from a built sample portal.

usage: screenshots.py CHROMIUM SITE

Writes docs/images/portal.png and portal-dark.png, 1440 x 900 pixels.
"""

import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
PAGE = "catalog/default/system/payments/index.html"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
PICTURES: dict[str, Literal["light", "dark"]] = {"portal.png": "light", "portal-dark.png": "dark"}


def main() -> int:
    """Take one picture for each colour scheme."""
    chromium, site = sys.argv[1:]
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for name, scheme in PICTURES.items():
            page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme=scheme)
            page.goto((Path(site).resolve() / PAGE).as_uri())
            page.screenshot(path=IMAGES / name)
            print(f"{name}: {(IMAGES / name).stat().st_size:,} bytes")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
