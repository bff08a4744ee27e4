"""The card of a template: its form from JSON Schema, page by page, and the steps that it takes."""

import json
from collections.abc import Iterator
from typing import Any

from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Card
from portalgen.model.entity import Entity
from portalgen.render.card_contexts import Field, FormPage, Step, TemplateCard


def template_card(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield what a template asks and what it does; bad parts of its schema are left out."""
    del catalog
    if entity.ref.kind != "template":
        return
    parameters = entity.spec.get("parameters")
    pages = [parameters] if isinstance(parameters, dict) else _items(parameters)
    context = TemplateCard(
        pages=tuple(_page(page) for page in pages if isinstance(page, dict)),
        steps=tuple(_step(step) for step in _items(entity.spec.get("steps")) if isinstance(step, dict)),
    )
    yield Card("@card.template", "cards/template.html", context, order=20, wide=True)


def _items(value: object) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else []


def _page(schema: dict[str, Any]) -> FormPage:
    required = schema.get("required")
    names = frozenset(name for name in _items(required) if isinstance(name, str))
    properties = schema.get("properties")
    rows = properties.items() if isinstance(properties, dict) else ()
    fields = tuple(_field(str(name), row, required=name in names) for name, row in rows if isinstance(row, dict))
    return FormPage(_text(schema.get("title")), _text(schema.get("description")), fields)


def _field(name: str, schema: dict[str, Any], *, required: bool) -> Field:
    choices = schema.get("enum")
    return Field(
        name=name,
        title=_text(schema.get("title")) or name,
        type=_text(schema.get("ui:field")) or _text(schema.get("type")),
        required=required,
        description=_text(schema.get("description")) or _text(schema.get("ui:help")),
        default=_text(schema.get("default")),
        choices=tuple(_text(choice) for choice in choices) if isinstance(choices, (list, tuple)) else (),
    )


def _step(step: dict[str, Any]) -> Step:
    action = _text(step.get("action"))
    return Step(_text(step.get("name")) or _text(step.get("id")) or action, action, _text(step.get("if")))


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
