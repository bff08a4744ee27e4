"""Versions: gathered documentation in, the same with the other branches and tags that it asks for out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from portalgen.crawl.list_refs import list_refs
from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.errors import CrawlError
from portalgen.model.docs import DocsSite
from portalgen.model.docs_places import DocsPlaces
from portalgen.model.docs_version import ANNOTATION, MOST, choose
from portalgen.model.fragment import DocsRequest
from portalgen.model.source import Fetcher, Location, Snapshot
from portalgen.model.spot import Spot
from portalgen.rounds import Crawler, Gathered
from portalgen.yaml12 import pointer

_POINTER = pointer("/metadata/annotations", ANNOTATION)
_HINT = "name branches and tags of its repository, or patterns such as v2.*"


def with_versions(gathered: Gathered, fetchers: Iterable[Fetcher], crawl: Crawler) -> Gathered:
    """Add the snapshots of the versions that documentation asks for; a repository's names are asked for once.

    A repository that does not tell its names costs the versions and a diagnostic; what has no names, a folder, has no
    versions.
    """
    requests = [request for fragment in gathered.fragments for request in fragment.docs if request.versions]
    if not requests:
        return gathered
    asking = _Asking(tuple(fetchers), DocsPlaces(gathered.snapshots))
    for request in requests:
        asking.ask(request)
    crawled = crawl(tuple(asking.locations()))
    found = [row for row in crawled.diagnostics if row.code != "ref-not-found"]  # at another time, it was not there
    problems = (*gathered.diagnostics, *asking.diagnostics, *found)
    return replace(gathered, snapshots=(*gathered.snapshots, *crawled.snapshots), diagnostics=problems)


def told_of(site: DocsSite) -> Iterable[Diagnostic]:
    """Return what is to be heard of documentation: of an old version, that it is not there; nobody can mend more."""
    return (row for row in site.diagnostics if not site.source.version or row.code in _LOST)


_LOST = frozenset({"docs-failed", "docs-not-found", "docs-page-failed"})


@dataclass
class _Asking:
    fetchers: tuple[Fetcher, ...]
    places: DocsPlaces
    names: dict[str, tuple[str, ...] | None] = field(default_factory=dict)
    """Target of a location -> branches and tags of the repository; None: it is none, or does not tell."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    wanted: dict[tuple[str, str], Location] = field(default_factory=dict)

    def ask(self, request: DocsRequest) -> None:
        here = self.places.find(request)
        if here is None:  # it could not be fetched, and the crawl has said so
            return
        location = _as_trusted(request.location, here)
        if location.target not in self.names:
            self.names[location.target] = self._listed(request, location)
        names = self.names[location.target]
        if names is None:
            return
        choice = choose(request.versions, names, here.source.ref)
        for name in choice.names:
            self.wanted.setdefault((location.target, name), replace(location, ref=name, commit=""))
        for pattern in choice.unmatched:
            self._report(request, f"no branch or tag is called '{pattern}'")
        if choice.left:
            self._report(request, f"{choice.left} more versions than {MOST} are chosen; the oldest are left out")

    def locations(self) -> Iterator[Location]:
        yield from self.wanted.values()

    def _listed(self, request: DocsRequest, location: Location) -> tuple[str, ...] | None:
        try:
            return list_refs(location, self.fetchers)
        except CrawlError as error:
            self._report(request, f"its branches and tags are not known: {error}", error.hint)
            return None

    def _report(self, request: DocsRequest, words: str, hint: str = _HINT) -> None:
        where, entity = Spot(request.spot.start, _POINTER, request.spot.positions).where, str(request.entity)
        self.diagnostics.append(
            diagnose("docs-version", f"{entity}: {words}", where=where, hint=hint or _HINT, entity=entity)
        )


def _as_trusted(location: Location, here: Snapshot) -> Location:
    """Return a location of a repository as trusted as the one by which the repository is here already."""
    return replace(location, origin=here.location.origin) if here.source.url == location.target else location
