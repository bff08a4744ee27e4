"""Emoji as text and icons as placeholders, which `sanitise` replaces by Material's own SVG files."""

from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.util import AtomicString
from material.extensions.emoji import twemoji


def to_placeholder(  # noqa: PLR0913, PLR0917  (the signature is pymdownx.emoji's)
    index: str,  # noqa: ARG001
    shortname: str,
    alias: str | None,  # noqa: ARG001
    uc: str | None,
    alt: str,
    title: str | None,
    category: str | None,  # noqa: ARG001
    options: object,  # noqa: ARG001
    md: Markdown,  # noqa: ARG001
) -> Element:
    """Return a span with the character itself (no picture from another host), or with a mark for an icon."""
    found = Element("span", {"class": "emoji" if uc else "twemoji"})
    if uc:
        found.text = AtomicString(alt)
        found.set("title", title or shortname)
    else:
        SubElement(found, "i", {"data-icon": shortname.strip(":")})
    return found


@cache
def icon_svg(name: str) -> str:
    """Return the SVG of one of Material's icons (`material-check`), empty for a name that is none."""
    found = twemoji({}, None)["emoji"].get(f":{name}:", {})
    return Path(found["path"]).read_text("utf-8").strip() if "path" in found else ""
