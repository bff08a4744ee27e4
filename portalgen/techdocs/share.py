"""One result for many: a site is built for nobody in particular, then given to each entity that asks for its folder."""

from dataclasses import replace

from portalgen.diagnostics import NOWHERE
from portalgen.model.catalog import DocsForm, DocsSource
from portalgen.model.docs import DocsSite
from portalgen.model.docs_tab import DocsTab
from portalgen.model.ref import EntityRef
from portalgen.model.source import Source, SourceFile
from portalgen.model.spot import NO_SPOT

Shared = tuple[Source, str, tuple[SourceFile, ...], DocsForm, DocsTab | None]
"""What pages are made of: all of a `DocsSource` but who asks for it."""

_NOBODY = EntityRef("entity", "default", "docs")
_UNNAMED = "\0"
"""Stands for the entity's name; no mkdocs.yml can say it."""


def shared(source: DocsSource) -> Shared:
    """Return what two sources must have in common to have one result."""
    return (source.source, source.folder, source.files, source.form, source.tab)


def for_nobody(source: DocsSource) -> DocsSource:
    """Return the source without what only its entity says."""
    return replace(source, entity=_NOBODY, site_name=_UNNAMED, spot=NO_SPOT)


def give(site: DocsSite, source: DocsSource) -> DocsSite:
    """Return a site that was built for nobody as that of a source: its name, its place in diagnostics, its entity."""
    entity = str(source.entity)
    found = (
        replace(row, entity=entity, where=source.where if row.where == NOWHERE else row.where)
        for row in site.diagnostics
    )
    name = source.site_name or source.entity.name
    return replace(
        site,
        source=source,
        notes=(),
        title=name if site.title == _UNNAMED else site.title,
        diagnostics=tuple(sorted(found, key=lambda row: row.sort_key)),
    )
