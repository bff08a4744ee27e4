"""The page about the site: its addresses, its policy and its record are those of the code."""

import json
from collections.abc import Mapping

from portalgen.model import routes
from portalgen.model.catalog import Catalog
from portalgen.model.ref import EntityRef
from portalgen.model.site import SiteFile
from portalgen.model.source import Location, Snapshot, Source
from portalgen.publish import recorded
from portalgen.render.headers import content_security_policy
from tests.builders.pages import ROOT, Page

PAGE = Page(ROOT / "docs" / "reference" / "site.md")
API = Page(ROOT / "docs" / "reference" / "catalog-api.md")


def test_every_address_is_named() -> None:
    named = {*PAGE.code(), *API.code()}
    constants = {value for name, value in vars(routes).items() if name.isupper()} - {routes.HOME}
    assert {f"/{route}" for route in constants} - named == set()
    ref = EntityRef("<kind>", "<namespace>", "<name>")
    patterns = {routes.entity(ref), routes.docs(ref, "…"), routes.kind("<kind>")}
    patterns |= {routes.entity_json(ref), routes.ancestry(ref), routes.provenance(ref)}
    assert {"/" + routes.file_of(route).removesuffix("index.html") for route in patterns} - named == set()


def test_policy_is_the_one_that_pages_carry() -> None:
    (block,) = (block for block in PAGE.blocks("text") if block.heading == "Content-Security-Policy")
    assert block.text.strip() == content_security_policy()


def test_record_has_the_keys_of_the_example() -> None:
    (block,) = PAGE.blocks("json")
    source = Source("https://git.example/shop.git", "f" * 40, "main", 1)
    catalog = Catalog({}, (), sources=(Snapshot(Location("git", source.url), source, ()),))
    *_, record = recorded([SiteFile("index.html", b"")], catalog)
    assert keys(json.loads(record.content)) == keys(json.loads(block.text))


def keys(record: Mapping[str, object]) -> tuple[object, ...]:
    sources, files = record["sources"], record["files"]
    assert isinstance(sources, list)
    assert isinstance(files, dict)
    return (list(record), list(sources[0]), list(files["index.html"]))
