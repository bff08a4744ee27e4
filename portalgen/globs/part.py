"""Parts of a glob: one name between slashes in, what its characters must be out, as minimatch without `dot` reads it.

Beside `*`, `?` and classes there are groups: `@(a|b)`, `?(a|b)`, `*(a|b)`, `+(a|b)`, and `!(a|b)` for all but those.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile

from portalgen.globs.char_class import ANY, CharClass, read_class

_DEEPEST = 3
"""Groups inside one another; a deeper one stands for its characters."""


class Mark(Enum):
    """What is no character."""

    STAR = "*"
    NO_DOT = ""
    """At the start of the name there is no dot here."""


@dataclass(frozen=True, slots=True)
class Group:
    """`@(a|b)` and its like."""

    kind: str
    """`@`, `?`, `*`, `+` or `!`."""
    alternatives: tuple["Sequence", ...]
    tail: "Sequence" = ()
    """Of `!`: what follows in the name; the text that is none of the alternatives must not be one up to its end."""
    visible: bool = False
    """Of `!`: the text does not start with a dot."""


Node = str | CharClass | Mark | Group
Sequence = tuple[Node, ...]
_WILD: Mapping[str, Node] = {"*": Mark.STAR, "?": ANY}


def read_part(text: str, *, dot: bool) -> Sequence:
    """Return what a name must be; `dot`: a wildcard at its start may be a dot."""
    return _finish(_Reader(text).sequence(0), (), start=not dot)


@dataclass(slots=True)
class _Reader:
    text: str
    place: int = 0
    plain: bool = False
    """No groups from here on: one was never closed."""

    def sequence(self, depth: int) -> Sequence:
        nodes: list[Node] = []
        while self.place < len(self.text):
            char = self.text[self.place]
            if depth and char in "|)":
                break
            nodes.append(self._node(char, depth))
        return tuple(nodes)

    def _node(self, char: str, depth: int) -> Node:
        grouped = char in "@?*+!" and self.text.startswith("(", self.place + 1)
        if grouped and depth < _DEEPEST and not self.plain and (group := self._group(char, depth)):
            return group
        found = read_class(self.text, self.place) if char == "[" else None
        if found:
            self.place = found[1]
            return found[0]
        if char == "\\" and self.place + 1 < len(self.text):
            self.place += 2
            return self.text[self.place - 1]
        self.place += 1
        if char == "[":  # never closed: it takes the meaning from the groups behind it, and closes none
            self.plain = True
            self.place = len(self.text) if depth else self.place
        return _WILD.get(char, char)

    def _group(self, kind: str, depth: int) -> Group | None:
        start = self.place
        self.place += 2
        alternatives = [self.sequence(depth + 1)]
        while self.text.startswith("|", self.place):
            self.place += 1
            alternatives.append(self.sequence(depth + 1))
        if self.place == len(self.text):  # never closed, and so is every group around it
            self.place, self.plain = (start, True) if not depth else (self.place, self.plain)
            return None if not depth else Group(kind, tuple(alternatives))
        self.place += 1
        return Group(kind, tuple(alternatives))


def _finish(nodes: Sequence, tail: Sequence, *, start: bool) -> Sequence:
    """Join characters, and say where a dot may not be and what follows each `!(…)`; `start`: the name starts here."""
    leading = len(list(takewhile(_is_negation, nodes)))
    done: Sequence = ()
    for index in reversed(range(len(nodes))):
        node = nodes[index]
        if isinstance(node, Group):
            node = _finish_group(node, done + tail, start=start and index <= leading)
        if isinstance(node, str) and done and isinstance(done[0], str):
            done = (node + done[0], *done[1:])
        elif node is not Mark.STAR or done[:1] != (Mark.STAR,):
            done = (node, *done)
    if start and done and isinstance(done[0], CharClass | Mark):
        return (Mark.NO_DOT, *done)
    return done


def _is_negation(node: Node) -> bool:
    return isinstance(node, Group) and node.kind == "!"


def _finish_group(group: Group, tail: Sequence, *, start: bool) -> Group:
    inner = () if group.kind == "!" else tail
    alternatives = tuple(_finish(one, inner, start=start) for one in group.alternatives)
    return Group("!", alternatives, tail, start) if group.kind == "!" else Group(group.kind, alternatives)
