"""Histories: documentation in, the same with who changed each page, and when, out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from portalgen.crawl.bring_changes import Asked, bring_changes
from portalgen.diagnostics import Diagnostic
from portalgen.model.catalog import Catalog
from portalgen.model.change import Changes, last_change
from portalgen.model.docs import DocsSite
from portalgen.model.source import Source
from portalgen.tools import Tools

MAILMAP = ".mailmap"
"""Git's file that says which names are those of one author."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Documentation with what its history says, as far as that is known."""

    sites: tuple[DocsSite, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def with_histories(tools: Tools, catalog: Catalog, sites: Sequence[DocsSite]) -> Dated:
    """Ask for the history of every source that pages come from, unless portal.yaml says not to."""
    if not tools.config.settings.techdocs.history:
        return Dated(tuple(sites))
    asked = _asked(catalog, sites)
    with tools.reporter.stage("history", len(asked)) as stage:
        jobs = tools.config.settings.git.jobs
        found = bring_changes(asked, tools.fetchers, jobs=jobs, progress=lambda source: stage.advance(source.url))
    changes = found.changes
    dated = (_dated(site, changes[of]) if (of := site.source.source) in changes else site for site in sites)
    return Dated(tuple(dated), found.diagnostics)


def _asked(catalog: Catalog, sites: Iterable[DocsSite]) -> Mapping[Source, Asked]:
    paths: dict[Source, set[str]] = {}
    for site in sites:
        if site.pages:
            paths.setdefault(site.source.source, set()).update(page.source_path for page in site.pages)
    mailmaps = {one.source: one.file(MAILMAP) for one in catalog.sources if one.source in paths}
    return {source: Asked(frozenset(found), mailmaps.get(source)) for source, found in paths.items()}


def _dated(site: DocsSite, changes: Changes) -> DocsSite:
    known = ((page.source_path, last_change(changes, page.source_path)) for page in site.pages)
    return replace(site, changes={path: change for path, change in known if change})
