"""Stage 6 of 6: site files -> a published site.

In: SiteFile*, a destination.  Out: Publication (every file, and how many changed).  Pure: no.
Kept: the published tree itself; files that did not change are linked, not written again.
Not its job: deciding URLs, making bytes.
"""

from portalgen.publish.folder import check_folder, publish_folder
from portalgen.publish.publish_site import check_destination, publish_site
from portalgen.publish.record import Origins, read_record, recorded
from portalgen.publish.static_files import with_static

__all__ = [
    "Origins",
    "check_destination",
    "check_folder",
    "publish_folder",
    "publish_site",
    "read_record",
    "recorded",
    "with_static",
]
