"""Published attacks in a real Chromium, with the content security policy and without it: nothing runs, nothing leaves.

What pages may ask other hosts for is a picture over https (see `render.headers.POLICY`), and nothing else.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, Page, Request, expect
from selectolax.lexbor import LexborHTMLParser

from portalgen.model import routes
from tests.builders.hostile_portal import PAGES, build_hostile_portal, page_of
from tests.builders.recording_server import RecordingServer, recording_server
from tests.builders.vectors import vectors
from tests.builders.watched_browser import Visit, Watched, watched

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("hostile-portal")]

WORDS = ("script", "alert", "onerror", "javascript", "img", "svg", "constructor")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_hostile_portal(tmp_path_factory.mktemp("hostile"))


@contextmanager
def window(
    browser: Browser, site: Path, *, policy: bool, styled: bool = True
) -> Iterator[tuple[Watched, RecordingServer]]:
    """Open a window on a page of the portal; at the end nothing may have happened that a vector asked for."""
    with recording_server(site, styled=styled) as server, watched(browser, bypass_csp=not policy) as watcher:
        watcher.page.goto(f"{server.url}about/")
        yield watcher, server
        assert watcher.ran == []
        assert watcher.faults == []
        assert watcher.violations == []
        assert [one.url for one in watcher.outside(server.url) if not is_allowed_picture(one)] == []
        assert sorted(path for path, status in server.answers.items() if status >= 400 and path != "/favicon.ico") == []
        assert sorted(set(filter(is_odd, own(watcher.requests, server)))) == []


def is_allowed_picture(request: Request) -> bool:
    return (request.resource_type, request.method) == ("image", "GET") and request.url.startswith("https://")


def own(requests: Iterable[Request], server: RecordingServer) -> Iterator[tuple[str, str]]:
    for one in requests:
        if one.url.startswith(server.url):
            yield one.resource_type, unquote(one.url.removeprefix(server.url).partition("?")[0])


def is_odd(row: tuple[str, str]) -> bool:
    """Say whether a request is neither for a page, nor for the portal's own files, nor for a picture beside a page.

    Pages are fetched, too: by the script that looks at them.
    """
    kind, path = row
    by_portal = path.startswith(("assets/", "search/", "catalog/rows/", "catalog-graph/data/", "favicon.svg"))
    is_picture = kind == "image" and path.endswith((".svg", ".png"))
    return kind not in {"document", "fetch"} and not by_portal and not is_picture


def check(visits: Iterable[Visit], server: RecordingServer, site: Path) -> None:
    """Raise for a page with something left in it that could act, or one that is not what the build made."""
    seen = 0
    for visit in visits:
        seen += 1
        name = unquote(visit.asked.removeprefix(server.url))
        file = LexborHTMLParser((site / routes.file_of(name)).read_bytes())
        title = file.css_first("title")
        assert visit.found == (), name
        assert visit.portal == "function" or "/settings/old/" in name, name  # those are no pages of the frame
        assert visit.url.partition("#")[0].partition("?")[0] == visit.asked, name
        assert title is not None
        assert visit.title == " ".join(filter(None, re.split("[ \t\n\f\r]", title.text()))), name
    assert seen > 30


def test_nothing_acts_without_the_policy(chromium: Browser, site: Path) -> None:
    with window(chromium, site, policy=False, styled=False) as (watcher, server):
        pages = [page_of(vector) for vector in vectors(*PAGES)]
        built = [page for page in pages if (site / routes.file_of(page)).is_file()]
        assert len(built) > len(pages) - 3  # Python-Markdown fails on one or another, which costs this page
        addresses = [f"{server.url}{page}" for page in built]
        check(watcher.visit(addresses), server, site)


def test_nothing_acts_or_is_stopped_by_the_policy(chromium: Browser, site: Path) -> None:
    with window(chromium, site, policy=True) as (watcher, server):
        shared = (path.parent for path in sorted(site.glob("docs/default/component/*/together/*/index.html")))
        addresses = [f"{server.url}{path.relative_to(site).as_posix()}/" for path in shared]
        addresses += [f"{server.url}{page_of(vector)}" for vector in vectors("style")]
        check(watcher.visit(addresses), server, site)


def others(site: Path) -> Iterator[str]:
    """Yield the routes of pages that are not made of one vector: catalog, overviews, hostile settings and names."""
    docs = ("api/", *(f"docs/default/component/{place.replace('_', '-')}/" for place in PAGES))
    for path in sorted(site.rglob("index.html")):
        route = f"{path.parent.relative_to(site).as_posix()}/".removeprefix("./")
        if not route.startswith(docs) and b'http-equiv="refresh"' not in path.read_bytes():
            yield quote(route, safe="/!$&'()*+,;=:@~")


def test_names_and_texts_of_descriptors_do_not_act(chromium: Browser, site: Path) -> None:
    with window(chromium, site, policy=False, styled=False) as (watcher, server):
        check(watcher.visit([f"{server.url}{route}" for route in others(site)]), server, site)


def test_a_page_that_only_leads_on_stays_in_the_portal(site: Path) -> None:
    found = 0
    for path in site.glob("docs/default/component/settings/old/*/index.html"):
        refresh = LexborHTMLParser(path.read_bytes()).css_first("meta[http-equiv=refresh]")
        if refresh:
            found += 1
            target = (refresh.attributes["content"] or "").removeprefix("0; url=")
            assert target.startswith("../../"), path
            assert ":" not in target.partition("#")[0], path
    assert found


def results(page: Page) -> None:
    expect(page.locator(".search-hit").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    inside = page.locator(".search-hit *").evaluate_all(
        "nodes => [...new Set(nodes.map((one) => one.localName))].sort()"
    )
    assert set(inside) <= {"mark", "path", "span", "svg"}


def test_search_shows_vectors_as_text(chromium: Browser, site: Path) -> None:
    with window(chromium, site, policy=False) as (watcher, server):
        for word in WORDS:
            watcher.page.goto(f"{server.url}search/?query={word}")
            results(watcher.page)
        watcher.page.goto(f"{server.url}{page_of(vectors('style')[30])}")
        watcher.page.keyboard.press("/")
        watcher.page.keyboard.type("<script>alert")
        results(watcher.page)


def test_files_that_are_opened_by_themselves_do_not_act(chromium: Browser, site: Path) -> None:
    folder = site / "docs/default/component/svg-files"
    files = [*sorted(folder.glob("*.svg")), folder / "text.txt", site / "build.json"]
    files += sorted((site / "api/catalog").rglob("*.json"))[:10]
    with window(chromium, site, policy=False) as (watcher, server):
        for file in files:
            watcher.page.goto(f"{server.url}{quote(file.relative_to(site).as_posix())}")
            for place in (10, 45, 80):
                watcher.page.mouse.click(place, place)
            watcher.page.keyboard.press("Tab")
            watcher.page.keyboard.press("Enter")
            assert watcher.page.url.startswith(server.url)
    assert [path.name for path in folder.rglob("page*")] == []
    assert len(files) > 40
