"""Prints what a first visit to each type of page loads and how long a browser works for it, beside budgets and peers.

usage: python benchmarks/pages.py CHROMIUM SITE [--rows N]

SITE is a built sample portal (`make portal` builds public/). Bytes are what a host sends: every response of the visit,
compressed with gzip -9 where its type is compressed. Times are those of headless Chromium on this machine; the work of
its main thread is counted in the thread's own time, which other processes do not disturb. `--rows` adds the table of a
generated catalog with so many entities (10,000), and what each keystroke in its filter costs.
"""

import argparse
import gzip
import re
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, Response, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.large_catalog import write_site
from tests.browser.conftest import serve

KB = 1000
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
TYPED = ("p", "pa", "pay", "paym", "pay", "x", "xy", "")
ROUNDS = 3
PACKED = re.compile("text/|javascript|json|svg")
"""Types that hosts compress."""


@dataclass(frozen=True, slots=True)
class Target:
    """A type of page, its budget and what a peer's page of the type loads."""

    name: str
    route: str
    budget: int
    """Kilobytes of everything."""
    peer: str = ""


ENTITY = 40
TARGETS = (
    Target("home", "", 60, "EventCatalog 657"),
    Target("catalog", "catalog/", 60, "EventCatalog 541"),
    Target("component", "catalog/default/component/booking-service/", ENTITY, "Backstage 1,200; EventCatalog 4,600"),
    Target("system", "catalog/default/system/payments/", ENTITY, "EventCatalog 4,500"),
    Target("group", "catalog/default/group/booking/", ENTITY),
    Target("API", "catalog/default/api/booking-api/", ENTITY),
    Target("OpenAPI definition", "catalog/default/api/booking-api/definition/", 60),
    Target("docs", "docs/default/component/booking-service/", 90, "Material 66-81"),
    Target("graph", "catalog-graph/?rootEntityRefs[]=system:default/payments", 90, "EventCatalog 953"),
    Target("search", "search/?query=booking", 90),
    Target("health", "health/", 60),
)
HTML = 5
"""Kilobytes that the HTML of an entity may have."""


@dataclass
class Visit:
    """What one cold visit loaded, in bytes as a host sends them, and milliseconds."""

    sent: dict[str, int] = field(default_factory=dict)
    requests: int = 0
    painted: float = 0
    worked: float = 0
    shifted: float = 0

    def count(self, response: Response) -> None:
        """Add a response."""
        kind = response.request.resource_type
        body = response.body()
        packed = PACKED.search(response.headers.get("content-type", ""))
        self.requests += 1
        self.sent[kind] = self.sent.get(kind, 0) + (len(gzip.compress(body, 9, mtime=0)) if packed else len(body))

    @property
    def total(self) -> int:
        """All bytes."""
        return sum(self.sent.values())


@contextmanager
def working(page: Page) -> Iterator[CDPSession]:
    """Have the page's debugger count the main thread's own time."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    yield session
    session.detach()


def work(session: CDPSession) -> float:
    """Return the milliseconds of work so far: script, style, layout and the rest of tasks."""
    rows = session.send("Performance.getMetrics")["metrics"]
    return 1000 * next(float(row["value"]) for row in rows if row["name"] == "TaskDuration")


WATCH = """() => { window.shifted = 0; new PerformanceObserver(list => {
    for (const one of list.getEntries()) window.shifted += one.value;
}).observe({ type: "layout-shift", buffered: true }); }"""
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


def visit(browser: Browser, url: str) -> Visit:
    """Open a page in a new browser context: nothing is cached."""
    found = Visit()
    responses: list[Response] = []
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.on("response", lambda response: responses.append(response))  # noqa: PLW0108  (Playwright marks what it is given)
    with working(page) as session:
        page.goto(url, wait_until="networkidle")
        found.worked = work(session)
    page.evaluate(WATCH)
    found.painted, found.shifted = page.evaluate(PAINTED), page.evaluate("window.shifted")
    for response in responses:
        found.count(response)
    page.close()
    return found


def show_pages(browser: Browser, url: str) -> None:
    """Print the table of all types of pages: bytes of the first visit, middle times of some."""
    print(f"{'page':<20}{'all kB':>8}{'budget':>8}{'HTML':>7}{'CSS':>7}{'JS':>7}{'other':>7}{'requests':>10}", end="")
    print(f"{'paint ms':>10}{'work ms':>9}{'shift':>7}  peers, kB")
    for target in TARGETS:
        visits = [visit(browser, url + target.route) for _ in range(ROUNDS)]
        show(target, visits)


def show(target: Target, visits: list[Visit]) -> None:
    """Print the row of a type."""
    one = visits[0]
    parts = [one.sent.get(kind, 0) / KB for kind in ("document", "stylesheet", "script")]
    cells = [*parts, one.total / KB - sum(parts)]
    over = "!" if one.total > target.budget * KB or (target.budget == ENTITY and parts[0] > HTML) else " "
    painted = statistics.median(each.painted for each in visits)
    worked = statistics.median(each.worked for each in visits)
    shifted = max(each.shifted for each in visits)
    print(f"{target.name:<20}{one.total / KB:>8.1f}{target.budget:>7}{over}", end="")
    print(f"{''.join(f'{cell:>7.1f}' for cell in cells)}{one.requests:>10}", end="")
    print(f"{painted:>10.0f}{worked:>9.0f}{shifted:>7.3f}  {target.peer}", flush=True)


SET = """async text => {
    const input = document.querySelector("#filter-text");
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await 0; await 0;
    document.body.offsetHeight;
}"""


def show_table(browser: Browser, url: str) -> None:
    """Print what the table of a large catalog costs: its first visit, and each keystroke."""
    target = Target("table of all", "catalog/", 200, "Backstage 1,200 + data")
    show(target, [visit(browser, url + target.route) for _ in range(ROUNDS)])
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{url}catalog/", wait_until="networkidle")
    with working(page) as session:
        start = work(session)
        page.locator("#filter-text").focus()
        page.wait_for_function("document.querySelector('[data-filter-status]').textContent")
        print(f"focus, which loads all rows: {work(session) - start:.0f} ms of work")
        for text in TYPED:
            start = work(session)
            page.evaluate(SET, text)
            end = work(session)
            status = page.locator("[data-filter-status]").text_content()
            print(f"filter {text!r:<8}{end - start:>6.0f} ms   {status}")
    page.close()


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("chromium")
    parser.add_argument("site", type=Path)
    parser.add_argument("--rows", type=int, default=0)
    options = parser.parse_args()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=list(FLAGS))
        with serve(options.site) as url:
            show_pages(browser, url)
        if options.rows:
            write_site(options.rows, Path(folder))
            with serve(Path(folder)) as url:
                show_table(browser, url)
        browser.close()


if __name__ == "__main__":
    main()
