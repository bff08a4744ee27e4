"""The catalog API as files: what Backstage's clients ask for, each answer at its address.

In: Catalog; of the model, Kind* and Config.  Out: SiteFile*.  Pure: yes.
Kept: no, a file is made when it is asked for.
Not its job: pages for people, queries (a static host answers every query alike), writing to disk.
"""

from portalgen.api.api_files import api_files
from portalgen.api.model_file import model_file

__all__ = ["api_files", "model_file"]
