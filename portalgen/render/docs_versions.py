"""Versions of documentation: which of them has a page, which pages need no copy, where a switcher leads."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from posixpath import join, normpath
from urllib.parse import unquote

from portalgen.model.docs import DocsPage, DocsSite
from portalgen.model.ref import EntityRef
from portalgen.render.docs_contexts import VersionRow

_LINK = re.compile(r'(?:src|href|poster)="([^"#?:]+)')


@dataclass(frozen=True)
class Edition:
    """One version of documentation among the others; a page that one before it has just so is stored there only."""

    site: DocsSite
    before: tuple["Edition", ...] = ()
    """The current version, which has the plain addresses, and those between; empty for itself."""

    def route(self, path: str) -> str:
        """Return where a reader of this version finds a page or file."""
        version, other = self.site.source.version, self.shared.get(path)
        if other and version:
            return f"{other.site.source.route(path)}?version={version.segment}"
        return self.site.source.route(path)

    def current_route(self, path: str) -> str:
        """Return the route of a page in the current version, or of its first page; empty if this is that version."""
        if not self.before:
            return ""
        return self.before[0].site.source.route(path if path in self.before[0].pages else "")

    @cached_property
    def pages(self) -> Mapping[str, DocsPage]:
        """Path -> page."""
        return {page.path: page for page in self.site.pages}

    @cached_property
    def shared(self) -> Mapping[str, "Edition"]:
        """Path of a page -> the first version that shows exactly the same, pictures and downloads included."""
        found = ((path, next((one for one in self.before if self._is_same(path, one)), None)) for path in self.pages)
        return {path: edition for path, edition in found if edition}

    @cached_property
    def _assets(self) -> Mapping[str, object]:
        """Path -> what tells one content from another."""
        return {one.path: one.file.digest if one.file else one.content for one in self.site.assets}

    def _is_same(self, path: str, other: "Edition") -> bool:
        if path not in other.pages or self._shown(path) != other._shown(path):  # noqa: SLF001  (its own class)
            return False
        named = {normpath(join(path, unquote(link))) for link in _LINK.findall(self.pages[path].html)}
        return all(self._assets.get(name) == other._assets.get(name) for name in named)  # noqa: SLF001  (its own class)

    def _shown(self, path: str) -> tuple[object, ...]:
        """Return what readers see of a page; links to the rest of the portal start at its root, however deep it is."""
        page = self.pages[path]
        up = "../" * (self.site.source.route().count("/") + path.count("/"))
        return (page.title, page.html.replace(f'="{up}', '="/'), page.headings, page.hide)


@dataclass(frozen=True)
class Editions:
    """All versions of one documentation."""

    every: tuple[Edition, ...]
    """The current one first."""

    def rows(self, edition: Edition, path: str) -> tuple[VersionRow, ...]:
        """Return the switcher as it is on a page of one version; nothing where there is no other."""
        return tuple(_row(one, edition, path) for one in self.every) if len(self.every) > 1 else ()


def editions(docs: Iterable[DocsSite], versions: Iterable[DocsSite]) -> tuple[Editions, ...]:
    """Return all versions of each documentation, in the order of `docs`; old ones that could not be built are not."""
    others: dict[EntityRef, list[DocsSite]] = {}
    for site in versions:
        if site.pages:
            others.setdefault(site.source.entity, []).append(site)
    return tuple(_editions(site, others.get(site.source.entity, ())) for site in docs)


def _editions(site: DocsSite, others: Iterable[DocsSite]) -> Editions:
    every: tuple[Edition, ...] = (Edition(site),)
    for other in others:
        every = (*every, Edition(other, every))
    return Editions(every)


def _row(one: Edition, here: Edition, path: str) -> VersionRow:
    source = one.site.source
    is_shared = one.shared.get(path) is here
    return VersionRow(
        name=source.version.name if source.version else source.source.ref,
        segment=source.version.segment if source.version else "",
        route=one.site.source.route() if is_shared else one.route(path if path in one.pages else ""),
        current=one is here,
        latest=not one.before,
        shared=is_shared,
    )
