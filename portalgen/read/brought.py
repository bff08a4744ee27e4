"""Brought in: faults of values that placeholders were to bring, in; those that say something of their own, out."""

import difflib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import accumulate
from typing import Any

from portalgen.read.faults import Fault
from portalgen.read.placeholders import RESOLVERS
from portalgen.yaml12 import member, pointer

_LONGEST = 20
"""Characters of a misspelt placeholder."""


def own_faults(faults: Iterable[Fault], failed: Iterable[Fault], content: dict[str, Any]) -> Iterator[Fault]:
    """Yield the faults but for those of values whose placeholder has failed; say which placeholder one may mean."""
    lost = {fault.pointer.rpartition("/")[0] for fault in failed}
    for fault in faults:
        if not (lost and _is_within(fault.pointer, lost)):
            key = _unknown(_value(content, fault.pointer))
            yield _misspelt(fault, key) if key else fault


def _is_within(at: str, places: Collection[str]) -> bool:
    return any(place in places for place in accumulate(at.split("/"), "{}/{}".format))


def _value(content: Any, at: str) -> Any:  # noqa: ANN401  (any JSON value)
    here = content
    for part in at.split("/")[1:]:
        if isinstance(here, list):
            here = here[int(part)] if part.isdecimal() and int(part) < len(here) else None
        else:
            here = here.get(member(part)) if isinstance(here, dict) else None
    return here


def _unknown(value: object) -> str:
    """Return the only key of a map if it looks like a placeholder and is none."""
    key = next(iter(value)) if isinstance(value, dict) and len(value) == 1 else ""
    return key if key.startswith("$") and key not in RESOLVERS and len(key) < _LONGEST else ""


def _misspelt(fault: Fault, key: str) -> Fault:
    near = difflib.get_close_matches(key.lower(), RESOLVERS, n=1)
    hint = f"did you mean {near[0]}?" if near else f"use one of {', '.join(RESOLVERS)}"
    return replace(fault, pointer=pointer(fault.pointer, key), hint=f"'{key}' means nothing: {hint}", on_key=True)
