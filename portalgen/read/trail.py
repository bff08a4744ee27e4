"""Trails: the way to a value, kept from its end; a JSON pointer is made of one only where something is wrong."""

from functools import reduce

from portalgen.yaml12 import pointer

Trail = tuple["Trail", object] | None
"""What holds a value, and its key there; None for the document. Long keys above many values are not copied for each."""


def trail_pointer(trail: Trail) -> str:
    """Return the JSON pointer of the value at the end of a trail."""
    keys: list[object] = []
    while trail:
        trail, key = trail
        keys.append(key)
    return reduce(pointer, reversed(keys), "")
