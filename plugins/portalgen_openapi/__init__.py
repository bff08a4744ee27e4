"""Plug-in: OpenAPI and Swagger definitions of API entities, rendered at build time.

In: API entities with `spec.type: openapi`.  Out: cards, search documents, diagnostics, the definition as a file.
Pure: yes.  Kept: no.  Not its job: fetching files that a definition refers to, calling the API:
readers may, where portal.yaml allows it.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from portalgen.config import PluginSettings
from portalgen.hookspecs import hookimpl
from portalgen.model.contributions import CardMaker, Collator, LintRule, PageMaker
from portalgen_definitions import ASSETS, TEMPLATES
from portalgen_openapi import cards
from portalgen_openapi.cards import definition_cards, source_pages
from portalgen_openapi.rules import check_definitions
from portalgen_openapi.search import collate_definitions
from portalgen_openapi.trial_pages import Trials


@hookimpl
def register_rules() -> Iterable[LintRule]:
    """Return the check of definitions."""
    return (check_definitions,)


@hookimpl
def register_cards(settings: PluginSettings) -> Iterable[CardMaker]:
    """Return the maker of the summary and of the Definition tab."""
    return (partial(definition_cards, trials=Trials.of(settings)),)


@hookimpl
def register_pages(settings: PluginSettings) -> Iterable[PageMaker]:
    """Return the makers of the files with definitions as written, and of the pages to try them."""
    return (source_pages, *Trials.of(settings).makers())


@hookimpl
def register_templates() -> Mapping[str, Path]:
    """Return the templates that definitions of all formats share."""
    return TEMPLATES


@hookimpl
def register_assets(settings: PluginSettings) -> Mapping[str, Path]:
    """Return style sheet and script of the cards, and Swagger UI where portal.yaml allows requests."""
    return {**ASSETS, **cards.ASSETS, **Trials.of(settings).assets()}


@hookimpl
def register_collators() -> Iterable[Collator]:
    """Return the maker of search documents for operations and schemas."""
    return (collate_definitions,)
