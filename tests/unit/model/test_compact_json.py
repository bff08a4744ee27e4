"""Compact JSON goes wherever text goes."""

import json
from dataclasses import replace

import pytest

from portalgen.api import api_files
from portalgen.model.answers import identifier
from portalgen.model.compact_json import compact_json, embedded_json
from portalgen.model.ref import EntityRef
from tests.builders.catalogs import make_catalog

LONE = "a\ud800b"


def test_it_has_no_white_space_and_keeps_letters() -> None:
    assert compact_json({"b": [1, None], "a": "ü"}) == '{"b":[1,null],"a":"ü"}'
    assert compact_json({"b": 1, "a": 2}, sort_keys=True) == '{"a":2,"b":1}'


def test_half_a_surrogate_pair_becomes_a_question_mark() -> None:
    assert compact_json({LONE: LONE}).encode() == b'{"a?b":"a?b"}'


def test_what_a_page_or_script_could_misread_is_an_escape() -> None:
    text = "</script>\u2028\u2029"
    found = embedded_json(text)
    assert not set(found) & {"<", "\u2028", "\u2029"}
    assert json.loads(found) == text


def test_what_json_cannot_say_is_a_fault_of_the_program() -> None:
    with pytest.raises(TypeError):
        compact_json(object())


def test_an_entity_with_half_a_character_has_all_its_answers() -> None:
    ref = EntityRef.parse("component:shop")
    catalog = make_catalog("component:shop type=service")
    document = {**catalog.entities[ref].document, "spec": {LONE: [LONE]}}
    changed = replace(catalog, entities={ref: replace(catalog.entities[ref], document=document)})
    assert [file.path for file in api_files(changed)] == [file.path for file in api_files(catalog)]
    assert identifier(LONE) == identifier("a?b")
