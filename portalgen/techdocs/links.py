"""Links of a page: each is resolved against the pages and files of its site; what leads nowhere is reported.

Runs on the page's HTML before it is sanitised (so that no later step changes what the sanitiser let pass). What is not
known here stays open: `cross_links` answers it when all sites are there.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from urllib.parse import SplitResult, quote, unquote, urlsplit

from mkdocs.utils import is_markdown_file
from selectolax.lexbor import LexborHTMLParser, LexborNode

from portalgen.model import routes
from portalgen.model.docs import AnchorLink, OpenLink
from portalgen.model.links import is_hiding
from portalgen.techdocs.access import make_accessible
from portalgen.techdocs.open_links import MARK, MOVED, mark
from portalgen.techdocs.page_links import LinkFault, PageLinks, PagePlace, resolve
from portalgen.techdocs.picture_sets import SETS, split_set
from portalgen.techdocs.sanitise import FIELDS, RAW, free_id, is_kept
from portalgen.techdocs.site_index import SiteIndex
from portalgen.techdocs.urls import BAD_URL, WRITTEN, is_url

_PLACES = {"a": "href", "img": "src", "source": "src", "video": "src", "audio": "src", "track": "src"}
_PORTAL = frozenset(
    route.strip("/") for route in (routes.CATALOG, routes.DOCS, routes.APIS, routes.TEMPLATES, routes.GRAPH)
)
_PERHAPS = re.compile(
    rf"\.(?:md|markdown|mdown|mkdn?)(?:$|[?#&])|/(?:{'|'.join(sorted(_PORTAL))})(?:$|[/?#])"
    r"|^(?:https?:)?//(?![^?#]*\.(?:html?|git|pdf)(?:$|[?#]))[^/?#]+/[^/?#]+/[^/?#]",
    re.IGNORECASE,
)
"""What is in every address that another part of the portal may stand for: a Markdown file or folder of a repository, or
a route of the portal."""
_LEFT_OUT_HINT = "link to https:, mailto: and the like; pictures come by https:, recordings from the docs folder"
_PICTURE_HINT = "copy it into the docs folder: what lies outside of it is not published"
_SET_HINT = "write its path in the docs, or an address with https://"


class _Linker:
    """Puts the links of one page right."""

    def __init__(self, index: SiteIndex, place: PagePlace) -> None:
        self._index, self._place = index, place
        self._shown = ""
        self.found = PageLinks()

    def mend(self, node: LexborNode, name: str, bad: str | None) -> None:
        written = (bad or node.attributes.get(name) or "").strip()
        self._shown = node.attributes.get(WRITTEN) or written
        if not is_url(written):
            self._break(node, name, "is not a valid URL")
            return
        parts = urlsplit(written)
        if parts.scheme or parts.netloc:
            self._outside(node, name, written, parts)
        elif written.startswith("/") and parts.path.split("/")[1] in _PORTAL:
            self._from_root(node, name, written, unquote(parts.path))
        elif parts.path:
            self._inside(node, name, written, parts)
        elif parts.fragment.startswith(MARK):
            self._break(node, name, "leads to a heading or anchor that is not there")
        elif parts.fragment:
            node.attrs[name] = f"#{free_id(parts.fragment)}"
            self.found.anchors.append(AnchorLink(self._place.path, free_id(unquote(parts.fragment)), written))

    def mend_set(self, node: LexborNode) -> None:
        """Put each picture of a list right; one that is not there is left out."""
        rows = [(self._picture(node, url), size) for url, size in split_set(node.attributes.get("srcset") or "")]
        kept = [f"{url} {size}".strip() for url, size in rows if url]
        if kept:
            node.attrs["srcset"] = ", ".join(kept)
        else:
            del node.attrs["srcset"]

    def _picture(self, node: LexborNode, written: str) -> str:
        parts = urlsplit(written) if is_url(written) else None
        if parts and (parts.scheme or parts.netloc):
            if parts.netloc and parts.scheme in {"", "http", "https"} and not is_hiding(written):
                return f"https:{written[len(parts.scheme) + 1 :] if parts.scheme else written}"
            self.found.faults.append(LinkFault(written, "is no address of a picture that pages may show", _SET_HINT))
            return ""
        path = unquote(parts.path) if parts else ""
        target = self._target(path, self._place.in_repository(path)) if path else None
        if target is not None and target in self._index.assets:
            return self._route(target, written)
        reason = "leads to nothing in these docs" if parts else "is not a valid URL"
        self.found.faults.append(LinkFault(written, reason, self._hint(node, path) if path else ""))
        return ""

    def _from_root(self, node: LexborNode, name: str, written: str, path: str) -> None:
        """Leave a route of the portal open; `/docs/a.md` may be a file, seen from the root of the repository."""
        beside = self._place.in_repository(path)
        own = self._index.find_file(beside) if beside and posixpath.splitext(path)[1] else None
        if own is not None:
            self._lead(node, name, written, own)
        elif node.tag == "a" and beside is not None and (moved := self._now_at(self._index.inside(beside))) is not None:
            self._lead_on(node, name, urlsplit(written), moved)
        else:
            self._ask(node, name, OpenLink(written, beside if node.tag == "a" else None))

    def _inside(self, node: LexborNode, name: str, written: str, parts: SplitResult) -> None:
        path = unquote(parts.path)
        beside = self._place.in_repository(path)
        target = self._target(path, beside)
        if target is not None and (node.tag == "a" or target in self._index.assets):
            self._lead(node, name, written, target)
        elif node.tag == "a" and (moved := self._moved(path, beside)) is not None:
            self._lead_on(node, name, parts, moved)
        elif node.tag == "a" and beside is not None and self._may_be_elsewhere(path, beside):
            self._ask(node, name, OpenLink(written, beside))
        else:
            is_page = target is not None
            reason = "is a page, not a picture or recording" if is_page else "leads to nothing in these docs"
            self._break(node, name, reason, "" if is_page else self._hint(node, path))

    def _lead(self, node: LexborNode, name: str, written: str, target: str) -> None:
        parts = urlsplit(written)
        node.attrs[name] = self._route(target, written)
        if parts.fragment and target in self._index.pages:
            self.found.anchors.append(AnchorLink(target, free_id(unquote(parts.fragment)), self._shown))

    def _lead_on(self, node: LexborNode, name: str, parts: SplitResult, moved: str) -> None:
        """Lead from the old address of a page to the new one, and tell it."""
        path, _, anchor = moved.partition("#")
        if path in self._index.pages:
            if not anchor and parts.fragment:
                moved, anchor = f"{path}#{parts.fragment}", parts.fragment
                self.found.anchors.append(AnchorLink(path, free_id(unquote(anchor)), self._shown))
            node.attrs[name] = self._route(path, parts._replace(fragment=anchor).geturl())
        else:
            node.attrs[name], node.attrs["rel"] = moved, "noopener noreferrer"
        hint = f"write '{self._index.write(moved, self._place.folder)}'"
        self.found.faults.append(LinkFault(self._shown, MOVED, hint, "docs-moved-link"))

    def _route(self, target: str, written: str) -> str:
        parts = urlsplit(written)
        rest = (f"?{parts.query}" if parts.query else "") + (f"#{free_id(parts.fragment)}" if parts.fragment else "")
        return routes.relative(quote(target), quote(self._place.path)) + rest

    def _target(self, path: str, beside: str | None) -> str | None:
        known = map(self._index.find, self._meant(path, beside))
        return next((found for found in known if found is not None), None)

    def _moved(self, path: str, beside: str | None) -> str | None:
        return self._now_at(self._meant(path, beside))

    def _now_at(self, meant: Iterable[str]) -> str | None:
        """Return where the first of some old addresses leads now."""
        return next((found for found in map(self._index.moved_to, meant) if found is not None), None)

    def _meant(self, path: str, beside: str | None) -> Iterator[str]:
        """Resolve as a browser would; then as a Git host would, from the Markdown file (HTML written by hand).

        What names a Markdown file was not written with a browser in mind.
        """
        folder = self._place.folder
        for base in (folder,) if is_markdown_file(path) else (self._place.path, folder):
            if (found := resolve(base, path)) is not None:
                yield found
        if beside is not None:
            yield from self._index.inside(beside)

    def _may_be_elsewhere(self, path: str, beside: str) -> bool:
        inside = resolve(self._place.path, path)
        return not self._index.covers(beside) and (inside is None or not self._index.has_failed(inside))

    def _hint(self, node: LexborNode, path: str) -> str:
        inside = resolve(self._place.folder, path)
        near = self._index.near(inside, self._place.folder) if inside else ""
        if near:
            return f"did you mean '{near}'?"
        return _PICTURE_HINT if inside is None and node.tag != "a" else ""

    def _outside(self, node: LexborNode, name: str, written: str, parts: SplitResult) -> None:
        is_web = bool(parts.netloc) and parts.scheme in {"", "http", "https"}
        if node.tag == "a" and is_web and _PERHAPS.search(written) and not is_hiding(written):
            self._ask(node, name, OpenLink(written if parts.scheme else f"https:{written}"))
        elif node.tag == "a" and parts.scheme == "entity":
            self._ask(node, name, OpenLink(written))
        elif not is_kept(node.tag or "", name, written if parts.scheme else f"https:{written}"):
            self._break(node, name, "is left out: pages have no addresses of this kind", _LEFT_OUT_HINT)
        else:
            if not parts.scheme:
                node.attrs[name] = f"https:{written}"
            if node.tag == "a" and parts.netloc:
                node.attrs["rel"] = "noopener noreferrer"

    def _ask(self, node: LexborNode, name: str, link: OpenLink) -> None:
        node.attrs[name] = mark(len(self.found.open))
        if "rel" in node.attributes:
            del node.attrs["rel"]
        self.found.open.append(link)

    def _break(self, node: LexborNode, name: str, reason: str, hint: str = "") -> None:
        self.found.faults.append(LinkFault(self._shown, reason, hint))
        del node.attrs[name]
        node.attrs["class"] = " ".join(filter(None, (node.attributes.get("class"), "docs-broken")))


def mend_links(html: str, index: SiteIndex, place: PagePlace) -> PageLinks:
    """Return the HTML of the page at a place with its links put right.

    A link that leads nowhere loses its target and gets the class `docs-broken`; pictures load when they come into view.
    """
    parser = LexborHTMLParser(f"<body>{html}")
    body, linker = parser.body, _Linker(index, place)
    if body is None:
        return linker.found
    for node in body.css(f"{RAW}, {FIELDS}"):
        node.decompose()
    for node in body.css(", ".join(f"{tag}[{name}]" for tag, name in _PLACES.items())):
        linker.mend(node, _PLACES[node.tag or ""], node.attributes.get(BAD_URL))
    for node in body.css(SETS):
        linker.mend_set(node)
    for node in body.css("[id]"):
        node.attrs["id"] = free_id(node.attributes.get("id") or "")
    for node in body.css("img"):
        node.attrs["loading"] = "lazy"
    make_accessible(parser)
    linker.found.html = body.inner_html or ""
    return linker.found
