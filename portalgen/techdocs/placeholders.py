"""Elements that HTML does not know (`<path>`, `<NAME>`): placeholders that an author forgot to write as code.

A browser shows what is around and inside them. The sanitiser would take some of them for parts of a picture or formula
and drop the rest of the page with them, so they go before it comes.
"""

import re

from selectolax.lexbor import LexborHTMLParser

from portalgen.techdocs.sanitise import is_known

_TAG = re.compile(r"<([a-z][^\s/>]*)", re.IGNORECASE)


def without_placeholders(html: str) -> str:
    """Return HTML without elements of unknown names; what they hold stays."""
    unknown = {name for name in map(str.lower, set(_TAG.findall(html))) if not is_known(name)} - {"body"}
    body = LexborHTMLParser(f"<body>{html}").body if unknown else None
    if body is None:
        return html
    for node in [node for node in body.traverse() if node.tag in unknown]:
        node.unwrap()
    return body.inner_html or ""
