"""Markdown with links that are no URLs -> the same links marked, so that no later step fails on them.

MkDocs takes every address of a page apart and gives the page up when one is malformed (`http://[`). `<entity:shop>`
becomes a link here, too: Python-Markdown knows web addresses only, and takes it for HTML.
"""

import re
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

BAD_URL = "data-bad-url"
"""Attribute that carries the address to `mend_links`, which reports it; the sanitiser lets no such attribute pass."""

WRITTEN = "data-written"
"""Attribute with an address as its author wrote it, for messages: MkDocs makes another one of it."""

_BEFORE_MKDOCS = 5
"""Priority below inline patterns (20), which make the links, and above MkDocs' own step (0)."""

_BEFORE_HTML = 115
"""Priority below other links in angle brackets (120), and above HTML (90)."""
_ENTITY = r"<entity:([^<>\s]+)>"


def is_url(text: str) -> bool:
    """Say whether a text can be taken apart as an address, relative ones included."""
    try:
        urlsplit(text)
    except ValueError:
        return False
    return True


class UrlGuard(Extension):
    """Adds both steps; named in the Markdown set as `portalgen.techdocs.urls:UrlGuard`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Register the steps."""
        md.treeprocessors.register(_MarkUrls(md), "portal-urls", _BEFORE_MKDOCS)
        md.inlinePatterns.register(_EntityLinks(_ENTITY, md), "portal-entities", _BEFORE_HTML)


class _MarkUrls(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                address = element.get(name)
                if address is not None and not is_url(address):
                    element.set(name, "#")  # MkDocs wants every link to lead somewhere
                    element.set(BAD_URL, address)
                elif address and not address.startswith("#") and ":" not in address:
                    element.set(WRITTEN, address)


class _EntityLinks(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802  (Python-Markdown's names)
        del data
        link = Element("a", href=f"entity:{m[1]}")
        link.text = AtomicString(m[1])
        return link, m.start(), m.end()
