"""Versions of documentation: which of them has a page, which are alike, where a switcher leads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from portalgen.model.contributions import Built
from portalgen.model.docs import DocsPage, DocsSite
from portalgen.model.ref import EntityRef
from portalgen.render.docs_contexts import VersionRow


@dataclass(frozen=True)
class Edition:
    """One version of documentation among the others; one that is just like one before it is stored there only."""

    site: DocsSite
    before: tuple["Edition", ...] = ()
    """The current version, which has the plain addresses, and those between; empty for itself."""

    def route(self, path: str) -> str:
        """Return where a reader of this version finds a page or file."""
        version, other = self.site.source.version, self.same_as
        if other and version and path in self.pages:
            return f"{other.site.source.route(path)}?version={version.segment}"
        return (other or self).site.source.route(path)

    def current_route(self, path: str) -> str:
        """Return the route of a page in the current version, or of its first page; empty if this is that version."""
        if not self.before:
            return ""
        return self.before[0].site.source.route(path if path in self.before[0].pages else "")

    @property
    def name(self) -> str:
        """Branch or tag."""
        source = self.site.source
        return source.version.name if source.version else source.source.ref

    @cached_property
    def pages(self) -> Mapping[str, DocsPage]:
        """Path -> page."""
        return {page.path: page for page in self.site.pages}

    @cached_property
    def same_as(self) -> "Edition | None":
        """The first version before this one that has just the same pages, pictures and navigation, if there is one.

        Of two versions that differ in one page, each has all of its own: a reader who follows a link stays in it.
        """
        return next((one for one in self.before if one.same_as is None and one._shown == self._shown), None)  # noqa: SLF001  (another of this class)

    @cached_property
    def _shown(self) -> tuple[object, ...]:
        """What readers see of it all; links to the rest of the portal start at its root, however deep a page is."""
        root = self.site.source.route().count("/")
        pages = [
            (page.path, page.title, _from_root(page.html, root + page.path.count("/")), page.headings, page.hide)
            for page in self.site.pages
        ]
        assets = sorted((one.path, one.file.digest if one.file else one.content) for one in self.site.assets)
        return pages, assets, self.site.nav, self.site.redirects, self.site.title


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


def stored_docs(built: Built) -> tuple[DocsSite, ...]:
    """Return what was built from Markdown and has its own files: all but versions that are just like another."""
    found = (edition for every in editions(built.docs, built.versions) for edition in every.every)
    return (*(edition.site for edition in found if not edition.same_as), *built.folders)


def _editions(site: DocsSite, others: Iterable[DocsSite]) -> Editions:
    every: tuple[Edition, ...] = (Edition(site),)
    for other in others:
        every = (*every, Edition(other, every))
    return Editions(every)


def _row(one: Edition, here: Edition, path: str) -> VersionRow:
    version = one.site.source.version
    return VersionRow(
        name=one.name,
        segment=version.segment if version else "",
        route=one.route(path if path in one.pages else ""),
        current=one is here,
        latest=not one.before,
        same_as=one.same_as.name if one.same_as else "",
    )


def _from_root(html: str, depth: int) -> str:
    return html.replace(f'="{"../" * depth}', '="/')
