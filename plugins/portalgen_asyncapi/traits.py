"""Traits: what operations and messages take over from elsewhere, merged into them."""

from itertools import islice
from typing import Any

from portalgen_definitions.budget import Budget
from portalgen_definitions.node import Node

MAX_TRAITS = 20


def with_traits(node: Node, budget: Budget, *, own_wins: bool) -> Node:
    """Return a node with its traits merged in.

    Up to version 2 a trait replaces what the node says (JSON Merge Patch, in order); in 3 the node's own words win.
    """
    if not isinstance(node.map.get("traits"), list):
        return node
    value = {key: each for key, each in node.map.items() if key != "traits"}
    for row in islice(node.rows("traits"), MAX_TRAITS):
        trait = row.follow()
        if isinstance(trait.value, dict) and budget.spend(trait):
            value = _merged(trait.map, value) if own_wins else _merged(value, trait.map)
    return Node(value, node.pointer, node.tree)


def _merged(first: dict[str, Any], last: dict[str, Any]) -> dict[str, Any]:
    """Return both maps, the last one's values where both have one; null takes a value away."""
    found = dict(first)
    for key, value in last.items():
        before = found.get(key)
        if value is None:
            found.pop(key, None)
        elif isinstance(value, dict) and isinstance(before, dict) and "$ref" not in value and "$ref" not in before:
            found[key] = _merged(before, value)
        else:
            found[key] = value
    return found
