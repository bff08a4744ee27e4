"""Descriptors: one YAML document in; an entity with its relations, or the faults that keep it out, out."""

from dataclasses import dataclass, field, replace
from typing import Any

from portalgen.diagnostics import Diagnostic
from portalgen.model.entity import Entity
from portalgen.model.kinds import Kind, Spec
from portalgen.model.ref import EntityRef
from portalgen.model.rules import is_allowed
from portalgen.model.source import BlobStore, Snapshot
from portalgen.read.allowance import Allowance
from portalgen.read.annotate import annotate
from portalgen.read.envelope import check_envelope, check_root
from portalgen.read.faults import Fault, Place
from portalgen.read.generic import GenericSpec
from portalgen.read.placeholders import Substitution
from portalgen.read.policy import ReadPolicy
from portalgen.read.specs import check_spec, relate
from portalgen.yaml12 import YamlDocument


@dataclass(frozen=True, slots=True)
class Descriptor:
    """What became of one document."""

    entity: Entity | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the documents of one snapshot."""

    snapshot: Snapshot
    blobs: BlobStore
    policy: ReadPolicy
    allowance: Allowance = field(default_factory=Allowance)

    def read(self, document: YamlDocument, path: str) -> Descriptor:
        """Return the entity of a document, or why there is none; an empty document gives neither."""
        place = Place(self.snapshot.source.url, path, document)
        if document.fault:
            code = "yaml-limit" if document.fault.limit else "yaml-syntax"
            where = replace(place.at(), line=document.fault.line, column=document.fault.column)
            fault = Fault("", document.fault.message, document.fault.hint, code)
            return Descriptor(diagnostics=tuple(replace(row, where=where) for row in place.diagnose([fault])))
        if document.value is None:
            return Descriptor()
        if not isinstance(document.value, dict):
            fault = Fault("", "expected a map at the root of the document", code="not-an-entity")
            return Descriptor(diagnostics=place.diagnose([fault]))
        return self._entity(document.value, place)

    def _entity(self, written: dict[str, Any], place: Place) -> Descriptor:
        if faults := list(check_root(written)):
            return Descriptor(diagnostics=place.diagnose(faults))
        kind, noted = self._kind(written)
        content, wrong = self._content(written, kind, place.path, complete=not noted)
        wrong = [*check_envelope(written), *self._allowed(written), *wrong]
        shown = [fault for fault in noted if not wrong or fault.code != "unknown-kind"]  # else it is not shown at all
        diagnostics = place.diagnose([*shown, *wrong], _subject(written))
        if wrong or any(self.policy.strict or fault.code != "unknown-kind" for fault in noted):
            return Descriptor(diagnostics=diagnostics)
        return self._finish(content, kind, place, diagnostics)

    def _content(
        self, written: dict[str, Any], kind: Kind | None, path: str, *, complete: bool
    ) -> tuple[dict[str, Any], list[Fault]]:
        substitution = Substitution(self.snapshot, self.blobs, self.policy, path, self.allowance)
        content = substitution.substitute(written)
        if substitution.faults or not kind:
            return content, substitution.faults
        return content, list(check_spec(kind, content, complete=complete))

    def _finish(
        self, content: dict[str, Any], kind: Kind | None, place: Place, diagnostics: tuple[Diagnostic, ...]
    ) -> Descriptor:
        document = annotate(content, place.path, self.snapshot, self.policy)
        metadata = document["metadata"]
        ref = EntityRef(document["kind"], metadata["namespace"], metadata["name"])
        spec: type[Spec] = kind.spec if kind else GenericSpec
        related = relate(spec, ref, content.get("spec") or {}, place)
        if related.faults and kind:
            return Descriptor(diagnostics=(*diagnostics, *place.diagnose(related.faults, str(ref))))
        entity = Entity(
            ref=ref,
            document=_sorted_lists(document, spec),
            where=place.at(),
            positions=place.document.positions,
            relations=related.relations,
            written=place.document.text,
            written_line=place.document.line,
        )
        return Descriptor(entity, diagnostics)

    def _kind(self, written: dict[str, Any]) -> tuple[Kind | None, list[Fault]]:
        """Return the kind to read by and what is wrong with it; of another version, fields must have the same form."""
        name, version = written["kind"], written["apiVersion"]
        kind, near = self.policy.kind(name, version), self.policy.named(name)
        if kind:
            return kind, []
        if near and near.name != name:
            return None, [Fault("/kind", f"kind '{name}' is not known", f"did you mean '{near.name}'?")]
        if near:
            hint = f"use {' or '.join(near.api_versions)}"
            return near, [Fault("/apiVersion", f"{name} has no version '{version}'", hint, "unknown-kind")]
        hint = "it is shown without checks; add the kind by a plug-in, or correct it"
        return None, [Fault("/kind", f"kind '{name}' is not known", hint, "unknown-kind")]

    def _allowed(self, written: dict[str, Any]) -> list[Fault]:
        rules, location = self.policy.rules, self.snapshot.location
        spec = written.get("spec")
        spec_type = spec.get("type") if isinstance(spec, dict) else ""
        kind_type, _, target = location.origin_text.partition(":")
        if rules is None or is_allowed(rules, written["kind"], str(spec_type or ""), (kind_type, target)):
            return []
        message = f"catalog.rules do not allow {written['kind']} from {location.origin_text}"
        hint = f"add 'allow: [{written['kind']}]' to the rules of portal.yaml"
        return [Fault("/kind", message, hint, "kind-not-allowed")]


def _subject(written: dict[str, Any]) -> str:
    metadata = written["metadata"]
    namespace = metadata.get("namespace")
    return str(EntityRef(written["kind"], namespace if isinstance(namespace, str) else "default", metadata["name"]))


def _sorted_lists(document: dict[str, Any], spec: type[Spec]) -> dict[str, Any]:
    """Sort the lists of refs by UTF-16 code units, as Backstage serves them."""
    values = document.get("spec")
    if not isinstance(values, dict):
        return document
    changed = {
        name: sorted(values[name], key=lambda text: text.encode("utf-16-be"))
        for name in sorted(spec.sorted_fields)
        if isinstance(values.get(name), list) and all(isinstance(item, str) for item in values[name])
    }
    return {**document, "spec": {**values, **changed}}
