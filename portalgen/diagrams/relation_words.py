"""Relations as a reader meets them in diagrams: which way each is drawn, in which words, with which line."""

import re
from dataclasses import dataclass
from typing import Literal

from portalgen.model.ref import EntityRef
from portalgen.model.relations import PAIRS

Tip = Literal["", "arrow", "open", "diamond", "ball", "dot"]
"""What stands at an end of a line: nothing, a filled or open arrowhead, a diamond, an open or filled circle."""

_WORDS = {
    "ownedBy": "is owned by",
    "ownerOf": "owns",
    "providesApi": "provides",
    "apiProvidedBy": "is provided by",
    "consumesApi": "consumes",
    "apiConsumedBy": "is consumed by",
    "dependsOn": "depends on",
    "dependencyOf": "is needed by",
    "partOf": "is part of",
    "hasPart": "contains",
    "memberOf": "is a member of",
    "hasMember": "has the member",
    "childOf": "is a child of",
    "parentOf": "is the parent of",
}


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How a relation's line begins and ends; its dashes are the style sheet's."""

    start: Tip = ""
    end: Tip = ""


_STYLES = {
    "ownerOf": LineStyle(start="dot"),
    "apiProvidedBy": LineStyle(start="ball"),  # UML's lollipop: the API is the ball
    "consumesApi": LineStyle(end="open"),
    "dependsOn": LineStyle(end="arrow"),
    "hasPart": LineStyle(start="diamond"),
    "hasMember": LineStyle(),
    "parentOf": LineStyle(),
}
# These are also the names that lines are drawn by: from what has, owns or needs to what is had, owned or needed, as
# in Backstage's graph. So what an entity needs stands right of it, and what needs it left.

_OPPOSITE = {pair.backward: pair.forward for pair in PAIRS} | {pair.forward: pair.backward for pair in PAIRS}


def relation_words(name: str) -> str:
    """Return a relation's name as words between its two entities: `dependsOn` reads "depends on"."""
    return _WORDS.get(name) or re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).lower()


def line_style(name: str) -> LineStyle:
    """Return the ends of a relation's line; relations that plug-ins add get an arrowhead."""
    return _STYLES.get(name, LineStyle(end="arrow"))


def drawn(source: EntityRef, name: str, target: EntityRef) -> tuple[EntityRef, str, EntityRef]:
    """Return `source name target` in the direction in which this edge is always drawn."""
    other = _OPPOSITE.get(name)
    return (target, other, source) if other in _STYLES and name not in _STYLES else (source, name, target)
