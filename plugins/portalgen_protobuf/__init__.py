"""Plug-in: protobuf files of gRPC APIs, rendered at build time.

In: API entities with `spec.type: grpc`, `proto` or `protobuf`.  Out: cards, search documents, diagnostics, the
definition as a file.  Pure: yes.  Kept: no.  Not its job: following imports, calling the API.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from portalgen.hookspecs import hookimpl
from portalgen.model.contributions import CardMaker, Collator, LintRule, PageMaker
from portalgen_definitions import ASSETS, TEMPLATES
from portalgen_protobuf.cards import definition_cards, source_pages
from portalgen_protobuf.rules import check_definitions
from portalgen_protobuf.search import collate_definitions


@hookimpl
def register_rules() -> Iterable[LintRule]:
    """Return the check of definitions."""
    return (check_definitions,)


@hookimpl
def register_cards() -> Iterable[CardMaker]:
    """Return the maker of the summary and of the Definition tab."""
    return (definition_cards,)


@hookimpl
def register_pages() -> Iterable[PageMaker]:
    """Return the maker of the files with definitions as written."""
    return (source_pages,)


@hookimpl
def register_templates() -> Mapping[str, Path]:
    """Return the templates that definitions of all formats share."""
    return TEMPLATES


@hookimpl
def register_assets() -> Mapping[str, Path]:
    """Return the style sheet of the cards."""
    return ASSETS


@hookimpl
def register_collators() -> Iterable[Collator]:
    """Return the maker of search documents for methods and types."""
    return (collate_definitions,)
