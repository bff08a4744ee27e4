"""Plug-in: MCP servers, with what a client needs to reach them.

In: API entities with `spec.type: mcp-server`.  Out: cards, search documents, diagnostics, the
definition as a file.  Pure: yes.  Kept: no.  Not its job: asking a server, or a registry.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from portalgen.hookspecs import hookimpl
from portalgen.model.contributions import CardMaker, Collator, LintRule, PageMaker
from portalgen_definitions import ASSETS, TEMPLATES
from portalgen_mcp.cards import definition_cards, source_pages
from portalgen_mcp.rules import check_servers
from portalgen_mcp.search import collate_servers


@hookimpl
def register_rules() -> Iterable[LintRule]:
    """Return the check of definitions."""
    return (check_servers,)


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
    """Return the maker of search documents for tools and prompts."""
    return (collate_servers,)
