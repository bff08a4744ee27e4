"""The site: decisions to make pages (plans), finished files, and the list of what was written."""

import hashlib
from dataclasses import dataclass, field

from portalgen.model import routes
from portalgen.model.contributions import Context

RECORD = "build.json"
"""Path of the file of a site that says what it was made of: written last, so a folder with it is ours and complete."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """All that one page needs: no catalog and no plug-in, so that it can be kept, or rendered by another process."""

    route: str
    """Where the page is (`portalgen.model.routes`)."""
    template: str
    context: Context


@dataclass(frozen=True, slots=True)
class SiteFile:
    """One finished file; `path` is relative to the site's root."""

    path: str
    content: bytes
    digest: str = field(default="", compare=False)
    """SHA-256 of the content in hexadecimal, where it has been computed."""

    @classmethod
    def at(cls, route: str, content: bytes) -> "SiteFile":
        """Return the file that a host serves for a route."""
        return cls(routes.file_of(route), content)


@dataclass(frozen=True, slots=True, order=True)
class Written:
    """A file of the written site: its path, SHA-256 in hexadecimal, and size in bytes."""

    path: str
    digest: str
    size: int

    @classmethod
    def of(cls, file: SiteFile) -> "Written":
        """Describe a finished file."""
        return cls(file.path, file.digest or hashlib.sha256(file.content).hexdigest(), len(file.content))


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publisher did."""

    destination: str
    files: tuple[Written, ...]
    """Every file of the site, sorted by path."""
    changed: int
    """Files that are new or differ from what was there before."""
    removed: int
