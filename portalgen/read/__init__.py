"""Stage 2 of 6: a snapshot's descriptors become a fragment of the catalog.

In: Snapshot, BlobStore, ReadPolicy, Readings of earlier builds.  Out: Fragment, Readings.  Pure: yes.
Kept: readings, file by file, by what they were made of.
Not its job: fetching anything, knowing other fragments, deciding who wins a conflict.
"""

from portalgen.read.policy import ReadPolicy
from portalgen.read.read_fragment import read_fragment
from portalgen.read.readings import Readings, reading_key
from portalgen.read.schema import descriptor_schema, kind_schema
from portalgen.read.skeletons import copied_folders, is_skeleton

__all__ = [
    "ReadPolicy",
    "Readings",
    "copied_folders",
    "descriptor_schema",
    "is_skeleton",
    "kind_schema",
    "read_fragment",
    "reading_key",
]
