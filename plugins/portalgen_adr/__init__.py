"""Plug-in: architecture decision records, as a tab of the entity that they are about.

In: entities with `backstage.io/adr-location`.  Out: a list of decisions, a page for each, search documents.
Pure: yes.  Kept: no.  Not its job: fetching files, turning Markdown into HTML.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from portalgen.hookspecs import hookimpl
from portalgen.model.contributions import Collator, PageMaker
from portalgen.model.docs_tab import DocsTab
from portalgen_adr.decisions import TAB
from portalgen_adr.pages import STYLE, decision_pages
from portalgen_adr.search import collate_decisions

ASSETS = Path(__file__).parent / "assets"


@hookimpl
def register_folders() -> Iterable[DocsTab]:
    """Return the annotation that names folders of decisions, as in Backstage."""
    return (TAB,)


@hookimpl
def register_pages() -> Iterable[PageMaker]:
    """Return the maker of the lists and of the pages of decisions."""
    return (decision_pages,)


@hookimpl
def register_assets() -> Mapping[str, Path]:
    """Return the style sheet of both."""
    return {STYLE: ASSETS / "adr.css"}


@hookimpl
def register_collators() -> Iterable[Collator]:
    """Return the maker of search documents."""
    return (collate_decisions,)
