"""Late entities: entities of an earlier reading, whose values are made when somebody asks for them.

A build that changes little looks at few of them, and there are many.
"""

from collections.abc import Mapping
from dataclasses import fields
from functools import cached_property, lru_cache, partial
from typing import Any, NamedTuple

from portalgen.diagnostics import Where
from portalgen.model.entity import Entity
from portalgen.model.ref import EntityRef, kept_ref
from portalgen.model.relations import Relation, RelationPair
from portalgen.model.spot import Spot
from portalgen.read.blocks import Block
from portalgen.yaml12 import DESCRIPTOR_LIMITS, Positions, Trace, trace

_LATE = frozenset({"document", "relations", "written", "positions"})
REVERSE = "<"
"""Before the names of a relation: the entity that says it stands at the far end."""


class LateFile:
    """The text of a file and the documents in it, each read all at once when the first of it is asked for."""

    def __init__(self, block: Block) -> None:
        """Keep where they are."""
        self._block = block

    @cached_property
    def text(self) -> str:
        """As written."""
        return str(self._block.text)

    @cached_property
    def documents(self) -> list[dict[str, Any]]:
        """In their order."""
        return list(self._block.documents)


class Late(NamedTuple):
    """What an entity is made from."""

    file: LateFile
    number: int
    """Of its document in the file."""
    part: slice
    """Of the text of the file."""
    said: list[str]
    """Its relations: names, the parts of the other end, and pointer of each, one after the other."""
    asked: tuple[str, str, str]
    """What is asked of every entity: type, lifecycle, what it ignores."""


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
            value: Any = late.file.documents[late.number]
        elif name == "relations":
            value = _relations(self, late.said)
        elif name == "written":
            value = late.file.text[late.part]
        else:
            value = Positions(partial(_trace, self))
        object.__setattr__(self, name, value)
        return value

    @property
    def type(self) -> str:
        """The same without a look at the document."""
        try:
            return self._late.asked[0]
        except AttributeError:  # a copy, which may say something else
            return super().type

    @property
    def lifecycle(self) -> str:
        """The same without a look at the document."""
        try:
            return self._late.asked[1]
        except AttributeError:  # as above
            return super().lifecycle

    @property
    def ignore(self) -> str:
        """The same without a look at the document."""
        try:
            return self._late.asked[2]
        except AttributeError:  # as above
            return super().ignore

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


def _trace(entity: Entity) -> Trace:
    """Read the text of an entity once more, now that somebody asks where something stands in it."""
    return trace(entity.written, entity.written_line, DESCRIPTOR_LIMITS)


def _relations(entity: Entity, said: list[str]) -> tuple[Relation, ...]:
    own, where, positions, new = entity.ref, entity.where, entity.positions, tuple.__new__
    found, rest = [], iter(said)
    for words, kind, namespace, name, pointer in zip(rest, rest, rest, rest, rest, strict=True):
        pair, is_forward = _pair(words)
        end, spot = kept_ref(kind, namespace, name), new(Spot, (where, pointer, positions))
        found.append(new(Relation, (own, pair, end, spot) if is_forward else (end, pair, own, spot)))
    return tuple(found)


@lru_cache(maxsize=1000)
def _pair(words: str) -> tuple[RelationPair, bool]:
    forward, _, backward = words.removeprefix(REVERSE).partition("/")
    return RelationPair(forward, backward), not words.startswith(REVERSE)
