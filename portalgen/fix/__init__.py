"""Mends what is mechanical in a descriptor, and leaves every other byte of it as it was.

In: the text of a file, Kind*.  Out: Mended (the text with its changes).  Pure: yes.  Kept: no.
Not its job: reading and writing files, saying what is wrong, guessing what an author meant.
"""

from portalgen.fix.mend_text import Mended, mend_text

__all__ = ["Mended", "mend_text"]
