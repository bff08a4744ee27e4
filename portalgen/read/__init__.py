"""Stage 2 of 6: a snapshot's descriptors become a fragment of the catalog.

In: Snapshot, BlobStore, ReadPolicy.  Out: Fragment.  Pure: yes.  Kept: no.
Not its job: fetching anything, knowing other fragments, deciding who wins a conflict.
"""

from portalgen.read.policy import ReadPolicy
from portalgen.read.read_fragment import read_fragment
from portalgen.read.schema import descriptor_schema, kind_schema

__all__ = ["ReadPolicy", "descriptor_schema", "kind_schema", "read_fragment"]
