"""`portalgen serve` in a browser: a page loads itself again when the site changed, under the site's strict policy."""

from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from portalgen.render.headers import content_security_policy
from portalgen.serve import SiteServer

pytestmark = pytest.mark.browser


def write(folder: Path, text: str) -> None:
    policy = f'<meta http-equiv="Content-Security-Policy" content="{content_security_policy()}">'
    icon = '<link rel="icon" href="data:,">'
    page = f"<!doctype html><html><head>{policy}{icon}<title>x</title></head><body><p>{text}</p></body></html>"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(page)


def test_the_browser_shows_a_change_by_itself(browser_page: Page, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write(folder, "Before")
    server = SiteServer(folder, 0)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        with browser_page.expect_response("**/__portalgen/events"):
            browser_page.goto(server.url)
        expect(browser_page.get_by_text("Before")).to_be_visible()
        write(folder, "After")
        server.reload()
        expect(browser_page.get_by_text("After")).to_be_visible()
        browser_page.goto("about:blank")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
