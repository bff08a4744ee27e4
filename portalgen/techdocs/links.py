"""Links of a page: each is resolved against the pages and files of its site; what leads nowhere is reported.

Runs on the page's HTML before it is sanitised (so that no later step changes what the sanitiser let pass).
"""

import posixpath
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portalgen.model import routes
from portalgen.model.ref import EntityRef
from portalgen.techdocs.access import make_accessible
from portalgen.techdocs.sanitise import free_id
from portalgen.techdocs.urls import BAD_URL, is_url

_PLACES = {"a": "href", "img": "src", "source": "src", "video": "src", "audio": "src", "track": "src"}
_PORTAL = tuple(f"/{route}" for route in (routes.CATALOG, routes.DOCS, routes.APIS, routes.TEMPLATES, routes.GRAPH))
_DEPTH = routes.docs(EntityRef("kind", "namespace", "name")).count("/")
"""Folders above the home page of any entity's docs: entities may share one result, so no link names one."""
_PAGE_ENDINGS = ("index.html", "index.md", "README.md", ".html", ".md")


@dataclass(frozen=True)
class SiteIndex:
    """What links of a site can lead to."""

    pages: AbstractSet[str]
    """Paths of pages as in `DocsPage.path`."""
    assets: AbstractSet[str]

    def find(self, path: str) -> str | None:
        """Return the page or file that a path inside the docs means, however it is written."""
        tried = [path, f"{path.rstrip('/')}/", *self._cut(path)]
        return next((found for found in tried if found in self.pages or found in self.assets), None)

    @staticmethod
    def _cut(path: str) -> list[str]:
        stems = [path.removesuffix(ending) for ending in _PAGE_ENDINGS if path.endswith(ending)]
        return [stem if not stem or stem.endswith("/") else f"{stem}/" for stem in stems]


@dataclass(frozen=True)
class BrokenLink:
    """A link or picture that leads nowhere."""

    written: str
    reason: str


@dataclass(frozen=True)
class AnchorLink:
    """A link to a place on a page, to be checked when all pages are there."""

    page: str
    anchor: str
    written: str


@dataclass
class PageLinks:
    """HTML with its links put right, and what was found on the way."""

    html: str = ""
    broken: list[BrokenLink] = field(default_factory=list)
    anchors: list[AnchorLink] = field(default_factory=list)


class _Linker:
    """Puts the links of one page right."""

    def __init__(self, index: SiteIndex, page: str, source: str) -> None:
        self._index, self._page, self._source = index, page, source
        self.found = PageLinks()

    def mend(self, node: LexborNode, name: str, bad: str | None) -> None:
        written = (bad or node.attributes.get(name) or "").strip()
        if not is_url(written):
            self._break(node, name, written, "is not a valid URL")
            return
        parts = urlsplit(written)
        if parts.scheme or parts.netloc:
            self._outside(node, name, written, parts)
        elif written.startswith(_PORTAL):
            node.attrs[name] = "../" * (_DEPTH + self._page.count("/")) + written[1:]
        elif parts.path:
            self._inside(node, name, written, parts)
        elif parts.fragment:
            node.attrs[name] = f"#{free_id(parts.fragment)}"
            self.found.anchors.append(AnchorLink(self._page, free_id(unquote(parts.fragment)), written))

    def _inside(self, node: LexborNode, name: str, written: str, parts: SplitResult) -> None:
        target = self._target(unquote(parts.path))
        if target is None:
            self._break(node, name, written, "leads to nothing in these docs")
            return
        route = routes.relative(quote(target), quote(self._page))
        rest = (f"?{parts.query}" if parts.query else "") + (f"#{free_id(parts.fragment)}" if parts.fragment else "")
        node.attrs[name] = route + rest
        if parts.fragment and target in self._index.pages:
            self.found.anchors.append(AnchorLink(target, free_id(unquote(parts.fragment)), written))

    def _target(self, path: str) -> str | None:
        """Resolve as a browser would; then as a Git host would, from the Markdown file (HTML written by hand)."""
        for base in (self._page, posixpath.dirname(self._source)):
            found = _resolve(base, path)
            known = None if found is None else self._index.find(found)
            if known is not None:
                return known
        return None

    def _outside(self, node: LexborNode, name: str, written: str, parts: SplitResult) -> None:
        if not parts.scheme:
            node.attrs[name] = f"https:{written}"
        if node.tag == "a" and parts.netloc:
            node.attrs["rel"] = "noopener noreferrer"

    def _break(self, node: LexborNode, name: str, written: str, reason: str) -> None:
        self.found.broken.append(BrokenLink(written, reason))
        del node.attrs[name]
        node.attrs["class"] = " ".join(filter(None, (node.attributes.get("class"), "docs-broken")))


def mend_links(html: str, index: SiteIndex, page: str, source: str) -> PageLinks:
    """Return the HTML of the page at path `page` (from the file `source` of the docs) with its links put right.

    A link that leads nowhere loses its target and gets the class `docs-broken`; pictures load when they come into view.
    """
    parser = LexborHTMLParser(f"<body>{html}")
    body, linker = parser.body, _Linker(index, page, source)
    if body is None:
        return linker.found
    for node in body.css(", ".join(f"{tag}[{name}]" for tag, name in _PLACES.items())):
        linker.mend(node, _PLACES[node.tag or ""], node.attributes.get(BAD_URL))
    for node in body.css("[id]"):
        node.attrs["id"] = free_id(node.attributes.get("id") or "")
    for node in body.css("img"):
        node.attrs["loading"] = "lazy"
    make_accessible(parser)
    linker.found.html = body.inner_html or ""
    return linker.found


def _resolve(base: str, path: str) -> str | None:
    """Return a normalised path inside the docs, or None for one outside of them."""
    joined = posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(base, path))
    if joined == ".." or joined.startswith("../"):
        return None
    return "" if joined == "." else joined
