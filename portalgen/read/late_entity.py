"""Late entities: entities of an earlier reading, whose values are made when somebody asks for them.

A build that changes little looks at few of them, and there are many.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache, partial
from typing import Any, NamedTuple

from portalgen.diagnostics import Where
from portalgen.model.entity import Entity
from portalgen.model.ref import EntityRef
from portalgen.model.relations import Relation, RelationPair
from portalgen.model.spot import Spot
from portalgen.yaml12 import DESCRIPTOR_LIMITS, Positions, trace

_LATE = frozenset({"document", "relations", "written", "positions"})
REVERSE = "<"
"""Before the names of a relation: the entity that says it stands at the far end."""


class LateFile:
    """The text of a file and the documents in it, each read from JSON all at once."""

    __slots__ = ("_documents", "_text")

    def __init__(self, text: str, documents: str) -> None:
        """Keep both as JSON."""
        self._text: str | list[str] = [text]
        self._documents: list[Any] = [documents]

    @property
    def text(self) -> str:
        """As written."""
        if not isinstance(self._text, str):
            self._text = str(json.loads(self._text[0]))
        return self._text

    def document(self, number: int) -> dict[str, Any]:
        """Return one of the documents."""
        if isinstance(self._documents[0], str):
            self._documents = json.loads(self._documents[0])
        found: dict[str, Any] = self._documents[number]
        return found


class Late(NamedTuple):
    """What an entity is made from."""

    file: LateFile
    number: int
    """Of its document in the file."""
    part: slice
    """Of the text of the file."""
    said: list[str]
    """Its relations: names, the parts of the other end, and pointer of each, one after the other."""


class LateEntity(Entity):
    """An entity that makes its text, document, relations and positions when they are first asked for."""

    __slots__ = ("_late",)

    _late: Late

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (whatever the field holds)
        """Make a field that has no value yet: Python asks here for no other."""
        if name not in _LATE:
            raise AttributeError(name)
        late = self._late
        if name == "document":
            value: Any = late.file.document(late.number)
        elif name == "relations":
            value = _relations(self, late.said)
        elif name == "written":
            value = late.file.text[late.part]
        else:
            value = Positions(partial(trace, self.written, self.written_line, DESCRIPTOR_LIMITS))
        object.__setattr__(self, name, value)
        return value

    def __eq__(self, other: object) -> bool:
        """Equal is what says the same, however it was read."""
        if not isinstance(other, Entity):
            return NotImplemented
        return all(getattr(self, one.name) == getattr(other, one.name) for one in fields(Entity))

    __hash__ = None  # type: ignore[assignment]  # as of any entity: documents are maps


def late_entity(ref: EntityRef, where: Where, written_line: int, late: Late, included: Mapping[str, str]) -> Entity:
    """Return an entity that no plug-in added anything to."""
    made = LateEntity.__new__(LateEntity)
    _set(made, "ref", ref)
    _set(made, "where", where)
    _set(made, "written_line", written_line)
    _set(made, "added", _NOTHING)
    _set(made, "included", included)
    _set(made, "_late", late)
    return made


_set = object.__setattr__
_NOTHING: dict[str, Any] = {}


def _relations(entity: Entity, said: list[str]) -> tuple[Relation, ...]:
    own, where, positions, new = entity.ref, entity.where, entity.positions, tuple.__new__
    found, rest = [], iter(said)
    for words, kind, namespace, name, pointer in zip(rest, rest, rest, rest, rest, strict=True):
        pair, is_forward = _pair(words)
        end, spot = _ref(kind, namespace, name), new(Spot, (where, pointer, positions))
        found.append(new(Relation, (own, pair, end, spot) if is_forward else (end, pair, own, spot)))
    return tuple(found)


@lru_cache(maxsize=1000)
def _pair(words: str) -> tuple[RelationPair, bool]:
    forward, _, backward = words.removeprefix(REVERSE).partition("/")
    return RelationPair(forward, backward), not words.startswith(REVERSE)


@lru_cache(maxsize=65_536)  # an owner is named by a hundred entities
def _ref(kind: str, namespace: str, name: str) -> EntityRef:
    return tuple.__new__(EntityRef, (kind, namespace, name))
