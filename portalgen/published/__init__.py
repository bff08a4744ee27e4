"""A published portal's catalog: what the entities of one repository can refer to without crawling everything.

In: the address of a site, its folder, or its `catalog.ndjson`; what lies here of the repositories that are checked.
Out: Published, PublishedModel, and rules that know what still stands.
Pure: but for reading.  Kept: no.  Not its job: writing those files, checking what others published.
"""

from portalgen.published.beside import beside
from portalgen.published.download import PublishedError
from portalgen.published.known_owners import NOT_KNOWN, KnownOwners, known_owners
from portalgen.published.read_model import ActivePlugin, PublishedModel, read_model
from portalgen.published.read_published import Published, read_published, ref_of
from portalgen.published.repository import Repository
from portalgen.published.standing import Checkout, Standing, standing

__all__ = [
    "NOT_KNOWN",
    "ActivePlugin",
    "Checkout",
    "KnownOwners",
    "Published",
    "PublishedError",
    "PublishedModel",
    "Repository",
    "Standing",
    "beside",
    "known_owners",
    "read_model",
    "read_published",
    "ref_of",
    "standing",
]
