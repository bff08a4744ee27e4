"""Plug-in: JSON Schemas of API entities, rendered at build time.

In: API entities with `spec.type: jsonschema`.  Out: cards, search documents, diagnostics, the schema as a file.
Pure: yes.  Kept: no.  Not its job: checking data against a schema, fetching schemas that it refers to.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from portalgen.diagnostics import Diagnostic
from portalgen.hookspecs import hookimpl
from portalgen.model.catalog import Catalog
from portalgen.model.contributions import (
    Built,
    Card,
    CardMaker,
    Collator,
    ExtraPage,
    LintRule,
    PageMaker,
    SearchDocument,
)
from portalgen.model.entity import Entity
from portalgen_definitions import ASSETS, TEMPLATES, cards, rules, schema_pages
from portalgen_jsonschema.document import JSON_SCHEMA


def definition_cards(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield the summary for the overview and the schema on a tab of its own."""
    del catalog
    return schema_pages.schema_cards(entity, JSON_SCHEMA)


def source_pages(built: Built) -> Iterator[ExtraPage]:
    """Yield the schemas as written."""
    return cards.source_pages(built, JSON_SCHEMA)


def collate_definitions(built: Built) -> Iterator[SearchDocument]:
    """Yield one search document a schema and one a definition in it."""
    return schema_pages.collate_schemas(built, JSON_SCHEMA)


def check_definitions(catalog: Catalog) -> Iterator[Diagnostic]:
    """Yield what in schemas cannot be used."""
    return rules.faults_of(catalog, JSON_SCHEMA)


@hookimpl
def register_rules() -> Iterable[LintRule]:
    """Return the check of schemas."""
    return (check_definitions,)


@hookimpl
def register_cards() -> Iterable[CardMaker]:
    """Return the maker of the summary and of the Definition tab."""
    return (definition_cards,)


@hookimpl
def register_pages() -> Iterable[PageMaker]:
    """Return the maker of the files with schemas as written."""
    return (source_pages,)


@hookimpl
def register_templates() -> Mapping[str, Path]:
    """Return the templates that definitions of all formats share."""
    return TEMPLATES


@hookimpl
def register_assets() -> Mapping[str, Path]:
    """Return the style sheet that definitions of all formats share."""
    return ASSETS


@hookimpl
def register_collators() -> Iterable[Collator]:
    """Return the maker of search documents for schemas."""
    return (collate_definitions,)
