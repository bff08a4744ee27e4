"""Values for `set`: paths as Backstage has them (`metadata.namespace`), into a document."""

import re
from copy import deepcopy
from typing import Annotated, Any

from pydantic import AfterValidator

from portalgen.discover.people import Document, user

_PART = re.compile(r"""\[["']?([^\]"']+)["']?\]|([^.\[\]]+)""")


def with_values(document: Document, values: dict[str, Any]) -> Document:
    """Return a document in which each path has its value."""
    made = deepcopy(document)
    for path, value in values.items():
        *before, last = _parts(path)
        place: dict[str, Any] = made
        for part in before:
            below = place.get(part)
            place[part] = place = below if isinstance(below, dict) else {}
        place[last] = deepcopy(value)
    return made


def _parts(path: str) -> list[str]:
    return [quoted or plain for quoted, plain in _PART.findall(path)]


def _possible(values: dict[str, Any]) -> dict[str, Any]:
    for path in values:
        if (_parts(path) or [""])[0] not in {"metadata", "spec"}:
            raise ValueError(f"cannot set '{path}': a path begins with metadata or spec")
    made = with_values(user("x", {}), values)
    shapes = [made["metadata"], made["spec"]]
    shapes += [shapes[0].get("annotations"), shapes[1].get("profile")] if all(map(_is_map, shapes)) else []
    if not all(map(_is_map, shapes)):
        raise ValueError("must leave maps of keys and values where they are")
    return values


def _is_map(value: object) -> bool:
    return isinstance(value, dict)


Paths = Annotated[dict[str, Any], AfterValidator(_possible)]
"""Path -> value."""
