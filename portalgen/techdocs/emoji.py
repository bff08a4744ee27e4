"""Emoji as text and icons as placeholders, which `sanitise` replaces by Material's own SVG files."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.util import AtomicString
from material.extensions.emoji import twemoji
from pymdownx import emoji1_db, gemoji_db


class _LateIndex(dict[str, Any]):
    """Material's index as it is asked: it comes from a walk through the names of fourteen thousand icons."""

    def __missing__(self, key: str) -> Any:  # noqa: ANN401  (a name, or rows by short name)
        return twemoji({}, None)[key]


def late_index(options: object, md: Markdown) -> dict[str, Any]:  # noqa: ARG001  (the signature is pymdownx.emoji's)
    """Return the index of emoji and icons, which is made when the first of them is looked for."""
    return _LateIndex()


def load_index() -> None:
    """Make the index now, for this process and its children."""
    twemoji({}, None)


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
        found.text = AtomicString(_in_colour().get(alt, alt))
        found.set("title", title or shortname)
    else:
        SubElement(found, "i", {"data-icon": shortname.strip(":")})
    return found


@cache
def _in_colour() -> Mapping[str, str]:
    """Return the characters that are signs of text by themselves, with the mark that makes emoji of them."""
    indexes = (emoji1_db.emoji, gemoji_db.emoji)
    rows = [row for index in indexes for row in index.values() if "unicode_alt" in row]
    return {_characters(row["unicode"]): _characters(row["unicode_alt"]) for row in rows}


def _characters(points: str) -> str:
    return "".join(chr(int(point, 16)) for point in points.split("-"))


@cache
def icon_svg(name: str) -> str:
    """Return the SVG of one of Material's icons (`material-check`), empty for a name that is none."""
    found = twemoji({}, None)["emoji"].get(f":{name}:", {})
    return Path(found["path"]).read_text("utf-8").strip() if "path" in found else ""
