"""The cards, files, search documents and diagnostics of APIs whose definition is a JSON Schema."""

from pathlib import Path

import pytest

import portalgen_jsonschema
from portalgen.hookspecs import hookimpl
from portalgen.model.contributions import Built
from portalgen_jsonschema import check_definitions, collate_definitions, definition_cards, source_pages
from tests.builders.definitions import EVIL, api_entity, catalog_of, dead_links, environment, parsed, rendered

DEFINITIONS = Path(__file__).parent / "definitions"
ORDER = (DEFINITIONS / "order.2020-12.json").read_text(encoding="utf-8")
TEMPLATES = environment("portalgen_definitions", "portalgen_jsonschema")


@pytest.mark.parametrize("name", ["order.2020-12.json", "seat.draft-04.yaml"])
@pytest.mark.parametrize("spec_type", ["jsonschema", "json-schema", "jsonSchema"])
def test_page_has_every_schema_and_no_dead_link(name: str, spec_type: str) -> None:
    entity = api_entity((DEFINITIONS / name).read_text(encoding="utf-8"), spec_type=spec_type)
    summary, definition = definition_cards(entity, catalog_of(entity))
    page = parsed(TEMPLATES, definition)
    assert (summary.side, definition.tab, definition.wide) == (True, "definition", True)
    assert dead_links(page) == set()
    assert len(page.css("[id^='schema-']:is(section)")) == len(definition.context.api.named)  # type: ignore[attr-defined]


def test_nothing_of_the_definition_becomes_markup() -> None:
    entity = api_entity(ORDER.replace("Money", EVIL).replace("What somebody", EVIL), spec_type="jsonschema")
    _, definition = definition_cards(entity, catalog_of(entity))
    page = parsed(TEMPLATES, definition)
    assert page.css("script, style, [style], iframe, form") == []
    assert "&lt;script&gt;" in rendered(TEMPLATES, definition)


def test_search_file_and_rule() -> None:
    catalog = catalog_of(api_entity(ORDER, spec_type="jsonschema"), api_entity("[", spec_type="jsonschema", name="bad"))
    found = {each.title: each for each in collate_definitions(Built(catalog))}
    assert found["Money"].location == "catalog/default/api/orders/definition/#schema-Money"
    assert found["Money"].text == "amount currency"
    assert [page.route.rpartition("/")[2] for page in source_pages(Built(catalog))] == ["schema.json", "schema.json"]
    (diagnostic,) = check_definitions(catalog)
    assert (diagnostic.code, diagnostic.entity) == ("api-definition", "api:default/bad")


def test_other_types_are_left_alone() -> None:
    entity = api_entity(ORDER, spec_type="graphql")
    assert list(definition_cards(entity, catalog_of(entity))) == []


def test_hooks_are_marked() -> None:
    hooks = [value for name, value in vars(portalgen_jsonschema).items() if name.startswith("register_")]
    assert all(hasattr(hook, f"{hookimpl.project_name}_impl") for hook in hooks)
    assert len(hooks) == 6
