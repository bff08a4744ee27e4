"""The JSON of an entity is data, whatever a host takes it for."""

import json
from dataclasses import replace

import pytest

from portalgen.api import api_files
from portalgen.model.ref import EntityRef
from tests.builders.catalogs import make_catalog
from tests.builders.sites import render

ATTACK = "<script>alert(1)</script><!--"


def test_an_entity_named_like_a_page_holds_no_markup() -> None:
    catalog = make_catalog("component:x.html type=service lifecycle=production owner=web")
    ref = EntityRef.parse("component:x.html")
    entity = catalog.entities[ref]
    document = {**entity.document, "metadata": {**entity.metadata, "description": ATTACK, f"k{ATTACK}": 1}}
    changed = replace(catalog, entities={**catalog.entities, ref: replace(entity, document=document)})
    files = {file.path: file.content for file in api_files(changed)}
    content = files["api/catalog/entities/by-name/component/default/x.html"]
    assert json.loads(content)["metadata"]["description"] == ATTACK
    assert [path for path, content in files.items() if b"<" in content] == []


@pytest.mark.parametrize("value", [5, True, "text", 1.5, {"a": 1}, {"required": [[1]]}, [1, [2], None]])
def test_a_template_with_odd_parameters_has_its_page(value: object) -> None:
    catalog = make_catalog("template:new type=service steps=x")
    ref = EntityRef.parse("template:new")
    entity = catalog.entities[ref]
    document = {**entity.document, "spec": {**entity.spec, "parameters": value, "steps": value}}
    changed = replace(catalog, entities={ref: replace(entity, document=document)})
    assert "catalog/default/template/new/index.html" in render(changed).files
