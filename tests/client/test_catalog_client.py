"""Backstage's own client reads a published portal from a plain host; `make client` brings the client."""

import http.server
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from portalgen.api import api_files
from portalgen.model.catalog import Catalog
from portalgen.model.ref import EntityRef
from portalgen.model.source import Location, Snapshot, Source
from portalgen.serve import SiteServer
from tests.builders.catalogs import make_catalog

FOLDER = os.environ.get("PORTALGEN_CATALOG_CLIENT", "")
NODE = shutil.which("node")
pytestmark = [
    pytest.mark.skipif(not FOLDER, reason="needs @backstage/catalog-client: run `make client`"),
    pytest.mark.skipif(not NODE, reason="needs node"),
]
SHOP = EntityRef.parse("component:shop")
ROOT = EntityRef.parse("location:root")


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A plain static host."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def catalog() -> Catalog:
    made = make_catalog(
        "component:shop type=service lifecycle=production owner=web",
        "component:x.html type=website lifecycle=production owner=web description=<script>alert(1)</script>",
        "group:web type=team children=",
        "location:root target=./shop.yaml",
    )
    source = Source("https://git.example/shop.git")
    snapshot = Snapshot(Location("git", source.url), source, ())
    return replace(made, sources=(snapshot,), parents={SHOP: (ROOT,)})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for file in api_files(catalog()):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return folder


@contextmanager
def running(server: http.server.HTTPServer) -> Iterator[str]:
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def ask(address: str, **calls: tuple[str, object]) -> dict[str, Any]:
    rows = json.dumps([[name, *call] for name, call in calls.items()])
    script = Path(__file__).with_name("ask.mjs")
    done = subprocess.run([NODE or "", script, FOLDER, address, rows], check=True, capture_output=True, text=True)
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


CALLS: dict[str, tuple[str, object]] = {
    "by_ref": ("getEntityByRef", "component:default/shop"),
    "by_name": ("getEntityByName", {"kind": "component", "namespace": "default", "name": "shop"}),
    "page": ("getEntityByRef", "component:default/x.html"),
    "missing": ("getEntityByRef", "component:default/none"),
    "all": ("getEntities", None),
    "locations": ("getLocations", None),
    "facets": ("getEntityFacets", {"facets": ["kind"]}),
    "ancestors": ("getEntityAncestors", {"entityRef": "component:default/shop"}),
}


def check(found: dict[str, Any]) -> None:
    assert found["by_ref"]["metadata"]["name"] == "shop"
    assert found["by_ref"]["relations"] == [{"type": "ownedBy", "targetRef": "group:default/web"}]
    assert found["by_name"] == found["by_ref"]
    assert found["page"]["metadata"]["description"] == "<script>alert(1)</script>"
    assert found["missing"] is None
    assert [one["metadata"]["name"] for one in found["all"]["items"]] == ["shop", "x.html", "web", "root"]
    assert [row["target"] for row in found["locations"]["items"]] == ["https://git.example/shop.git"]
    assert {"value": "Component", "count": 2} in found["facets"]["facets"]["kind"]


def test_a_plain_host_answers_all_but_ancestry(site: Path) -> None:
    with running(http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))) as address:
        found = ask(address, **CALLS)
    check(found)
    assert "404" in found["ancestors"]["error"]


def test_our_own_server_answers_ancestry_too(site: Path) -> None:
    with running(SiteServer(site, 0)) as address:
        found = ask(address, **CALLS)
    check(found)
    assert found["ancestors"]["rootEntityRef"] == "component:default/shop"
    assert [row["parentEntityRefs"] for row in found["ancestors"]["items"]] == [["location:default/root"], []]
