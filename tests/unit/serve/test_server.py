"""The preview server: what a static host would answer, for this machine only, with reload."""

import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from portalgen.serve import SiteServer

PAGE = "<!doctype html><html><head><title>Home</title></head><body><p>Hello</p></body></html>"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[SiteServer]:
    folder = tmp_path / "public"
    files = {
        "index.html": PAGE,
        "404.html": PAGE.replace("Hello", "Nothing here"),
        "catalog/index.html": PAGE,
        "assets/app.js": "1",
        "assets/frame.html": PAGE,
        "assets/icon.svg": "<svg/>",
        "assets/font.woff2": "x",
        "api/catalog/entities/by-name/component/default/pay": "{}",
        "api/catalog/entities/by-name/component/default/x.html": "{}",
        "api/catalog/ancestry/component/default/pay.json": "{}",
        "catalog.ndjson": "{}",
        "docs/a b/über.html": PAGE,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    server = SiteServer(folder, 0)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def get(site: SiteServer, path: str, *, method: str = "GET", host: str = "") -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection("127.0.0.1", site.server_port, timeout=120)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{site.server_port}")
    connection.endheaders()
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/catalog/", "text/html; charset=utf-8"),
        ("/catalog/?filters[kind]=api", "text/html; charset=utf-8"),
        ("/assets/app.js", "text/javascript; charset=utf-8"),
        ("/assets/icon.svg", "image/svg+xml; charset=utf-8"),
        ("/assets/font.woff2", "font/woff2"),
        ("/api/catalog/entities/by-name/component/default/pay", "application/json; charset=utf-8"),
        ("/api/catalog/entities/by-name/component/default/x.html", "application/json; charset=utf-8"),
        ("/api/catalog/entities/by-name/component/default/pay/ancestry", "application/json; charset=utf-8"),
        ("/catalog.ndjson", "application/x-ndjson"),
        ("/docs/a%20b/%C3%BCber.html", "text/html; charset=utf-8"),
        ("/__portalgen/reload.js", "text/javascript; charset=utf-8"),
    ],
)
def test_a_file_has_its_type_and_is_never_kept(site: SiteServer, path: str, kind: str) -> None:
    status, headers, _ = get(site, path)
    assert (status, headers["content-type"]) == (200, kind)
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"


def test_the_script_is_put_into_what_is_sent_and_not_into_the_file(site: SiteServer) -> None:
    _, headers, text = get(site, "/")
    assert f'<script src="/__portalgen/reload.js" data-state="{site.state}" defer></script></body>' in text
    assert int(headers["content-length"]) == len(text.encode())
    assert (site.folder / "index.html").read_text() == PAGE
    assert "reload" not in get(site, "/assets/icon.svg")[2]
    assert get(site, "/assets/frame.html")[2] == PAGE  # a frame, whose policy names its scripts


def test_a_folder_without_its_slash_is_redirected_with_its_query(site: SiteServer) -> None:
    status, headers, _ = get(site, "/catalog?x=1")
    assert (status, headers["location"]) == (301, "/catalog/?x=1")


def test_what_is_not_there_gets_the_sites_own_page_whose_links_work_at_any_depth(site: SiteServer) -> None:
    status, _, text = get(site, "/catalog/default/component/gone/")
    assert status == 404
    assert "Nothing here" in text
    assert '<head><base href="/">' in text


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/catalog/../../secret.txt",
        "/catalog/%2e%2e%2f%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/link.txt",
        "//secret.txt",
        "/catalog//",
        "/index.html/",
        "/assets/",
        "/%00",
        "/.",
        "/..",
    ],
)
def test_nothing_outside_the_folder_and_no_odd_path_is_served(site: SiteServer, path: str) -> None:
    status, _, text = get(site, path)
    assert status == 404
    assert "secret" not in text


@pytest.mark.parametrize("path", ["//evil.example/catalog", "//evil.example", "/catalog//evil.example"])
def test_no_path_redirects_to_another_host(site: SiteServer, path: str) -> None:
    status, headers, _ = get(site, path)
    assert status == 404
    assert "location" not in headers


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "localhost:1", "0.0.0.0:80"])
def test_a_name_that_is_not_this_machines_is_refused(site: SiteServer, host: str) -> None:
    status, _, text = get(site, "/", host=host)
    assert status == 421
    assert "Hello" not in text


def test_localhost_is_this_machine(site: SiteServer) -> None:
    assert get(site, "/", host=f"localhost:{site.server_port}")[0] == 200


def test_head_has_the_headers_and_no_body(site: SiteServer) -> None:
    status, headers, text = get(site, "/", method="HEAD")
    assert (status, text) == (200, "")
    assert int(headers["content-length"]) > len(PAGE)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent(site: SiteServer, method: str) -> None:
    assert get(site, "/", method=method)[0] == 501


def test_a_browser_that_listens_hears_of_a_reload(site: SiteServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", site.server_port, timeout=120)
    connection.request("GET", "/__portalgen/events")
    stream = connection.getresponse()
    assert stream.headers["Content-Type"] == "text/event-stream"

    def state() -> str:
        assert stream.readline() == b"event: state\n"
        row = stream.readline().decode()
        stream.readline()
        return row.removeprefix("data: ").strip()

    first = state()
    site.reload()
    assert state() == site.state != first
    connection.close()


def test_the_server_is_on_the_loopback_interface_only(site: SiteServer) -> None:
    assert site.server_address[0] == "127.0.0.1"
    assert site.url == f"http://127.0.0.1:{site.server_port}/"
    assert json.loads(get(site, "/api/catalog/entities/by-name/component/default/pay")[2]) == {}
