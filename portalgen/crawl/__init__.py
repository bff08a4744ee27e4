"""Stage 1 of 6: locations -> snapshots.

In: Location*.  Out: Crawl, SourceBlobs.  Pure: no.  Kept: mirrors, copies of web files.  Not its job: descriptors.
"""

from portalgen.crawl.as_now import as_now
from portalgen.crawl.blobs import SourceBlobs
from portalgen.crawl.crawl_locations import Crawl, crawl_locations
from portalgen.crawl.folder import FolderFetcher
from portalgen.crawl.git import GitFetcher
from portalgen.crawl.known import WEB, Known, KnownSource, known_sources
from portalgen.crawl.only import require_named, unnamed
from portalgen.crawl.require_sources import NothingReadError, require_repositories, require_sources
from portalgen.crawl.roster import RosterFetcher
from portalgen.crawl.web import WebFetcher
from portalgen.crawl.work_tree import WorkTree
from portalgen.crawl.work_tree_fetcher import WorkTreeFetcher

__all__ = [
    "WEB",
    "Crawl",
    "FolderFetcher",
    "GitFetcher",
    "Known",
    "KnownSource",
    "NothingReadError",
    "RosterFetcher",
    "SourceBlobs",
    "WebFetcher",
    "WorkTree",
    "WorkTreeFetcher",
    "as_now",
    "crawl_locations",
    "known_sources",
    "require_named",
    "require_repositories",
    "require_sources",
    "unnamed",
]
