"""A real Chromium, and a page that fails its test when anything in the browser goes wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response


@pytest.fixture
def browser_faults() -> list[str]:
    """What went wrong in the browser so far; a test that expects a fault empties it."""
    return []


@pytest.fixture
def browser_context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB", reduced_motion="reduce")
    context.set_default_timeout(60_000)
    yield context
    context.close()


@pytest.fixture
def browser_page(browser_context: BrowserContext, browser_faults: list[str]) -> Iterator[Page]:
    """A page; the test fails on any console error, page error, violation of the policy or request to another host."""
    page = browser_context.new_page()

    def on_console(message: ConsoleMessage) -> None:
        # A violation of the content security policy is a console error.
        if message.type in {"error", "warning"}:
            browser_faults.append(f"console {message.type}: {message.text}")

    def on_request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"file", "data", "blob", "about"} and parts.hostname != "127.0.0.1":
            browser_faults.append(f"request to another host: {request.url}")

    def on_response(response: Response) -> None:
        if response.status >= HTTPStatus.BAD_REQUEST:
            browser_faults.append(f"{response.status}: {response.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: browser_faults.append(f"page error: {error}"))
    page.on("request", on_request)
    page.on("response", on_response)
    yield page
    assert browser_faults == []


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: the tests' output is for failures."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """URL of `tmp_path/"site"` behind a web server on this machine, with a slash at its end."""
    with serve(tmp_path / "site") as url:
        yield url


@pytest.fixture(scope="session")
def sample_url(sample_portal: Path) -> Iterator[str]:
    """URL of the sample portal, with a slash at its end."""
    with serve(sample_portal) as url:
        yield url


@contextmanager
def serve(folder: Path, handler_type: type[SimpleHTTPRequestHandler] = _Quiet) -> Iterator[str]:
    """Have a folder behind a web server on this machine for as long as the block takes."""
    handler = partial(handler_type, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()
