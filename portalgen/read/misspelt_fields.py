"""Misspelt fields: a key that nobody knows, where a known one that it looks like is absent."""

import difflib
from collections.abc import Iterator, Mapping
from functools import cache

from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.model.entity import Entity
from portalgen.model.kinds import Kind
from portalgen.model.spec import Spec
from portalgen.yaml12 import pointer

_METADATA = frozenset(
    {"name", "namespace", "title", "description", "labels", "annotations", "tags", "links", "uid", "etag"}
)
_OF_SERVER = {"uid", "etag"}
"""Nobody writes them: they are not what a misspelt key was meant to be."""
_SIMILAR = 0.8
"""How similar a key must be: `lifecyle` and `provideApis` are, `version` and `domain` are not."""
_LONGEST = 2
"""Times the longest field: a longer key is like none of them."""
_MOST_KEYS = 1000
"""Of one map; more are data."""


def misspelt_fields(entity: Entity, kind: Kind) -> Iterator[Diagnostic]:
    """Find keys of metadata and of spec that look like a field that is meant and not given."""
    fields = _fields(kind.of_type(entity.type))
    if not _METADATA.issuperset(entity.metadata):
        yield from _in_map(entity, "metadata", entity.metadata, _METADATA)
    if not fields.issuperset(entity.spec):
        yield from _in_map(entity, "spec", entity.spec, fields)


@cache
def _fields(spec: type[Spec]) -> frozenset[str]:
    return frozenset(field.alias or name for name, field in spec.model_fields.items())


def _in_map(entity: Entity, name: str, values: Mapping[str, object], known: frozenset[str]) -> Iterator[Diagnostic]:
    unknown = values.keys() - known
    absent = known - values.keys() - _OF_SERVER
    if name == "metadata" and "/metadata/annotations" not in entity.positions:  # those that are there were added
        absent |= {"annotations"}
    for key in sorted(unknown)[:_MOST_KEYS] if absent else ():
        meant = _meant(key, absent)
        if meant:
            yield diagnose(
                "misspelt-field",
                f"{entity.ref}: {name}.{key} means nothing",
                where=entity.at_key(pointer(f"/{name}", key)),
                hint=f"did you mean {meant}?",
                entity=str(entity.ref),
            )


def _meant(key: str, absent: frozenset[str]) -> str | None:
    folded = {_folded(name): name for name in sorted(absent)}
    if len(key) > _LONGEST * max(map(len, absent)):
        return None
    close = difflib.get_close_matches(_folded(key), folded, n=1, cutoff=_SIMILAR)
    return folded[close[0]] if close else None


def _folded(key: str) -> str:
    return key.lower().replace("_", "").replace("-", "")
