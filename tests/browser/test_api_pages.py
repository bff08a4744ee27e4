"""API pages in a browser: samples are copied and chosen, operations tried on a real server; nothing else leaves."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from portalgen.cli import portalgen
from tests.browser.conftest import serve
from tests.builders.api_server import ApiServer, Reply, Request, api_server
from tests.builders.kept import make_portal, write

pytestmark = pytest.mark.browser

API = """
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: orders, title: Orders API}
spec: {type: openapi, lifecycle: production, owner: web, definition: {$text: ./orders.json}}
"""
PAGE = "catalog/default/api/orders/definition/"
TRIAL = "try-it/default/orders/"
CROSS_ORIGIN = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*"}
PICTURE = "Text ![x](https://evil.example/x.png) <img src='https://evil.example/y.png'>"


def definition(server: str) -> dict[str, object]:
    order = {"type": "object", "properties": {"id": {"type": "string"}, "far": {"$ref": "https://evil.example/a.json"}}}
    one = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}, "example": "K4 TQ"}
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}
    get = {"operationId": "getOrder", "description": PICTURE, "parameters": [one]}
    post = {"operationId": "createOrder", "requestBody": {"content": content}}
    responses = {"responses": {"200": {"description": "ok", "content": content}}}
    return {
        "openapi": "3.0.3",
        "info": {"title": "Orders", "version": "1", "description": PICTURE},
        "servers": [{"url": "https://elsewhere.example"}, {"url": f"{server}/v1"}],
        "paths": {
            "/orders/{id}": {"get": {**get, **responses}},
            "/orders": {"post": {**post, **responses}},
            "/far": {"get": {**responses, "servers": [{"url": "https://elsewhere.example"}]}},
        },
        "components": {"schemas": {"Order": order}},
    }


def build(folder: Path, server: ApiServer, *, allowed: bool) -> Path:
    """Build a portal of one API and return its site."""
    home = make_portal(folder / "portal")
    if allowed:
        setting = f"plugins: {{openapi: {{tryIt: {{servers: ['{server.url}']}}}}}}\n"
        (home / "portal.yaml").write_text((home / "portal.yaml").read_text() + setting)
    write(home, {"api/catalog-info.yaml": API, "api/orders.json": json.dumps(definition(server.url))})
    portalgen.main(
        [
            "build",
            "--config",
            str(home / "portal.yaml"),
            "--output",
            str(folder / "site"),
            "--cache",
            str(folder / "c"),
        ],
        standalone_mode=False,
    )
    return folder / "site"


def answer(request: Request) -> Reply:
    return Reply({"path": request.path, "heard": request.body}, headers=CROSS_ORIGIN)


def test_an_operation_is_tried_and_nothing_else_leaves(tmp_path: Path, browser_page: Page) -> None:
    asked: list[str] = []
    browser_page.on("request", lambda request: asked.append(request.url))
    with api_server(answer) as server, serve(build(tmp_path, server, allowed=True)) as url:
        browser_page.goto(url + PAGE)
        assert not [one for one in asked if "swagger" in one or "try-it" in one]
        expect(browser_page.locator(".definition-try-one")).to_have_count(2)
        browser_page.get_by_role("link", name="GET /orders/{id}: try it").click()
        browser_page.get_by_role("button", name="Execute").click()
        said = browser_page.locator(".live-responses-table .response-col_description pre").first
        expect(said).to_contain_text('"path": "/v1/orders/K4%20TQ"')
        assert [one for one in asked if not one.startswith((url, "data:", "blob:"))] == [
            f"{server.url}/v1/orders/K4%20TQ"
        ]
        browser_page.locator(".opblock-post .opblock-summary-control").click()
        browser_page.get_by_role("button", name="Execute").last.click()
        expect(browser_page.locator(".opblock-post .live-responses-table")).to_contain_text('"heard"')
        assert [(one.method, one.path) for one in server.asked][-2:] == [
            ("OPTIONS", "/v1/orders"),
            ("POST", "/v1/orders"),
        ]
        expect(browser_page.locator(".servers option")).to_have_text([f"{server.url}/v1"])


@pytest.mark.parametrize("anchor", ["%", "%ff", "GET%20/far%", "GET /orders/{id}"])
def test_any_anchor_is_an_operation_or_nothing(tmp_path: Path, browser_page: Page, anchor: str) -> None:
    with api_server(answer) as server, serve(build(tmp_path, server, allowed=True)) as url:
        browser_page.goto(f"{url}{TRIAL}#{anchor}")
        expect(browser_page.locator(".opblock")).to_have_count(2)
        expect(browser_page.locator(".opblock.is-open")).to_have_count(int("orders" in anchor))


@pytest.mark.parametrize("query", ["url=https://evil.example/a.json", "configUrl=https://evil.example/c.json"])
def test_the_address_loads_no_other_definition(tmp_path: Path, browser_page: Page, query: str) -> None:
    with api_server(answer) as server, serve(build(tmp_path, server, allowed=True)) as url:
        browser_page.goto(f"{url}{TRIAL}?{query}")
        expect(browser_page.locator(".opblock")).to_have_count(2)


def test_the_policy_holds_what_a_script_would_ask(
    tmp_path: Path, browser_page: Page, browser_faults: list[str]
) -> None:
    with api_server(answer) as server, api_server(answer) as other, serve(build(tmp_path, server, allowed=True)) as url:
        for route in (TRIAL, PAGE):
            browser_page.goto(url + route)
            failed = browser_page.evaluate("url => fetch(url).then(() => false, () => true)", other.url)
            assert failed
        assert browser_page.evaluate("url => fetch(url).then(() => false, () => true)", server.url)  # the usual page
        assert (server.asked, other.asked) == ([], [])
    assert browser_faults
    browser_faults.clear()


def test_without_the_setting_there_is_no_try_it(tmp_path: Path, browser_page: Page) -> None:
    with api_server(answer) as server, serve(site := build(tmp_path, server, allowed=False)) as url:
        browser_page.goto(url + PAGE)
        expect(browser_page.get_by_text("Try it")).to_have_count(0)
        assert not [path for path in site.rglob("*") if "swagger" in path.name or "try-it" in path.name]


def test_samples_are_chosen_everywhere_and_copied(
    tmp_path: Path, browser_context: BrowserContext, browser_page: Page
) -> None:
    browser_context.grant_permissions(["clipboard-read", "clipboard-write"])
    with api_server(answer) as server, serve(build(tmp_path, server, allowed=False)) as url:
        browser_page.goto(url + PAGE)
        first, second, _ = browser_page.locator(".definition-call-by").all()
        expect(first.locator("pre:visible")).to_have_text("curl 'https://elsewhere.example/orders/K4%20TQ'")
        first.get_by_role("radio", name="curl").press("ArrowRight")
        expect(second.get_by_role("radio", name="HTTPie")).to_be_checked()
        first.get_by_role("button", name="Copy").click()
        expect(browser_page.get_by_role("status")).to_have_text("Copied")
        assert browser_page.evaluate("navigator.clipboard.readText()") == first.locator("pre:visible").text_content()
        browser_page.reload()
        expect(second.locator("pre:visible")).to_have_attribute("aria-label", "HTTPie")


def test_samples_for_javascript_run(tmp_path: Path, browser_page: Page) -> None:
    with api_server(answer) as server, serve(build(tmp_path, server, allowed=False)) as url:
        browser_page.goto(url + PAGE)
        sample = browser_page.locator("#operation-createOrder pre[aria-label=JavaScript]").text_content() or ""
    stub = "const fetch = async (...given) => ({ text: async () => '', status: 200, sent: sent.push(given) });"
    browser_page.goto("about:blank")
    script = f"(async () => {{ const sent = []; {stub} {sample}; return sent; }})()"
    ((address, options),) = browser_page.evaluate(script)
    assert (address, options["method"]) == ("https://elsewhere.example/orders", "POST")
    assert json.loads(options["body"]) == {"id": "string"}


def test_without_script_samples_are_chosen_and_no_button_is_there(tmp_path: Path, chromium: Browser) -> None:
    with api_server(answer) as server, serve(build(tmp_path, server, allowed=True)) as url:
        page = chromium.new_page(java_script_enabled=False)
        page.goto(url + PAGE)
        expect(page.get_by_role("button", name="Copy")).to_have_count(0)
        page.locator(".definition-call-by").first.get_by_role("radio", name="Python").check()
        expect(page.locator(".definition-call-by").first.locator("pre:visible")).to_contain_text("requests.get(")
        page.goto(url + TRIAL)
        expect(page.get_by_text("Trying an API takes JavaScript.")).to_be_visible()
        page.close()
