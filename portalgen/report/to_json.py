"""Any value of the model as JSON data: dataclasses become objects, refs and severities text, bytes their digest."""

import hashlib
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import singledispatch
from pathlib import PurePath
from typing import Any

from portalgen.diagnostics import Severity, Where
from portalgen.model.kinds import Kind
from portalgen.model.ref import EntityRef
from portalgen.model.relations import Relation, RelationPair
from portalgen.model.spot import Spot


@singledispatch
def to_json(value: Any) -> Any:  # noqa: ANN401  (any value of the model in, JSON data out)
    """Return JSON data: same value, same data. Maps and sets are sorted, fields keep their order."""
    if is_dataclass(value):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value) if field.repr}
    return f"<{type(value).__name__}>"


@to_json.register(bool | int | float | None)
def _scalar(value: bool | float | None) -> Any:  # noqa: ANN401, FBT001  (JSON as it is)
    return value


@to_json.register(str | Enum | PurePath | EntityRef)
def _text(value: object) -> str:
    return str(value)


@to_json.register
def _severity(value: Severity) -> str:
    return str(value)


@to_json.register
def _digest(value: bytes) -> dict[str, Any]:
    return {"sha256": hashlib.sha256(value).hexdigest(), "size": len(value)}


@to_json.register
def _name(value: Kind) -> str:
    return value.name


@to_json.register
def _pair(value: RelationPair) -> str:
    return value.forward


@to_json.register(Where | Relation | Spot)
def _record(value: Where | Relation | Spot) -> dict[str, Any]:
    return {name: to_json(getattr(value, name)) for name in value._fields if name != "positions"}


@to_json.register(Mapping)
def _object(value: Mapping[Any, Any]) -> dict[str, Any]:
    return dict(sorted((str(to_json(key)), to_json(item)) for key, item in value.items()))


@to_json.register(AbstractSet)
def _set(value: AbstractSet[Any]) -> list[Any]:
    return sorted(to_json(item) for item in value)


@to_json.register(tuple | list)
def _list(value: tuple[Any, ...] | list[Any]) -> list[Any]:
    return [to_json(item) for item in value]
