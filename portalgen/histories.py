"""Histories: a catalog and its documentation in, the same with who changed descriptors and pages, and when, out."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import chain

from portalgen.crawl.bring_changes import Asked, bring_changes
from portalgen.diagnostics import Diagnostic
from portalgen.model.catalog import Catalog
from portalgen.model.change import Changes, last_change
from portalgen.model.docs import DocsSite
from portalgen.model.source import Source
from portalgen.tools import Tools

_Paths = Mapping[Source, AbstractSet[str]]

MAILMAP = ".mailmap"
"""Git's file that says which names are those of one author."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A catalog and its documentation with what their history says, as far as that is known."""

    catalog: Catalog
    sites: tuple[DocsSite, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def with_histories(tools: Tools, catalog: Catalog, sites: Sequence[DocsSite]) -> Dated:
    """Ask for the history of every source that descriptors or pages come from, unless portal.yaml says not to."""
    settings = tools.config.settings
    of_pages = _pages(sites) if settings.techdocs.history else {}
    of_entities = _descriptors(catalog) if settings.catalog.history else {}
    asked = _asked(catalog, of_pages, of_entities)
    if not asked:
        return Dated(catalog, tuple(sites))
    with tools.reporter.stage("history", len(asked)) as stage:
        jobs = settings.git.jobs
        found = bring_changes(asked, tools.fetchers, jobs=jobs, progress=lambda source: stage.advance(source.url))
    changes = found.changes
    dated = (
        _dated(site, changes[of]) if (of := site.source.source) in of_pages.keys() & changes else site for site in sites
    )
    page = tools.policy.forges.commit_page
    known = ((source, paths) for source, paths in of_entities.items() if source in changes)
    told = {source: replace(_only(changes[source], paths), commit_page=page(source.url)) for source, paths in known}
    return Dated(replace(catalog, changes=told), tuple(dated), found.diagnostics)


def _pages(sites: Iterable[DocsSite]) -> _Paths:
    found: dict[Source, set[str]] = {}
    for site in sites:
        if site.pages:
            found.setdefault(site.source.source, set()).update(page.source_path for page in site.pages)
    return found


def _descriptors(catalog: Catalog) -> _Paths:
    found: dict[Source, set[str]] = {}
    for entity in catalog.entities.values():
        source = catalog.source_of(entity.where.source)
        if source and entity.where.path:
            found.setdefault(source, set()).add(entity.where.path)
    return found


def _asked(catalog: Catalog, *wanted: _Paths) -> Mapping[Source, Asked]:
    paths: dict[Source, set[str]] = {}
    for source, found in chain.from_iterable(one.items() for one in wanted):
        paths.setdefault(source, set()).update(found)
    mailmaps = {one.source: one.file(MAILMAP) for one in catalog.sources if one.source in paths}
    return {source: Asked(frozenset(found), mailmaps.get(source)) for source, found in paths.items()}


def _only(changes: Changes, paths: AbstractSet[str]) -> Changes:
    return replace(changes, by_path={path: found for path, found in changes.by_path.items() if path in paths})


def _dated(site: DocsSite, changes: Changes) -> DocsSite:
    known = ((page.source_path, last_change(changes, page.source_path)) for page in site.pages)
    return replace(site, changes={path: change for path, change in known if change})
