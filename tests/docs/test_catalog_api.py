"""The page about the API: its addresses exist in a built portal, its examples have the shapes of the code."""

import json
import re
from itertools import chain
from pathlib import Path

from portalgen.api.facets import FACETS
from portalgen.model import routes
from portalgen.model.provenance import How
from portalgen.model.ref import EntityRef
from tests.builders.pages import ROOT, Page

PAGE = Page(ROOT / "docs" / "reference" / "catalog-api.md")
REF = EntityRef.parse("api:baggage-api")
NEEDS_A_RULE = "/ancestry"


def addresses() -> list[str]:
    rows = re.findall(r"^\| `(/[^`]+)`", PAGE.path.read_text(), re.MULTILINE)
    return [
        row.replace("<kind>", REF.kind).replace("<namespace>", REF.namespace).replace("<name>", REF.name)
        for row in rows
        if not row.endswith(NEEDS_A_RULE)
    ]


def test_every_address_is_a_file_of_the_sample_portal(sample_portal: Path) -> None:
    found = [sample_portal / routes.file_of(address.removeprefix("/")) for address in addresses()]
    assert len(found) > 8
    assert [path for path in found if not path.is_file()] == []
    for path in found:
        texts = path.read_text().splitlines() if path.suffix == ".ndjson" else [path.read_text()]
        assert all(json.loads(text) for text in texts)


def test_every_file_of_the_api_has_an_address_on_the_page(sample_portal: Path) -> None:
    folder = sample_portal / "api"
    files = {path.relative_to(sample_portal).as_posix() for path in folder.rglob("*") if path.is_file()}
    entity = re.compile(r"(by-name|ancestry|provenance)/[^/]+/[^/]+/[^/]+?(\.json)?$")
    shapes = {entity.sub(r"\1/*\2", name) for name in files if not re.search(r"by-name/.*\.json$", name)}
    named = {entity.sub(r"\1/*\2", routes.file_of(address.removeprefix("/"))) for address in addresses()}
    assert shapes <= named


def test_nothing_but_the_list_of_everything_is_over_a_megabyte(sample_portal: Path) -> None:
    large = [path for path in (sample_portal / "api").rglob("*") if path.is_file() and path.stat().st_size > 1_000_000]
    assert large == []


def test_the_provenance_of_the_example_is_that_of_the_sample(sample_portal: Path) -> None:
    (block,) = (block for block in PAGE.blocks("json") if block.heading == "Provenance")
    shown = json.loads(block.text)
    found = json.loads((sample_portal / routes.provenance(REF)).read_text())
    few, every = shown.pop("values"), found.pop("values")
    assert found == shown
    assert {key: every[key] for key in few} == few


def test_every_way_and_every_facet_is_named() -> None:
    named = set(PAGE.code())
    assert [name for name in chain(FACETS, map(str, How)) if name not in named] == []
