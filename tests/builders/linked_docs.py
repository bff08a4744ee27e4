"""Builds documentation of several repositories and links it: `link({"shop": {"docs/index.md": "[x](entity:pay)"}})`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from portalgen.model.docs import DocsSite
from portalgen.model.forge import Forges
from portalgen.model.ref import EntityRef
from portalgen.model.source import Location, Snapshot, Source
from portalgen.resolve import Suggestions
from portalgen.techdocs import Portal, cross_links
from portalgen.techdocs.build_docs import build_docs
from tests.builders.catalogs import make_catalog
from tests.builders.docs import Files, digest, docs_job

BASE = "https://portal.example.org/dev/"
SAME: Callable[[list[DocsSite]], Iterable[DocsSite]] = lambda sites: sites  # noqa: E731  (a default)


@dataclass(frozen=True)
class Linked:
    """Documentation of components, by the name of the component and its repository."""

    sites: Mapping[str, DocsSite]

    def html(self, name: str = "shop", path: str = "") -> str:
        return next(page.html for page in self.sites[name].pages if page.path == path)

    def links(self, name: str = "shop", path: str = "") -> list[str | None]:
        """Return where the links and pictures of a page lead, None for text that was a link."""
        found = LexborHTMLParser(self.html(name, path)).css("a:not(.headerlink), img")
        return [node.attributes.get("href") or node.attributes.get("src") for node in found]

    def faults(self, name: str = "shop") -> list[str]:
        """Return what was found as `line: message`, in order."""
        return [f"{row.where.line}: {row.message}" for row in self.sites[name].diagnostics]

    def hints(self, name: str = "shop") -> list[str]:
        return [row.hint for row in self.sites[name].diagnostics]


def source_of(name: str, ref: str = "main") -> Source:
    return Source(f"https://github.com/acme/{name}.git", digest(name.encode())[:40], ref, 1_700_000_000)


def site_of(name: str, files: Files, *, ref: str = "main", folder: str = "") -> tuple[DocsSite, Snapshot]:
    """Return the site of a component and the snapshot of its repository, where `folder` has its mkdocs.yml."""
    job, contents = docs_job(files)
    snapshot = Snapshot(Location("git", source_of(name).url), source_of(name, ref), job.files)
    below = snapshot.under(folder)
    entity = EntityRef("component", "default", name)
    source = replace(job, entity=entity, source=snapshot.source, files=below, folder=folder)
    return build_docs(source, {file.path: contents[file.path] for file in below}), snapshot


def link(
    repositories: Mapping[str, Files],
    *rows: str,
    order: Callable[[list[DocsSite]], Iterable[DocsSite]] = SAME,
    **options: Any,  # noqa: ANN401  (those of `site_of`)
) -> Linked:
    """Return the linked docs of repositories of one component each; rows are more entities."""
    built = [site_of(name, files, **options) for name, files in repositories.items()]
    return linked([site for site, _ in built], [snapshot for _, snapshot in built], *rows, order=order)


def linked(
    sites: list[DocsSite],
    snapshots: Iterable[Snapshot],
    *rows: str,
    order: Callable[[list[DocsSite]], Iterable[DocsSite]] = SAME,
) -> Linked:
    """Return sites linked in a portal that has their entities and those of the rows."""
    names = sorted({f"component:{site.source.entity.name}" for site in sites})
    catalog = replace(make_catalog(*names, *rows), sources=tuple(snapshots))
    portal = Portal(catalog, Forges(), BASE, Suggestions(catalog).near, lambda _: frozenset({"", "definition"}))
    return Linked({site.source.entity.name: site for site in cross_links(order(sites), portal)})
