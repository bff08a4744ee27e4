"""The page: every link inside it leads somewhere, nothing of the definition becomes markup, no script, no secret."""

import json
from collections.abc import Callable

import pytest

import portalgen_mcp
from portalgen.hookspecs import hookimpl
from portalgen.model.contributions import Built, Card
from portalgen.model.entity import Entity
from portalgen_mcp.cards import definition_cards, source_pages
from portalgen_mcp.rules import check_servers
from portalgen_mcp.search import collate_servers
from tests.builders.definitions import EVIL, api_entity, catalog_of, dead_links, environment, parsed, rendered

FILES = ("registry.json", "listing.json", "client.json")
TEMPLATES = environment("portalgen_definitions", "portalgen_mcp")
Text = Callable[[str], str]


def entity_of(text: str, written: str = "", *, spec_type: str = "mcp-server") -> Entity:
    return api_entity(text, spec_type=spec_type, written=written)


def cards_of(text: str) -> list[Card]:
    entity = entity_of(text)
    return list(definition_cards(entity, catalog_of(entity)))


@pytest.mark.parametrize("name", FILES)
def test_links_lead_to_ids_that_are_there_once(written: Text, name: str) -> None:
    _, card = cards_of(written(name))
    assert dead_links(parsed(TEMPLATES, card)) == set()


@pytest.mark.parametrize("name", FILES)
def test_no_secret_is_shown(written: Text, name: str) -> None:
    for card in cards_of(written(name)):
        assert "sesame" not in rendered(TEMPLATES, card)


def test_page_says_what_the_definition_says(written: Text) -> None:
    _, card = cards_of(written("registry.json"))
    body = parsed(TEMPLATES, card).body
    words = " ".join((body.text(separator=" ") if body else "").split())
    for part in ("Orders 1.2.0", "streamable-http", "SHOP_TOKEN secret required", "VS Code .vscode/mcp.json"):
        assert part in words


def test_nothing_of_a_definition_becomes_markup() -> None:
    tool = {"name": EVIL, "description": EVIL, "inputSchema": {"properties": {EVIL: {"description": EVIL}}}}
    package = {"registryType": "npm", "identifier": EVIL, "environmentVariables": [{"name": EVIL, "default": EVIL}]}
    remote = {"type": EVIL, "url": f"https://a/{EVIL}", "headers": [{"name": EVIL}]}
    value = {
        "title": EVIL,
        "websiteUrl": "javascript:alert(1)",
        "remotes": [remote],
        "packages": [package],
        "tools": [tool],
        "resources": [{"uri": f"javascript:{EVIL}", "name": EVIL}],
        "prompts": [{"name": EVIL, "arguments": [{"name": EVIL}]}],
    }
    for card in cards_of(json.dumps(value)):
        page = parsed(TEMPLATES, card)
        assert not page.css("script, img, style, [style], [onclick], a[href^='javascript']")


def test_summary(written: Text) -> None:
    summary, definition = cards_of(written("listing.json"))
    body = parsed(TEMPLATES, summary).body
    words = " ".join((body.text(separator=" ") if body else "").split())
    assert (summary.side, definition.tab, definition.wide) == (True, "definition", True)
    assert words == ("Format MCP server Version 0.3.0 Contents 2 tools, 2 resources, 1 prompt Download the definition")


def test_definition_that_cannot_be_read_leaves_a_word_and_no_tab() -> None:
    (card,) = cards_of("tools: [")
    assert "could not be read" in rendered(TEMPLATES, card)


def test_other_apis_get_no_card() -> None:
    entity = entity_of("{}", spec_type="openapi")
    assert list(definition_cards(entity, catalog_of(entity))) == []


def test_definition_is_a_file_as_written(written: Text) -> None:
    text = written("listing.json")
    (page,) = source_pages(Built(catalog_of(entity_of(text))))
    assert page.route == "catalog/default/api/orders/definition/server.json"
    assert TEMPLATES.get_template(page.template).render(text=text) == text


def test_search_finds_tools_and_prompts(written: Text) -> None:
    found = {each.title: each for each in collate_servers(Built(catalog_of(entity_of(written("listing.json")))))}
    get = found["get_order"]
    assert get.location == "catalog/default/api/orders/definition/#tool-get_order"
    assert (get.type, get.text) == ("operation", "Get an order\nOne order.\nid with")
    assert sorted(found) == ["cancel_order", "complain", "get_order"]


def test_a_fault_has_its_line_in_the_descriptor() -> None:
    text = "tools:\n  - title: a\n"
    inline = "kind: API\nspec:\n  definition: |\n" + "".join(f"    {line}\n" for line in text.splitlines())
    found = next(iter(check_servers(catalog_of(entity_of(text, inline)))))
    assert (found.code, found.where.path, found.where.line) == ("api-definition", "apis/catalog-info.yaml", 5)


def test_hooks_give_what_they_say() -> None:
    assert [path for path in portalgen_mcp.register_assets().values() if not path.is_file()] == []
    hooks = [name for name in vars(portalgen_mcp) if name.startswith("register_")]
    assert all(hasattr(getattr(portalgen_mcp, name), f"{hookimpl.project_name}_impl") for name in hooks)
    assert len(hooks) == 6
