"""The check: a catalog in, a diagnostic for everything that a rule of portal.yaml does not allow out."""

from collections.abc import Iterator
from dataclasses import dataclass

from portalgen.config import PluginSettings
from portalgen.config.schema_file import schema_of
from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.model.attempt import attempt
from portalgen.model.catalog import Catalog
from portalgen.model.entity import Entity
from portalgen.model.json_schema import JsonSchema, SchemaError
from portalgen.yaml12 import pointer
from portalgen_policy.options import Options, PolicyRule


@dataclass(frozen=True, slots=True)
class _Found:
    at: str
    """JSON pointer."""
    words: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class _Rule:
    given: PolicyRule
    kinds: frozenset[str]
    name: JsonSchema | None
    schema: JsonSchema | None

    def applies(self, entity: Entity) -> bool:
        """Say whether the rule is for an entity."""
        kind = not self.kinds or entity.ref.kind in self.kinds
        return kind and (not self.given.types or entity.type in self.given.types)

    def check(self, entity: Entity) -> Iterator[_Found]:
        """Yield what is wrong."""
        for group, wanted, present in (
            ("annotation", self.given.annotations, entity.annotations),
            ("label", self.given.labels, entity.labels),
        ):
            for key in wanted:
                if not present.get(key):
                    yield _Found(f"/metadata/{group}s", f"the {group} {key} is missing", f"add it to metadata.{group}s")
        if self.name and any(self.name.faults(entity.name)):
            yield _Found("/metadata/name", f"the name does not have the form {self.given.name}")
        for fault in self.schema.faults(entity.document) if self.schema else ():
            at, name = "", ""
            for part in fault.path:
                at = pointer(at, part)
                name += f"[{part}]" if isinstance(part, int) else f".{part}"
            yield _Found(at, f"{name.removeprefix('.') or 'the entity'} {fault.words}", fault.hint)


@dataclass(frozen=True, slots=True)
class Policy:
    """All rules, ready to look at catalogs."""

    rules: tuple[_Rule, ...]

    @classmethod
    def of(cls, settings: PluginSettings) -> "Policy":
        """Return the rules that portal.yaml describes. Raises `ConfigError`."""
        options = settings.read_as(Options)
        return cls(tuple(_compiled(rule, index, settings) for index, rule in enumerate(options.rules)))

    def __call__(self, catalog: Catalog) -> Iterator[Diagnostic]:
        """Yield what the rules do not allow."""
        for entity in catalog.entities.values():
            for rule in self.rules:
                if rule.applies(entity):
                    # Guarded one by one: an entity that a schema cannot be applied to costs no other its checks.
                    found, failed = attempt(rule.check, entity, gives=_Found, entity=entity)
                    yield from (_diagnose(row, rule.given, entity) for row in found)
                    yield from failed


def _diagnose(found: _Found, rule: PolicyRule, entity: Entity) -> Diagnostic:
    return diagnose(
        "policy-violation",
        f"{entity.ref}: {found.words}",
        where=entity.at(found.at),
        hint=rule.hint or found.hint,
        entity=str(entity.ref),
    )


def _compiled(rule: PolicyRule, index: int, settings: PluginSettings) -> _Rule:
    key = "name"
    try:
        name = JsonSchema.of({"type": "string", "pattern": f"^(?:{rule.name})$"}) if rule.name else None
        key = "schema"
        schema = schema_of(rule.schema_, settings.folder)
    except SchemaError as error:
        raise settings.wrong(f"cannot be used: {error}", "rules", index, key) from error
    return _Rule(rule, frozenset(kind.lower() for kind in rule.kinds), name, schema)
