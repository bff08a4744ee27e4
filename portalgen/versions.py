"""Versions: gathered documentation in, the same with the other branches and tags that it asks for out."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from portalgen.crawl.list_refs import list_refs
from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.errors import CrawlError
from portalgen.model.docs import DocsSite
from portalgen.model.docs_places import DocsPlaces
from portalgen.model.docs_version import ANNOTATION, MOST, choose, newest_first
from portalgen.model.fragment import DocsRequest
from portalgen.model.source import Fetcher, Location, Snapshot
from portalgen.model.spot import Spot
from portalgen.rounds import Crawler, Gathered
from portalgen.yaml12 import pointer

_POINTER = pointer("/metadata/annotations", ANNOTATION)
_HINT = "name branches and tags of its repository, or patterns such as v2.*"


def with_versions(gathered: Gathered, fetchers: Iterable[Fetcher], crawl: Crawler, jobs: int) -> Gathered:
    """Add the snapshots of the versions that documentation asks for; names are asked for once, `jobs` at a time.

    A repository that does not tell its names costs the versions and a diagnostic; what has no names, a folder, has no
    versions.
    """
    requests = [request for fragment in gathered.fragments for request in fragment.docs if request.versions]
    if not requests:
        return gathered
    places = DocsPlaces(gathered.snapshots)
    asked = [(request, here) for request in requests if (here := places.find(request))]
    trusted = {request.location.target: _as_trusted(request.location, here) for request, here in reversed(asked)}
    asking = _Asking(trusted, _names(trusted, tuple(fetchers), jobs))
    for request, here in asked:
        asking.ask(request, here)
    crawled = crawl(tuple(asking.wanted))
    found = [row for row in crawled.diagnostics if row.code != "ref-not-found"]  # at another time, it was not there
    problems = (*gathered.diagnostics, *asking.diagnostics, *found)
    return replace(gathered, snapshots=(*gathered.snapshots, *crawled.snapshots), diagnostics=problems)


def told_of(site: DocsSite) -> Iterable[Diagnostic]:
    """Return what is to be heard of documentation: of an old version, that it is not there; nobody can mend more."""
    return (row for row in site.diagnostics if not site.source.version or row.code in _LOST)


_LOST = frozenset({"docs-failed", "docs-not-found", "docs-page-failed"})
_Names = tuple[str, ...] | CrawlError | None
"""Branches and tags of a repository, newest first; None: it has none, being no repository."""


def _names(locations: Mapping[str, Location], fetchers: Sequence[Fetcher], jobs: int) -> Mapping[str, _Names]:
    """Ask every repository (by the target of its location) for its branches and tags."""

    def ask(location: Location) -> _Names:
        try:
            names = list_refs(location, fetchers)
        except CrawlError as error:
            return error
        return None if names is None else newest_first(names)

    with ThreadPoolExecutor(max_workers=max(1, jobs), thread_name_prefix="versions") as pool:
        return dict(zip(locations, pool.map(ask, locations.values()), strict=True))


@dataclass
class _Asking:
    locations: Mapping[str, Location]
    """Repositories by the target of their location."""
    names: Mapping[str, _Names]
    wanted: dict[Location, None] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def ask(self, request: DocsRequest, here: Snapshot) -> None:
        target = request.location.target
        names = self.names[target]
        if isinstance(names, CrawlError):
            self._report(request, f"its branches and tags are not known: {names}", names.hint)
        elif names is not None:
            choice = choose(request.versions, names, here.source.ref)
            self.wanted |= {replace(self.locations[target], ref=name, commit=""): None for name in choice.names}
            for pattern in choice.unmatched:
                self._report(request, f"no branch or tag is called '{pattern}'")
            if choice.left:
                self._report(request, f"{choice.left} more versions than {MOST} are chosen; the oldest are left out")

    def _report(self, request: DocsRequest, words: str, hint: str = _HINT) -> None:
        where, entity = Spot(request.spot.start, _POINTER, request.spot.positions).where, str(request.entity)
        self.diagnostics.append(
            diagnose("docs-version", f"{entity}: {words}", where=where, hint=hint or _HINT, entity=entity)
        )


def _as_trusted(location: Location, here: Snapshot) -> Location:
    """Return a location of a repository as trusted as the one by which the repository is here already."""
    return replace(location, origin=here.location.origin) if here.source.url == location.target else location
