"""The fetcher of plain web sites: the URL of a descriptor in, that file and those its placeholders name out."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property

from portalgen.crawl.inward import may_reach
from portalgen.crawl.named_files import named_files, referred_files
from portalgen.crawl.reasons import used_since
from portalgen.crawl.web_copies import Copies, Copy
from portalgen.crawl.web_request import AbsentError, SilentError, request
from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.errors import CrawlError
from portalgen.http_get import HttpClient
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Fetched, Location, Snapshot, Source, SourceFile, Wanted
from portalgen.model.web import split_web, web_url

_MOST_FILES = 500
"""Files that one descriptor brings in; those beyond are missing where they are named."""
_MOST_BYTES = 100_000_000
"""Bytes of those files, after which no more are asked for."""
_ALLOW = "if a file there is a descriptor, name its host in backend.reading.allow"


@dataclass(frozen=True)
class WebFetcher:
    """Fetches a `url` that is no file of a Git host, from the hosts that `backend.reading.allow` names.

    A plain web site has no list of files: its source is the site, of which each snapshot knows a descriptor and what
    that one's placeholders name. A file is asked for once in the fetcher's life; a host that does not answer, too.
    """

    settings: FetchSettings
    _fetched: dict[str, Fetched] = field(default_factory=dict, init=False, repr=False, compare=False)
    _copies: dict[str, Copy | CrawlError] = field(default_factory=dict, init=False, repr=False, compare=False)
    """URL -> what is known of its file, or why there is none."""
    _silent: dict[str, SilentError] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Site -> why it is not asked again."""

    @property
    def types(self) -> tuple[str, ...]:
        """Location types."""
        return ("url",)

    def locate(self, location: Location) -> Wanted | Diagnostic:
        """Return the file that the target is; a diagnostic for one that may not be read."""
        url = web_url(location.target)
        if not url:
            return _fault("location-unsupported", location, "not the URL of a file", "write it as https://host/file")
        if not self._is_allowed(url):
            return _fault("location-unsupported", location, "not a file that may be read", _ALLOW)
        if "*" in url.partition("?")[0] or not location.paths:
            text = "a plain web site has no list of files to look for patterns or documentation in"
            return _fault("location-unsupported", location, text, "name each file, or use a Git host")
        return Wanted(url, "", (split_web(url)[1],))

    def fetch(self, location: Location) -> Fetched:
        """Ask for the file, and for those that it names."""
        wanted = self.locate(location)
        if isinstance(wanted, Diagnostic):
            return Fetched(diagnostics=(wanted,))
        if wanted.url not in self._fetched:
            self._fetched[wanted.url] = self._bring(location, wanted.url)
        return self._fetched[wanted.url]

    def holds(self, source: Source) -> bool:
        """Say yes to the web without a commit."""
        return not source.commit and source.url.startswith(("http://", "https://"))

    def read(self, source: Source, files: Iterable[SourceFile]) -> Mapping[str, bytes]:
        """Return path -> bytes as they were fetched. Raises `CrawlError` for a file that was not."""
        return {file.path: self._kept(f"{source.url}/{file.path}", file) for file in files}

    def _kept(self, url: str, file: SourceFile) -> bytes:
        found = self._copies.get(url)
        if not isinstance(found, Copy) or found.digest != file.digest:
            raise CrawlError(f"{url}: it was not fetched", hint="run the build again")
        try:
            return found.read()
        except CrawlError as error:
            raise CrawlError(f"{url}: {error}", hint=error.hint) from None

    def _bring(self, location: Location, url: str) -> Fetched:
        site, _ = split_web(url)
        try:
            entry = self._copy(url)
            files = {url: entry, **self._named(entry, url)}
        except AbsentError:  # the patterns of `locate` match no file, which the crawl stage reports
            return Fetched(Snapshot(location, Source(site), (), listed=False))
        except CrawlError as error:
            return Fetched(diagnostics=(_fault("source-unreachable", location, str(error), error.hint),))
        known = [copy.stale_since for copy in files.values() if copy.stale_since]
        since = min(known) if known and self.settings.asking.may_ask(url) else None
        listed = tuple(sorted(_listed(name, copy) for name, copy in files.items()))
        text = f"it cannot be asked; {used_since(since or 0)}"
        stale = (_fault("source-stale", location, text, "check that this machine reaches the host"),) if since else ()
        return Fetched(Snapshot(location, Source(site), listed, stale_since=since, listed=False), stale)

    def _named(self, entry: Copy, url: str) -> Mapping[str, Copy]:
        """Return what placeholders name, as far as it can be had: reading says what is missing, and where."""
        found: dict[str, Copy] = {}
        size = entry.size
        wanted = dict(named_files(entry.read(), url))
        names = list(wanted)
        for name in names:  # which grows
            if len(found) == _MOST_FILES or size >= _MOST_BYTES or not self._is_allowed(name):
                continue
            with suppress(CrawlError):
                found[name] = self._copy(name)
                size += found[name].size
                further = referred_files(found[name].read(), name) if wanted[name] else ()
                names += [one for one in further if one not in wanted]
                wanted |= dict.fromkeys(further, True)
        return found

    def _copy(self, url: str) -> Copy:
        if url not in self._copies:
            try:
                copy: Copy | CrawlError = self._current(url)
            except CrawlError as error:
                copy = error
            self._copies.setdefault(url, copy)  # of two threads that ask at once, both keep what the first one got
        found = self._copies[url]
        if isinstance(found, CrawlError):
            raise found
        return found

    def _current(self, url: str) -> Copy:
        """Ask the site, or take what is known when it does not answer."""
        copies, site = Copies(self.settings.cache / "web"), split_web(url)[0]
        if not self.settings.asking.may_ask(url) and (kept := copies.last(url)):
            return kept
        try:
            content = self._ask(url, site)
        except AbsentError:
            copies.forget(url)
            raise
        except CrawlError as error:
            if isinstance(error, SilentError):
                self._silent[site] = error
            if known := copies.last(url):
                return known
            raise
        return copies.keep(url, content)

    def _ask(self, url: str, site: str) -> bytes:
        if self.settings.asking.offline:
            raise CrawlError("it was never fetched", hint="build once without --offline")
        if silent := self._silent.get(site):
            raise silent
        return request(self._client, url)

    @cached_property
    def _client(self) -> HttpClient:
        return HttpClient(self._is_allowed, reaches=self._reaches)

    def _reaches(self, host: str, address: str) -> bool:
        is_named = any(rule.host.lower().partition(":")[0] == host.lower() for rule in self.settings.reading)
        return may_reach(host.lower(), address, is_named=is_named)

    def _is_allowed(self, url: str) -> bool:
        found = web_url(url)
        return found is not None and any(rule.allows(found) for rule in self.settings.reading)


def _listed(url: str, copy: Copy) -> SourceFile:
    return SourceFile(split_web(url)[1], copy.digest, copy.size)


def _fault(code: str, location: Location, text: str, hint: str) -> Diagnostic:
    named = web_url(location.target) or "a URL"
    return diagnose(code, f"{named}: {text}", where=location.where, hint=hint)
