"""A published portal's catalog: what the entities of one repository can refer to without crawling everything.

In: the address of a site, its folder, or its `catalog.ndjson`.  Out: Published, and rules that know it.
Pure: but for reading.  Kept: no.  Not its job: writing that file, checking what others published.
"""

from portalgen.published.beside import beside
from portalgen.published.download import PublishedError
from portalgen.published.read_published import Published, read_published

__all__ = ["Published", "PublishedError", "beside", "read_published"]
