"""Cards of the Inspect tab, an API's definition as source, and what a template asks and does."""

import json
from collections.abc import Iterator
from typing import Any

from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Card
from portalgen.model.entity import Entity
from portalgen.render.card_contexts import Origin, OriginsCard, RelationsCard, SourceCard
from portalgen.render.lookup import line_url, links_to

LANGUAGES = {"graphql": "graphql", "grpc": "protobuf", "wsdl": "xml", "avro": "json", "trpc": "typescript"}
"""Pygments lexers by type of API; others are told apart by their first character."""

DEFINITION = "definition"
MAX_VALUE = 120


def inspect_cards(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield the document as written and as resolved, where each value stands, and all relations."""
    where = str(entity.where)
    if entity.written:
        yield _inspect(
            "@card.written", "source", SourceCard(entity.written, "yaml", "Y", _first_line(entity), where), 90
        )
    origins = _origins(entity)
    if origins.origins:
        yield _inspect("@card.origins", "origins", origins, 91)
    relations = catalog.relations_of(entity.ref)
    if relations:
        named = tuple((name, links_to(refs, catalog)) for name, refs in relations.items())
        yield _inspect("@card.relations", "relations", RelationsCard(named), 92)
    resolved = json.dumps(entity_document(entity, catalog), indent=2, ensure_ascii=False, default=str)
    yield _inspect("@card.resolved", "source", SourceCard(resolved, "json", "J"), 93)


def definition_card(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield an API's definition as highlighted source; steps aside for a plug-in's (see `plan_entity`)."""
    del catalog
    text = entity.spec.get("definition")
    if entity.ref.kind == "api" and isinstance(text, str):
        context = SourceCard(text, _language(entity.type, text), note=str(entity.at("/spec/definition")))
        yield Card(
            "@card.definition",
            "cards/source.html",
            context,
            tab=DEFINITION,
            tab_title="@tab.definition",
            wide=True,
            order=90,
        )


def entity_document(entity: Entity, catalog: Catalog) -> dict[str, Any]:
    """Return the entity as Backstage's API answers: the document and its relations, sorted."""
    relations = sorted((name, str(ref)) for name, refs in catalog.relations_of(entity.ref).items() for ref in refs)
    found = [{"type": name, "targetRef": ref} for name, ref in relations]
    return {**entity.document, "relations": found}


def _inspect(title: str, template: str, context: Any, order: int) -> Card:  # noqa: ANN401  (a context of its template)
    return Card(title, f"cards/{template}.html", context, tab="inspect", tab_title="@tab.inspect", order=order)


def _first_line(entity: Entity) -> int:
    """Return the number that the first written line has in its file, told by the line of the key `kind`."""
    lines = entity.written.splitlines()
    index = next((index for index, line in enumerate(lines) if line.startswith("kind:")), 0)
    return max(1, entity.positions.get("/kind", (1, 1))[0] - index)


def _language(type_: str, text: str) -> str:
    guess = "json" if text.lstrip()[:1] in {"{", "["} else "xml" if text.lstrip()[:1] == "<" else "yaml"
    return LANGUAGES.get(type_.lower(), guess)


def _origins(entity: Entity) -> OriginsCard:
    origins = []
    added = []
    for pointer, value in _leaves(entity.document, ""):
        if pointer in entity.positions:
            line = entity.at(pointer).line
            origins.append(Origin(pointer, _shorten(value), line, line_url(entity, line)))
        else:
            added.append((pointer, _shorten(value)))
    return OriginsCard(tuple(origins), tuple(added))


def _leaves(value: Any, pointer: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401  (JSON data)
    if isinstance(value, dict) and value:
        for key, item in value.items():
            escaped = str(key).replace("~", "~0").replace("/", "~1")
            yield from _leaves(item, f"{pointer}/{escaped}")
    elif isinstance(value, (list, tuple)) and value:
        for index, item in enumerate(value):
            yield from _leaves(item, f"{pointer}/{index}")
    else:
        yield pointer, value


def _shorten(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    line = " ".join(text.split())
    return line if len(line) <= MAX_VALUE else f"{line[: MAX_VALUE - 1]}…"
