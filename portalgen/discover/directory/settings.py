"""Settings that all directories of people share."""

from typing import Literal

from portalgen.config import Section

Emails = Literal["show", "mask", "omit"]


class DirectorySettings(Section):
    """Keys of every provider that reads a directory of people."""

    emails: Emails = "show"
    """`mask`: of an address only its first letter and its domain reach the portal; `omit`: none does. Only portalgen
    has this key."""
