"""The cards, files, search documents and diagnostics of APIs whose definition is an Avro schema; real schemas."""

import os
from pathlib import Path

import pytest

import portalgen_avro
from portalgen.hookspecs import hookimpl
from portalgen.model.contributions import Built
from portalgen_avro import check_definitions, collate_definitions, definition_cards, source_pages
from portalgen_avro.document import read_document
from tests.builders.definitions import EVIL, api_entity, catalog_of, dead_links, environment, parsed

CORPUS = os.environ.get("PORTALGEN_CORPUS", "")
DEFINITIONS = Path(__file__).parent / "definitions"
MOVEMENT = (DEFINITIONS / "movement.avsc").read_text(encoding="utf-8")
TEMPLATES = environment("portalgen_definitions")


@pytest.mark.parametrize("name", ["movement.avsc", "greeter.avpr"])
def test_page_has_no_dead_link(name: str) -> None:
    entity = api_entity((DEFINITIONS / name).read_text(encoding="utf-8"), spec_type="Avro")
    _, definition = definition_cards(entity, catalog_of(entity))
    assert dead_links(parsed(TEMPLATES, definition)) == set()


def test_nothing_of_the_definition_becomes_markup() -> None:
    entity = api_entity(MOVEMENT.replace("When it", EVIL).replace("AIRBORNE", EVIL), spec_type="avro")
    _, definition = definition_cards(entity, catalog_of(entity))
    page = parsed(TEMPLATES, definition)
    assert page.css("script, style, [style], iframe, form") == []
    assert EVIL in (page.body.text() if page.body else "")


def test_search_file_and_rule() -> None:
    catalog = catalog_of(api_entity(MOVEMENT, spec_type="avro"), api_entity("7", spec_type="avro", name="bad"))
    found = {each.title: each for each in collate_definitions(Built(catalog))}
    assert found["Member"].location == "catalog/default/api/orders/definition/#schema-Member"
    assert next(iter(source_pages(Built(catalog)))).route.endswith("/definition/schema.json")
    (diagnostic,) = check_definitions(catalog)
    assert diagnostic.entity == "api:default/bad"


def test_hooks_are_marked() -> None:
    hooks = [value for name, value in vars(portalgen_avro).items() if name.startswith("register_")]
    assert all(hasattr(hook, f"{hookimpl.project_name}_impl") for hook in hooks)


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS, reason="PORTALGEN_CORPUS names no folder with real catalogs")
def test_real_schemas() -> None:
    files = sorted(Path(CORPUS).rglob("*.avsc"))
    faults = {file.name: read_document(file.read_text(encoding="utf-8")).faults for file in files}
    assert faults, "the folder has Avro schemas"
    assert {name: found for name, found in faults.items() if found} == {}
