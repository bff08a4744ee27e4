"""Repositories: locations as they are written in, the repositories that they name out, each of them once."""

from dataclasses import dataclass, field, replace

from portalgen.crawl.reasons import hint_for_url
from portalgen.crawl.remote import Remote, find_remote, scheme_of
from portalgen.errors import CrawlError
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.forge import RepositoryFile
from portalgen.model.source import Location


@dataclass(frozen=True)
class Repositories:
    """What locations of type `git` and `url` mean. Not found anew for one that was looked up before."""

    settings: FetchSettings
    _names: dict[tuple[str, str], Remote] = field(default_factory=dict, init=False, repr=False, compare=False)
    """(scheme, identity) -> the first remote of that repository: others differ in case only, and are fetched as one."""
    _asked: dict[tuple[str, bool], Remote] = field(default_factory=dict, init=False, repr=False, compare=False)
    """(target, whether an admin wrote it) -> its remote: each location is located more than once."""

    def hosted(self, location: Location) -> RepositoryFile | None:
        """Return the file that a `url` names; None for a `git`. Raises `CrawlError`."""
        if location.type != "url":
            return None
        found = self.settings.forges.parse(location.target)
        if found and "*" in found.repository:
            message = "a * in the repository's place looks for repositories, which is not supported yet"
            raise CrawlError(message, hint="list them")
        if not found:
            hint = hint_for_url(location.target, self.settings.forges)
            raise CrawlError("not the URL of a file on a known Git host", hint=hint)
        return found

    def remote(self, location: Location, hosted: RepositoryFile | None) -> Remote:
        """Return the repository of a location. Raises `CrawlError`."""
        asked = (hosted.repository if hosted else location.target, not location.origin)
        if asked not in self._asked:
            remote = find_remote(asked[0], self.settings, trusted=asked[1])
            key = (scheme_of(remote.url), self.settings.forges.identity(remote.url))
            first = self._names.setdefault(key, remote)
            self._asked[asked] = replace(remote, url=first.url, address=first.address)
        return self._asked[asked]
