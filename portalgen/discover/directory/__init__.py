"""Directories of people: what each lists about its users and groups -> Rosters that hold together.

In: Entry*, as a directory has them, and what becomes of e-mail addresses.  Out: Roster*.  Pure: yes.  Kept: no.
Not its job: asking a directory; duplicates of different people and circles of groups, which the catalog reports.
"""

from portalgen.discover.directory.entry import Entry
from portalgen.discover.directory.make_rosters import make_rosters
from portalgen.discover.directory.names import entity_name
from portalgen.discover.directory.settings import DirectorySettings

__all__ = ["DirectorySettings", "Entry", "entity_name", "make_rosters"]
