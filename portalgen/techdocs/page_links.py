"""What is found out about the links of one page: where the page is, and what is wrong or open."""

import posixpath
from dataclasses import dataclass, field

from portalgen.model.docs import AnchorLink, OpenLink


@dataclass(frozen=True)
class LinkFault:
    """A link or picture that leads nowhere, or there by an old address."""

    written: str
    reason: str
    hint: str = ""
    code: str = "docs-broken-link"


@dataclass
class PageLinks:
    """HTML with its links put right, and what was found on the way."""

    html: str = ""
    faults: list[LinkFault] = field(default_factory=list)
    anchors: list[AnchorLink] = field(default_factory=list)
    open: list[OpenLink] = field(default_factory=list)


@dataclass(frozen=True)
class PagePlace:
    """Where a page is."""

    path: str
    """Inside the docs, as in `DocsPage.path`."""
    file: str
    """Its Markdown file relative to the docs."""
    origin: str
    """Its Markdown file in the repository."""

    @property
    def folder(self) -> str:
        """That of its Markdown file."""
        return posixpath.dirname(self.file)

    def in_repository(self, path: str) -> str | None:
        """Return what a path means on a Git host, None for a place outside the repository; "" is its root."""
        return resolve(posixpath.dirname(self.origin), path)


def resolve(base: str, path: str) -> str | None:
    """Return a normalised path inside the docs (or repository), or None for one outside of them."""
    joined = posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(base, path))
    if joined == ".." or joined.startswith("../"):
        return None
    return "" if joined == "." else joined
