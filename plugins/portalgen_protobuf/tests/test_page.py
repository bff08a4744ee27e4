"""The page: every link inside it leads somewhere, nothing of the definition becomes markup, no script or style."""

from collections.abc import Callable

import pytest

import portalgen_protobuf
from portalgen.diagnostics import Severity
from portalgen.hookspecs import hookimpl
from portalgen.model.contributions import Built, Card
from portalgen.model.entity import Entity
from portalgen_protobuf.cards import definition_cards, source_pages
from portalgen_protobuf.rules import check_definitions
from portalgen_protobuf.search import collate_definitions
from tests.builders.definitions import EVIL, api_entity, catalog_of, dead_links, environment, parsed, rendered, shown

FILES = ("orders.proto", "legacy.proto", "edition.proto")
TEMPLATES = environment("portalgen_definitions", "portalgen_protobuf")
Text = Callable[[str], str]


def entity_of(text: str, written: str = "", *, spec_type: str = "grpc") -> Entity:
    return api_entity(text, spec_type=spec_type, name="shop", written=written)


def cards_of(text: str) -> list[Card]:
    entity = entity_of(text)
    return list(definition_cards(entity, catalog_of(entity)))


@pytest.mark.parametrize("name", FILES)
def test_links_lead_to_ids_that_are_there_once(written: Text, name: str) -> None:
    _, card = cards_of(written(name))
    page = parsed(TEMPLATES, card)
    assert dead_links(page) == set()
    targets = {str(node.attributes["href"])[1:] for node in page.css("nav a")}
    assert {node.attributes["id"] for node in page.css("section.definition-operation")} <= targets


def test_page_says_what_the_definition_says(written: Text) -> None:
    _, card = cards_of(written("orders.proto"))
    page = parsed(TEMPLATES, card)
    talk = page.css_first("[id='method-Orders.Talk']")
    assert talk is not None
    words = " ".join(talk.text(separator=" ").split())
    assert "bidirectional streaming stream of Order returns a stream of Order deprecated" in words
    order = page.css_first("#message-Order")
    assert order is not None
    words = " ".join(order.text(separator=" ").split())
    for part in (
        "One order.",
        "repeated Order.Line = 2",
        "map<string, Order.Line > = 4",
        "One of payment",
        "Reserved 3",
    ):
        assert part in words


def test_fields_of_one_name_have_one_anchor() -> None:
    _, card = cards_of("message A { int32 b = 1; int32 b = 2; oneof c { int32 b = 3; } }")
    assert dead_links(parsed(TEMPLATES, card)) == set()


def test_nothing_of_a_definition_becomes_markup() -> None:
    text = (
        f'// {EVIL}\nsyntax = "proto3";\n// {EVIL}\npackage a;\nimport "{EVIL}";\noption x = "{EVIL}";\n'
        f'// {EVIL}\nservice S {{ // {EVIL}\nrpc M(A) returns (A) {{ option (b) = {{ c: "{EVIL}" }}; }} }}\n'
        f'// {EVIL}\nmessage A {{ reserved "{EVIL}"; int32 a = 1 [default = "{EVIL}"]; }}'
    )
    for card in cards_of(text):
        page = parsed(TEMPLATES, card)
        assert not page.css("script, img, style, [style], [onclick], a[href^='javascript']")


def test_summary(written: Text) -> None:
    summary, definition = cards_of(written("orders.proto"))
    page = parsed(TEMPLATES, summary)
    words = " ".join((page.body.text(separator=" ") if page.body else "").split())
    assert (summary.side, definition.tab, definition.wide) == (True, "definition", True)
    assert words == ("Format Protocol buffers, proto3 Contents 1 service, 4 methods, 6 types Download the definition")


def test_definition_that_cannot_be_read_leaves_a_word_and_no_tab() -> None:
    (card,) = cards_of("message {")
    assert "could not be read" in rendered(TEMPLATES, card)


@pytest.mark.parametrize(("spec_type", "cards"), [("GRPC", 2), ("proto", 2), ("protobuf", 2), ("openapi", 0)])
def test_types_of_apis(spec_type: str, cards: int) -> None:
    entity = entity_of("message A {}", spec_type=spec_type)
    assert len(list(definition_cards(entity, catalog_of(entity)))) == cards


def test_definition_is_a_file_as_written(written: Text) -> None:
    text = written("orders.proto")
    (page,) = source_pages(Built(catalog_of(entity_of(text))))
    assert page.route == "catalog/default/api/shop/definition/api.proto"
    assert TEMPLATES.get_template(page.template).render(text=text) == text


def test_search_finds_methods_and_types(written: Text) -> None:
    found = {each.title: each for each in collate_definitions(Built(catalog_of(entity_of(written("orders.proto")))))}
    get = found["Orders.Get"]
    assert get.location == "catalog/default/api/shop/definition/#method-Orders.Get"
    assert (get.type, get.name, get.kind, get.context) == ("operation", "Get", "api", "Shop")
    assert get.text == "Returns one order.\nIt must be yours.\nGetRequest Order"
    assert (found["Order.Line"].type, found["Order.Line"].text) == ("schema", "product state")
    assert found["State"].location.endswith("#enum-State")
    assert len(found) == 4 + 6


def test_a_fault_has_its_line_in_the_descriptor() -> None:
    text = "message A {\n  string = 1;\n}\n"
    inline = "kind: API\nspec:\n  definition: |\n" + "".join(f"    {line}\n" for line in text.splitlines())
    (found,) = check_definitions(catalog_of(entity_of(text, inline)))
    assert (found.code, found.severity) == ("api-definition", Severity.WARNING)
    assert (found.where.path, found.where.line, found.where.column) == ("apis/catalog-info.yaml", 5, 14)


def test_hooks_give_what_they_say() -> None:
    assert [path for path in portalgen_protobuf.register_assets().values() if not path.is_file()] == []
    hooks = [name for name in vars(portalgen_protobuf) if name.startswith("register_")]
    assert all(hasattr(getattr(portalgen_protobuf, name), f"{hookimpl.project_name}_impl") for name in hooks)
    assert len(hooks) == 6


def test_every_word_has_a_german_one() -> None:
    calls = "rpc A(M) returns (M); rpc B(stream M) returns (M); rpc C(M) returns (stream M);"
    text = f"service S {{ {calls} rpc D(stream M) returns (stream M); }} message M {{}}"
    page = shown(definition_cards, text, spec_type="grpc", language="de")
    for word in ("unär", "Server sendet Strom", "Client sendet Strom", "Ströme in beide Richtungen"):
        assert word in page
    assert "streaming" not in page
