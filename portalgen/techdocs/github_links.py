"""Links of a page as Git hosts resolve them: from its file, or from the root of the repository."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portalgen.model import routes
from portalgen.techdocs.urls import is_url

_PLACES = {"a": "href", "img": "src", "source": "src", "video": "src", "audio": "src", "track": "src"}
_SETS = "img[srcset], source[srcset]"


def resolve_links(html: str, targets: Mapping[str, str], page: str, origin: str) -> str:
    """Return the HTML of the page at path `page`, of the file `origin`, with its links to pages and files of the docs.

    `targets` has file of the repository -> page or file. Other links stay as they are written, for `mend_links`.
    """
    parser = LexborHTMLParser(f"<body>{html}")
    body = parser.body
    if body is None:
        return ""
    here = _Here(targets, page, origin)
    for node in body.css(", ".join(f"{tag}[{name}]" for tag, name in _PLACES.items())):
        here.mend(node, _PLACES[node.tag or ""])
    for node in body.css(_SETS):
        here.mend_set(node)
    return body.inner_html or ""


@dataclass(frozen=True, slots=True)
class _Here:
    targets: Mapping[str, str]
    page: str
    origin: str

    def mend(self, node: LexborNode, name: str) -> None:
        found = self._address((node.attributes.get(name) or "").strip())
        if found:
            node.attrs[name] = found

    def mend_set(self, node: LexborNode) -> None:
        """Put the addresses of a list of pictures right; one that leads nowhere is left out."""
        rows = [row.strip().partition(" ") for row in (node.attributes.get("srcset") or "").split(",")]
        mended = [(self._address(url) if _is_relative(url) else url, size) for url, _, size in rows if url]
        kept = [f"{url} {size}".strip() for url, size in mended if url]
        if kept:
            node.attrs["srcset"] = ", ".join(kept)
        else:
            del node.attrs["srcset"]

    def _address(self, written: str) -> str:
        """Return the address of what is here, empty for anything else."""
        if not _is_relative(written):
            return ""
        parts = urlsplit(written)
        place = self.targets.get(_file(self.origin, unquote(parts.path)))
        anchor = f"#{parts.fragment}" if parts.fragment else ""
        return "" if place is None else routes.relative(quote(place), quote(self.page)) + anchor


def _is_relative(written: str) -> bool:
    if not is_url(written):
        return False
    parts = urlsplit(written)
    return bool(parts.path) and not (parts.scheme or parts.netloc)


def _file(origin: str, path: str) -> str:
    """Return the file that a path means; one that leads out of the repository is no file of it."""
    joined = path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(origin), path)
    found = posixpath.normpath(joined)
    return "" if found == "." else found
