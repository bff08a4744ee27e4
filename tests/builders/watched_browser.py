"""A browser that says what pages did: scripts that ran, requests that were made, errors, violations of the policy."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request, ViewportSize

SCRIPTS = Path(__file__).resolve().parent.parent / "security" / "scripts"
CANARY = "canary:"
TOGETHER = 16
"""Pages that are open at once, each in a frame."""


@dataclass(frozen=True)
class Visit:
    """A page after a reader has touched all of it."""

    asked: str
    url: str
    title: str
    portal: str
    """Type of the portal's own `open`: "function" unless the page has taken its name."""
    found: tuple[str, ...]
    """What is left in the page that could act."""


@dataclass
class Watched:
    """What was seen so far, one line each."""

    page: Page
    ran: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)

    def visit(self, addresses: Sequence[str]) -> Iterator[Visit]:
        """Open pages in frames of the window's page and do to them what readers could."""
        script = (SCRIPTS / "probe.js").read_text("utf-8")
        for start in range(0, len(addresses), TOGETHER):
            part = list(addresses[start : start + TOGETHER])
            for address, row in zip(part, self.page.evaluate(script, part), strict=True):
                yield Visit(address, row["url"], row["title"], row["portal"], tuple(row["found"]))

    def listen(self, context: BrowserContext) -> None:
        """Begin to watch."""
        context.on("page", self._on_page)
        context.on("console", self._on_console)
        context.on("request", lambda request: self.requests.append(request))  # noqa: PLW0108  (Playwright marks it)
        context.on("dialog", self._on_dialog)
        context.on("weberror", lambda error: self.faults.append(f"{error.error}"))

    def outside(self, own: str) -> Iterator[Request]:
        """Yield the requests to other places than one's own."""
        return (one for one in self.requests if not one.url.startswith((own, "data:")))

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.text.startswith(CANARY):
            self.ran.append(message.text)
        elif "Content Security Policy" in message.text:
            self.violations.append(message.text)

    def _on_dialog(self, dialog: Dialog) -> None:
        self.ran.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _on_page(self, other: Page) -> None:
        if other != self.page:
            self.ran.append(f"window {other.url}")
            other.close()


@contextmanager
def watched(browser: Browser, *, bypass_csp: bool) -> Iterator[Watched]:
    """Open one window that is watched; `bypass_csp` turns the content security policy off."""
    size: ViewportSize = {"width": 1280, "height": 900}
    context = browser.new_context(bypass_csp=bypass_csp, viewport=size, reduced_motion="reduce")
    context.add_init_script(path=SCRIPTS / "guard.js")
    watcher = Watched(context.new_page())
    watcher.listen(context)
    yield watcher
    context.close()
