"""Cards of the Inspect tab, an API's definition as source, and what a template asks and does."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from portalgen.diagnostics import Where
from portalgen.model import routes
from portalgen.model.answers import entity_answer
from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Card
from portalgen.model.entity import Entity
from portalgen.model.provenance import Origin, origins
from portalgen.render.card_contexts import OriginRow, OriginsCard, RelationsCard, SourceCard
from portalgen.render.lookup import file_url, line_url, links_to
from portalgen.yaml12 import member

LANGUAGES = {
    "graphql": "graphql",
    "grpc": "protobuf",
    "proto": "protobuf",
    "protobuf": "protobuf",
    "wsdl": "xml",
    "avro": "json",
    "trpc": "typescript",
    "thrift": "thrift",
    "smithy": "smithy",
    "capnp": "capnp",
}
"""Pygments lexers by type of API; others are told apart by how they begin."""

_YAML = re.compile(r"(?:\s|#[^\n]*\n)*(?:---|-\s|[\w\"'$./-]+:(?:\s|$))")

DEFINITION = "definition"
MAX_VALUE = 120
"""Characters of a value in the table."""
MAX_FIELD = 400
"""Characters of its path: longer than any that Backstage's rules for keys allow."""
MAX_SOURCE = 200_000
"""Characters of a document that is shown as source."""
MAX_DEFINITION = 500_000
"""Characters of a definition: it may be all that a reader wants."""
LINE = 40
"""Characters that a line stands for: it takes far more than its own on the page."""
MAX_ROWS = 300
"""Values of one entity in the table; the JSON has them all."""


def inspect_cards(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield the document as written and as resolved, where each value stands, and all relations."""
    where = str(entity.where)
    if entity.written:
        written = _source(entity.written, "yaml", "Y")
        yield _inspect("@card.written", "source", replace(written, first=_first_line(entity), note=where), 90)
    if entity.positions:
        yield _inspect("@card.origins", "origins", _origins(entity, catalog), 91)
    relations = catalog.relations_of(entity.ref)
    if relations:
        named = tuple((name, links_to(refs, catalog)) for name, refs in relations.items())
        yield _inspect("@card.relations", "relations", RelationsCard(named), 92)
    yield _inspect("@card.resolved", "source", _source(resolved_text(entity, catalog), "json", "J"), 93)


def definition_card(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield an API's definition as highlighted source; steps aside for a plug-in's (see `plan_entity`)."""
    del catalog
    text = entity.spec.get("definition")
    if entity.ref.kind == "api" and isinstance(text, str):
        source = _source(text, _language(entity.type, text), "L", MAX_DEFINITION)
        context = replace(source, note=str(entity.at("/spec/definition")))
        yield Card(
            "@card.definition",
            "cards/source.html",
            context,
            tab=DEFINITION,
            tab_title="@tab.definition",
            wide=True,
            order=90,
        )


def resolved_text(entity: Entity, catalog: Catalog) -> str:
    """Return the entity as served, as JSON for people; kept, since a site may be planned twice."""
    kept: str | None = catalog.kept.get(("resolved", entity.ref))
    if kept is None:
        kept = json.dumps(entity_answer(entity, catalog), indent=2, ensure_ascii=False)
        catalog.kept["resolved", entity.ref] = kept
    return kept


def _source(text: str, language: str, anchor: str, most: int = MAX_SOURCE) -> SourceCard:
    """Return a text as source, cut where it is very long or has very many lines."""
    if len(text) <= most and text.count("\n") <= most // LINE:
        return SourceCard(text, language, anchor)
    shown = "\n".join(text[:most].split("\n")[: most // LINE])
    return SourceCard(shown, language, anchor, left=len(text) - len(shown))


def _inspect(title: str, template: str, context: Any, order: int) -> Card:  # noqa: ANN401  (a context of its template)
    return Card(title, f"cards/{template}.html", context, tab="inspect", tab_title="@tab.inspect", order=order)


def _first_line(entity: Entity) -> int:
    """Return the number that the first written line has in its file, told by the line of the key `kind`."""
    lines = entity.written.split("\n")
    index = next((index for index, line in enumerate(lines) if line.startswith("kind:")), 0)
    return max(1, entity.positions.get("/kind", (1, 1))[0] - index)


def _language(type_: str, text: str) -> str:
    first = text.lstrip("\ufeff \t\r\n")[:1]
    known = "json" if first in {"{", "["} else "xml" if first == "<" else LANGUAGES.get(type_.lower(), "")
    return known or ("yaml" if _YAML.match(text) else "text")


def _origins(entity: Entity, catalog: Catalog) -> OriginsCard:
    source = catalog.source_of(entity.where.source)
    place = Where(entity.where.source, entity.where.path)
    found = origins(entity)
    rows = tuple(_row(one, entity) for one in found[:MAX_ROWS])
    commit, json_route = source.commit if source else "", routes.provenance(entity.ref)
    return OriginsCard(rows, str(place), commit, line_url(entity, 0), json_route, len(found) - len(rows))


def _row(origin: Origin, entity: Entity) -> OriginRow:
    url = ""
    if origin.by:
        own = origin.source == entity.where.source
        url = file_url(entity, origin.file, origin.line) if own and origin.file else ""
    elif origin.file:
        url = file_url(entity, origin.file)
    elif origin.line:
        url = line_url(entity, origin.line)
    field = member(origin.pointer).removeprefix("/") or "/"
    value = "…" if origin.left_out else _shorten(origin.value)
    return OriginRow(_clip(field, MAX_FIELD), value, str(origin.how), origin.line, url, origin.file, origin.by)


def _shorten(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    line = " ".join(text[: 10 * MAX_VALUE].split())
    return _clip(line, MAX_VALUE) if len(text) <= 10 * MAX_VALUE else f"{line[: MAX_VALUE - 1]}…"


def _clip(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
