"""Tips of another time: which commit a ref stands for in a build that is not of now."""

from portalgen.cache import Cache
from portalgen.crawl.history import commit_at
from portalgen.crawl.remote import Remote
from portalgen.crawl.smart_http import SmartHttp
from portalgen.crawl.tip import NoCommitError, Tip, find_tip
from portalgen.errors import CrawlError
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Wanted


def tip_then(remote: Remote, wanted: Wanted, settings: FetchSettings, server: SmartHttp) -> Tip:
    """Return the commit that counts. Raises `CrawlError`: the record has none, the ref had none, nobody tells."""
    moment = settings.asking.moment
    if moment.record:
        found = moment.record.sources.get((wanted.url, wanted.ref))
        if not found:
            hint = "it was missing when the record was made, or is new in portal.yaml: build without --locked"
            raise NoCommitError(f"the record has no commit for {wanted.ref or 'its default branch'}", hint=hint)
        return Tip(found.commit, found.ref, found.commit)
    if settings.asking.offline and not remote.local:
        raise CrawlError("its history is not kept here", hint="build --at without --offline")
    tip = find_tip(remote, wanted.ref, server)
    if tip.wanted != "HEAD" and not tip.wanted.startswith("refs/heads/"):
        return tip  # a tag or a commit: it was then, or it was not
    commit = commit_at(remote, tip, moment.at or 0, Cache(settings.cache / "history"))
    return Tip(commit, tip.name, commit)
