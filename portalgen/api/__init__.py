"""The catalog API as files: what Backstage's clients ask for, each answer at its address.

In: Catalog.  Out: SiteFile*.  Pure: yes.  Kept: no, a file is made when it is asked for.
Not its job: pages for people, queries (a static host answers every query alike), writing to disk.
"""

from portalgen.api.api_files import api_files

__all__ = ["api_files"]
