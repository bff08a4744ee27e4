"""Many documentation sites at once: each in a child process of a worker, results in the order of the sources."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from pathlib import Path

from portalgen.diagnostics import diagnose
from portalgen.errors import CrawlError
from portalgen.model.catalog import DocsSource
from portalgen.model.docs import DocsSite
from portalgen.model.source import BlobStore
from portalgen.techdocs.build_one import build_one
from portalgen.techdocs.child import ChildError, LimitError, Limits
from portalgen.techdocs.kept import KeptSites
from portalgen.techdocs.share import Shared, for_nobody, give, shared
from portalgen.techdocs.site_text import digests_of, page_digests, site_of

AHEAD = 8
"""Sites that wait for their result at once: enough for the workers of one machine."""
BYTES_AHEAD = 400_000_000
"""Bytes of the files of those sites; a site may have more, but is then alone."""
PATIENCE = 2
"""Sites of one repository that may go over their limits: nothing more of it is tried then."""

_NO_LIMITS = Limits()


def build_many(  # noqa: PLR0913  (what all sites have in common)
    sources: Iterable[DocsSource],
    blobs: BlobStore,
    *,
    executor: Executor,
    limits: Limits = _NO_LIMITS,
    cache: Path | None = None,
    kept: KeptSites | None = None,
) -> Iterator[DocsSite]:
    """Yield one site for each source, in their order; one that hangs, breaks or is gone costs itself and a diagnostic.

    Sources with the same files are built once, and not at all if they are `kept` from an earlier build; of those that
    are kept, only pages that changed. `cache` is a folder private to this user in which workers share the compiled
    Graphviz.
    """

    def submit(source: DocsSource, files: Mapping[str, bytes], earlier: bytes | None) -> Future[bytes]:
        return executor.submit(build_one, source, files, limits, cache, earlier)

    line = _Line(blobs, submit, kept)
    for source in sources:
        while line.is_full_for(source):
            yield line.next()
        line.join(source)
    while line.waiting:
        yield line.next()


@dataclass
class _Line:
    """Sites that are being built, in their order."""

    blobs: BlobStore
    submit: Callable[[DocsSource, Mapping[str, bytes], bytes | None], Future[bytes]]
    kept: KeptSites | None = None
    waiting: deque[DocsSource] = field(default_factory=deque)
    building: dict[Shared, Future[bytes]] = field(default_factory=dict)
    built: dict[Shared, DocsSite] = field(default_factory=dict)
    """Results for nobody in particular."""
    over: Counter[str] = field(default_factory=Counter)
    """URL of a repository -> how many of its sites went over their limits."""

    def is_full_for(self, source: DocsSource) -> bool:
        ahead = sum(map(_size, self.waiting))
        return len(self.waiting) > AHEAD or bool(self.waiting and ahead + _size(source) > BYTES_AHEAD)

    def join(self, source: DocsSource) -> None:
        """Start to build a site, unless it is being built already or its repository is given up."""
        key = shared(source)
        self.waiting.append(source)
        if key in self.building or key in self.built or self._is_given_up(source):
            return
        earlier = self.kept.find(source) if self.kept else None
        if earlier and digests_of(earlier) == page_digests(source):
            self.built[key] = site_of(earlier, source)
            return
        try:
            files = self.blobs.read(source.source, source.files)
        except CrawlError as error:
            self.built[key] = _failed(source, str(error), error.hint)
        else:
            self.building[key] = self.submit(for_nobody(source), files, earlier)

    def next(self) -> DocsSite:
        """Return the site of the source that has waited longest."""
        source = self.waiting.popleft()
        key = shared(source)
        if key not in self.built:
            self.built[key] = self._result(source, self.building.pop(key, None))
        return give(self.built[key], source)

    def _result(self, source: DocsSource, future: Future[bytes] | None) -> DocsSite:
        # In the order of the sources, whatever was ready first: the same repository loses the same sites every time.
        if future is None or self._is_given_up(source):
            if future:
                future.cancel()
            reason = f"{PATIENCE} others of its repository went over their limits, so it was not tried"
            return _failed(source, reason, "mend the others first")
        try:
            return self._finished(source, future.result())
        except ChildError as error:
            self.over[source.source.url] += isinstance(error, LimitError)
            reason = str(error)
        except Exception as error:  # noqa: BLE001  (a worker may die of anything; it costs this site)
            reason = f"the worker failed with {type(error).__name__}"
        return _failed(source, reason, _HINT)

    def _finished(self, source: DocsSource, text: bytes) -> DocsSite:
        if self.kept:
            self.kept.keep(source, text)
        return site_of(text, source)

    def _is_given_up(self, source: DocsSource) -> bool:
        return self.over[source.source.url] >= PATIENCE


_HINT = "build it with `mkdocs build` to see where it hangs; if it is only large, split it"


def _size(source: DocsSource) -> int:
    return sum(file.size for file in source.files)


def _failed(source: DocsSource, reason: str, hint: str) -> DocsSite:
    nobody = for_nobody(source)
    found = diagnose("docs-failed", f"the documentation could not be built: {reason}", hint=hint)
    return DocsSite(nobody, nobody.site_name, diagnostics=(found,))
