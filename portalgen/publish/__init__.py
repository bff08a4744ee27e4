"""Stage 6 of 6: site files -> a published site.

In: SiteFile*, a destination.  Out: Publication (every file, and how many changed).  Pure: no.
Kept: the published tree itself; files that did not change are linked, not written again.
Not its job: deciding URLs, making bytes.
"""

from portalgen.publish.docs_places import settle
from portalgen.publish.folder import check_folder, publish_folder
from portalgen.publish.publish_site import publish_site
from portalgen.publish.record import recorded

__all__ = ["check_folder", "publish_folder", "publish_site", "recorded", "settle"]
