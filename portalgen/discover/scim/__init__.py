"""People of anything that speaks SCIM 2.0 (RFC 7643, 7644), or that can write a list of them to a file.

In: `catalog.providers.scim`.  Out: Provider*.  Pure: no, it asks, or reads a file.  Kept: no.
Not its job: directories with a language of their own.
"""

from portalgen.discover.scim.make_scim import make_scim

__all__ = ["make_scim"]
