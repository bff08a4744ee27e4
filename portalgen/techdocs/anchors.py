"""Anchors of a page: which there are, and which one may have been meant."""

from collections.abc import Set as AbstractSet

from selectolax.lexbor import LexborHTMLParser

from portalgen.model.similar_names import SimilarNames

_HIGHLIGHT = ":~:"
"""Start of a fragment that names words of the page, not an anchor."""


class Anchors:
    """The anchors of one page."""

    def __init__(self, html: str) -> None:
        """Take the HTML of the page."""
        body = LexborHTMLParser(html).body
        found = body.css("[id], a[name]") if body else ()
        names = {value for node in found for value in (node.attributes.get("id"), node.attributes.get("name"))}
        self._known: AbstractSet[str] = {name for name in names if name} | {""}
        self._similar: SimilarNames | None = None

    def __contains__(self, anchor: str) -> bool:
        return anchor in self._known or anchor.startswith(_HIGHLIGHT)

    def hint(self, missing: str) -> str:
        """Return what to say about an anchor that is not there."""
        if self._similar is None:
            self._similar = SimilarNames({name: name for name in self._known if name and not name.startswith("__")})
        near = self._similar.near(missing)
        return f"did you mean '#{near[0]}'?" if near else ""
