"""Looks at nodes of the grammar's tree."""

from collections.abc import Iterator
from typing import TypeGuard

from lark import Token, Tree

from portalgen_protobuf.grammar import Node

MAX_SHOWN = 300
"""Characters of an option's value."""


def is_node(part: object) -> TypeGuard[Node]:
    """Tell a part with parts of its own from a word."""
    return isinstance(part, Tree)


def nodes(node: Node) -> Iterator[Node]:
    """Yield the parts of a node that have parts of their own."""
    return (child for child in node.children if isinstance(child, Tree))


def inner(node: Node) -> Iterator[Node]:
    """Yield what may hold further declarations; a group inside a `oneof` is one, too."""
    for child in nodes(node):
        yield child
        if child.data in {"oneof", "extend"}:
            yield from (each for each in nodes(child) if each.data == "group")


def name_of(node: Node) -> str:
    """Return the first word of a declaration: its keywords are not in the tree."""
    return next(str(child) for child in node.children if isinstance(child, Token) and child.type == "NAME")


def path_of(part: object) -> str:
    """Return a name with dots, or a label, as written without spaces; nothing for what is none."""
    return "".join(str(token) for token in part.children) if is_node(part) else ""


def string_of(part: object) -> str:
    """Return the content of a string, which may be written in pieces; escapes stay as they are."""
    return "".join(str(token)[1:-1] for token in part.children) if is_node(part) else ""


def flat(text: str) -> str:
    """Return a text on one line, cut at a length."""
    found = " ".join(text.split())
    return found if len(found) <= MAX_SHOWN else f"{found[:MAX_SHOWN]}…"
