"""Markdown with links that are no URLs -> the same links marked, so that no later step fails on them.

MkDocs takes every address of a page apart and gives the page up when one is malformed (`http://[`).
"""

from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

BAD_URL = "data-bad-url"
"""Attribute that carries the address to `mend_links`, which reports it; the sanitiser lets no such attribute pass."""

_BEFORE_MKDOCS = 5
"""Priority below inline patterns (20), which make the links, and above MkDocs' own step (0)."""


def is_url(text: str) -> bool:
    """Say whether a text can be taken apart as an address, relative ones included."""
    try:
        urlsplit(text)
    except ValueError:
        return False
    return True


class UrlGuard(Extension):
    """Adds the step; named in the Markdown set as `portalgen.techdocs.urls:UrlGuard`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Register the step."""
        md.treeprocessors.register(_MarkBadUrls(md), "portal-urls", _BEFORE_MKDOCS)


class _MarkBadUrls(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                address = element.get(name)
                if address is not None and not is_url(address):
                    element.set(name, "#")  # MkDocs wants every link to lead somewhere
                    element.set(BAD_URL, address)
