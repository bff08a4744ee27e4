"""Spots: the text of one document in, where each key and value of it is written out."""

from dataclasses import dataclass
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Mark = tuple[int, int]
"""Line and column, from 0."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A value, and the map or list that holds it."""

    parent: yaml.CollectionNode
    key: yaml.Node | None
    """None in a list."""
    value: yaml.Node | None
    """None: the parent has no such key."""


def compose(text: str) -> yaml.Node | None:
    """Return the nodes of a document as they are written, without any meaning; None if it cannot be read so."""
    try:
        found: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, RecursionError):
        return None
    return found


class Spots:
    """Finds the spots of a document; a map is looked through once, however many of its keys are asked for."""

    def __init__(self, root: yaml.Node) -> None:
        self._root = root
        self._members: dict[int, dict[str, Spot]] = {}

    def find(self, path: tuple[str | int, ...]) -> Spot | None:
        """Return what is at a path; the last part may name a key that is not there."""
        spot = Spot(self._root, None, self._root) if isinstance(self._root, yaml.CollectionNode) else None
        for part in path:
            if spot is None or not isinstance(spot.value, yaml.CollectionNode):
                return None
            spot = self._member(spot.value, part)
        return spot

    def _member(self, parent: yaml.CollectionNode, part: str | int) -> Spot | None:
        if isinstance(parent, yaml.SequenceNode):
            inside = isinstance(part, int) and part < len(parent.value)
            return Spot(parent, None, parent.value[part]) if inside else None
        if id(parent) not in self._members:
            rows = ((key, value) for key, value in parent.value if isinstance(key, yaml.ScalarNode))
            self._members[id(parent)] = {key.value: Spot(parent, key, value) for key, value in rows}
        return self._members[id(parent)].get(str(part), Spot(parent, None, None))


def start(node: yaml.Node) -> Mark:
    """Return where a node begins."""
    return node.start_mark.line, node.start_mark.column


def end(node: yaml.Node) -> Mark:
    """Return where a scalar ends."""
    return node.end_mark.line, node.end_mark.column
