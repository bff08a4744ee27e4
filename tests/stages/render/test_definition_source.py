"""Definitions that no plug-in renders are source in the colours of their language, plain where none is known."""

import pytest

from portalgen.render.card_contexts import SourceCard
from portalgen.render.inspect_cards import definition_card
from tests.builders.definitions import api_entity, catalog_of

ROUTER = "export const router = t.router({ seats: t.procedure.query(() => []) });"
WSDL = "<?xml version='1.0'?>\n<definitions name='Seats'/>"


@pytest.mark.parametrize(
    ("type_", "text", "language"),
    [
        ("trpc", ROUTER, "typescript"),
        ("wsdl", WSDL, "xml"),
        ("WSDL", "\ufeff" + WSDL, "xml"),
        ("soap", WSDL, "xml"),
        ("wsdl", '{"not": "xml"}', "json"),
        ("raml", "#%RAML 1.0\ntitle: Seats\n", "yaml"),
        ("arazzo", "arazzo: 1.0.0\n", "yaml"),
        ("arazzo", '{"arazzo": "1.0.0"}', "json"),
        ("thrift", "service Seats {\n}\n", "thrift"),
        ("own", "SEATS ARE IN ROWS. Rows: are not YAML", "text"),
        ("own", "", "text"),
    ],
)
def test_source_has_the_language_of_its_type_or_text(type_: str, text: str, language: str) -> None:
    entity = api_entity(text, spec_type=type_)
    cards = list(definition_card(entity, catalog_of(entity)))
    assert [card.context.language for card in cards if isinstance(card.context, SourceCard)] == [language]
