"""The `model` section in; kinds, relations and their words, and what is senseless about them, out."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from portalgen.config.model_section import CustomKind, ModelSection, RelationField
from portalgen.config.schema_file import schema_of
from portalgen.config.senseless import Senseless
from portalgen.config.spec_class import make_spec
from portalgen.model.json_schema import JsonSchema, SchemaError
from portalgen.model.kinds import BUILT_IN, Kind
from portalgen.model.relations import PAIRS, Relates, RelationPair


@dataclass(frozen=True, slots=True)
class CustomModel:
    """What portal.yaml adds to Backstage's model."""

    kinds: tuple[Kind, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    """Name of a relation -> the words that stand between its two ends."""
    faults: tuple[Senseless, ...] = ()


def make_model(section: ModelSection, folder: Path) -> CustomModel:
    """Return the model; a kind with a fault is left out. Schemas in files are read from `folder`."""
    making = _Making(folder)
    for index, relation in enumerate(section.relations):
        making.declare(RelationPair(relation.forward, relation.backward), ("model", "relations", index))
        words = {relation.forward: relation.forward_title, relation.backward: relation.backward_title}
        making.titles |= {name: title for name, title in words.items() if title}
    kinds = tuple(filter(None, (making.kind(kind, index) for index, kind in enumerate(section.kinds))))
    return CustomModel(kinds, making.titles, tuple(making.faults))


@dataclass
class _Making:
    folder: Path
    pairs: dict[str, RelationPair] = field(default_factory=lambda: {name: row for row in PAIRS for name in _names(row)})
    """Either name -> the pair."""
    names: set[str] = field(default_factory=lambda: {kind.key for kind in BUILT_IN})
    titles: dict[str, str] = field(default_factory=dict)
    faults: list[Senseless] = field(default_factory=list)

    def kind(self, given: CustomKind, index: int) -> Kind | None:
        """Return one kind, or None after noting its faults."""
        at, before = ("model", "kinds", index), len(self.faults)
        if given.name.lower() in self.names:
            self.faults.append(
                Senseless((*at, "name"), f"there is a kind '{given.name}' already", "choose another name")
            )
        self.names.add(given.name.lower())
        schema = self._schema(given, (*at, "schema"))
        rows = [self._relates(row, (*at, "relations", number)) for number, row in enumerate(given.relations)]
        if len(self.faults) > before:
            return None
        spec = make_spec(given.name, schema, [row for row in rows if row])
        plural = given.plural or f"{given.name}s"
        return Kind(given.name, plural, spec, given.api_versions, icon=given.icon)

    def declare(self, pair: RelationPair, at: tuple[int | str, ...]) -> None:
        """Note a pair, or a fault if one of its names has another partner."""
        for name in _names(pair):
            known = self.pairs.setdefault(name, pair)
            if known not in {pair, pair.reverse}:
                message = f"'{name}' belongs together with '{_partner(known, name)}'"
                self.faults.append(Senseless(at, message, "choose other names"))

    def _relates(self, row: RelationField, at: tuple[int | str, ...]) -> tuple[str, Relates] | None:
        name, slash, backward = row.type.partition("/")
        if slash:
            self.declare(RelationPair(name, backward), (*at, "type"))
        pair = self.pairs.get(name)
        if pair is None:
            close = difflib.get_close_matches(name, self.pairs, n=1)
            meant = f"; did you mean '{close[0]}'?" if close else ""
            hint = f"write both of its names, {name}/<name from the other end>, or declare it in model.relations"
            self.faults.append(Senseless((*at, "type"), f"there is no relation '{name}'{meant}", hint))
            return None
        reverse = row.reverse != (name == pair.backward)
        kind = row.default_kind.lower() if row.default_kind else None
        return row.field.removeprefix("spec."), Relates(pair, kind, reverse)

    def _schema(self, given: CustomKind, at: tuple[int | str, ...]) -> JsonSchema | None:
        try:
            return schema_of(given.schema_, self.folder)
        except SchemaError as error:
            is_here = isinstance(given.schema_, dict) and bool(error.path)
            words = error.words if is_here else f"is no JSON Schema that can be used: {error}"
            self.faults.append(Senseless((*at, *error.path) if is_here else at, words, error.hint))
        return None


def _names(pair: RelationPair) -> Iterator[str]:
    yield from (pair.forward, pair.backward)


def _partner(pair: RelationPair, name: str) -> str:
    return pair.backward if name == pair.forward else pair.forward
