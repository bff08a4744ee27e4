"""Descriptors: one YAML document in; an entity with its relations, or the faults that keep it out, out."""

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from portalgen.diagnostics import Diagnostic, Where, diagnose
from portalgen.model.entity import Entity
from portalgen.model.fragment import Declaration
from portalgen.model.kinds import Kind
from portalgen.model.ref import EntityRef
from portalgen.model.rules import BACKSTAGE_DEFAULT, is_allowed
from portalgen.model.source import BlobStore, Snapshot
from portalgen.read.allowance import Allowance
from portalgen.read.annotate import Added, added_to, annotate
from portalgen.read.envelope import check_envelope, check_root
from portalgen.read.faults import Fault, Place
from portalgen.read.generic import GenericSpec
from portalgen.read.keys_in_case import alike
from portalgen.read.placeholders import Substitution
from portalgen.read.policy import ReadPolicy
from portalgen.read.process import Processed, Processing
from portalgen.read.specs import check_spec, relate
from portalgen.yaml12 import YamlDocument

MOST_FAULTS = 1000
"""Faults of one document's envelope, or of its spec; more of the same tell nobody more."""


@dataclass(frozen=True, slots=True)
class Descriptor:
    """What became of one document."""

    declaration: Declaration | None = None
    """None: it is empty, or does not say what it declares."""
    diagnostics: tuple[Diagnostic, ...] = ()
    broken: Where | None = None
    """The fault for which Backstage would drop the whole file."""
    reason: str = ""
    """What that fault is."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the documents of one snapshot."""

    snapshot: Snapshot
    blobs: BlobStore
    policy: ReadPolicy
    allowance: Allowance = field(default_factory=Allowance)
    added: dict[str, Added] = field(default_factory=dict)
    """Path -> what its entities get: the same for all of them."""

    def read(self, document: YamlDocument, path: str) -> Descriptor:
        """Return what a document declares, valid or not; an empty document gives nothing."""
        place = Place(self.snapshot.source.url, path, document)
        if document.fault:
            where = replace(place.at(), line=document.fault.line, column=document.fault.column)
            code = "yaml-limit" if document.fault.limit else "yaml-syntax"
            found = diagnose(code, document.fault.message, where=where, hint=document.fault.hint)
            return Descriptor(None, (found,), where, found.message)
        if document.value is None:
            return Descriptor()
        if not isinstance(document.value, dict):
            fault = Fault("", "expected a map at the root of the document", code="not-an-entity", whole_file=True)
            return _refused([fault], place)
        faults = list(check_root(document.value))
        return _refused(faults, place) if faults else self._entity(document.value, place)

    def _entity(self, written: dict[str, Any], place: Place) -> Descriptor:
        kind, noted = self._kind(written)
        content, substitution = self._content(written, place)
        wrong = substitution.faults
        processed = Processed(content) if wrong else self._processed(content, place.path)
        content = processed.document
        wrong = wrong or self._spec_faults(content, kind, complete=not noted)
        wrong = [*islice(check_envelope(written, content), MOST_FAULTS), *self._allowed(written), *wrong]
        shown = [fault for fault in noted if not wrong or fault.code != "unknown-kind"]  # else it is not shown at all
        ref = _ref(written)
        diagnostics = (*processed.diagnostics, *place.diagnose([*shown, *wrong], str(ref)))
        if wrong or any(self.policy.strict or fault.code != "unknown-kind" for fault in noted):
            invalid = Declaration(ref, place.at(), reason=[*wrong, *noted][0].message)
            return replace(_refused(wrong, place), declaration=invalid, diagnostics=diagnostics)
        return self._finish(replace(processed, diagnostics=diagnostics), kind, place, substitution)

    def _content(self, written: dict[str, Any], place: Place) -> tuple[dict[str, Any], Substitution]:
        substitution = Substitution(self.snapshot, self.blobs, self.policy, place.path, self.allowance)
        if not any(mark in place.document.text for mark in "$\\"):  # there is no placeholder to look for
            return written, substitution
        return substitution.substitute(written), substitution

    def _processed(self, content: dict[str, Any], path: str) -> Processed:
        processors, forges = self.policy.processors, self.policy.forges
        return Processing(processors, self.snapshot, self.blobs, forges).process(content, path)

    def _spec_faults(self, content: dict[str, Any], kind: Kind | None, *, complete: bool) -> list[Fault]:
        model = self.policy.spec(kind, content.get("spec")) if kind else None
        return (
            list(islice(check_spec(kind.name, model, content, complete=complete), MOST_FAULTS))
            if kind and model
            else []
        )

    def _finish(self, processed: Processed, kind: Kind | None, place: Place, substitution: Substitution) -> Descriptor:
        content, diagnostics = processed.document, processed.diagnostics
        document = annotate(content, self._added(place.path))
        metadata = document["metadata"]
        ref = EntityRef(document["kind"], metadata["namespace"], metadata["name"])
        spec = self.policy.spec(kind, content.get("spec")) if kind else GenericSpec
        related = relate(spec, ref, content.get("spec") or {}, place)
        if related.faults and kind:
            invalid = Declaration(ref, place.at(), reason=related.faults[0].message)
            return Descriptor(invalid, (*diagnostics, *place.diagnose(related.faults, str(ref))))
        entity = Entity(
            ref=ref,
            document=_sorted_lists(document),
            where=place.at(),
            positions=place.document.positions,
            relations=related.relations,
            written=place.document.text,
            written_line=place.document.line,
            added={change.pointer: (change.by, change.where) for change in processed.added},
            included=substitution.included,
        )
        return self._declared(entity, place, diagnostics)

    def _declared(self, entity: Entity, place: Place, diagnostics: tuple[Diagnostic, ...]) -> Descriptor:
        clash = alike(dict(entity.document))
        if not clash:
            return Descriptor(Declaration(entity.ref, entity.where, entity), diagnostics)
        message = f"the keys {clash[0]} and {clash[1]} differ only in the case of their letters"
        fault = Fault("/" + clash[1].replace(".", "/"), message, "remove or rename one of them", "keys-differ-in-case")
        diagnostics = (*diagnostics, *place.diagnose([fault], str(entity.ref)))
        if not self.policy.strict:
            return Descriptor(Declaration(entity.ref, entity.where, entity), diagnostics)
        return Descriptor(Declaration(entity.ref, entity.where, None, message, unseen=entity), diagnostics)

    def _added(self, path: str) -> Added:
        if path not in self.added:
            self.added[path] = added_to(path, self.snapshot, self.policy)
        return self.added[path]

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
        hint = "it is shown without checks; describe the kind under model.kinds, or correct it"
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
        if BACKSTAGE_DEFAULT in rules:
            message = f"{written['kind']} is not one of Component, API and Location, which Backstage allows by default"
            hint = "write catalog.rules with every kind that you want, those three too"
        return [Fault("/kind", message, hint, "kind-not-allowed", whole_file=True)]


def _refused(faults: list[Fault], place: Place) -> Descriptor:
    first = next((fault for fault in faults if fault.whole_file), None)
    where = place.at(first.pointer) if first else None
    return Descriptor(None, place.diagnose(faults), where, first.message if first else "")


def _ref(written: dict[str, Any]) -> EntityRef:
    metadata = written["metadata"]
    namespace = metadata.get("namespace")
    return EntityRef(written["kind"], namespace if isinstance(namespace, str) else "default", metadata["name"])


_SORTED = ("providesApis", "consumesApis", "dependsOn", "dependencyOf", "memberOf", "children", "members")
"""Lists that Backstage's catalog sorts, whatever the kind (`BuiltinKindsEntityProcessor.preProcessEntity`)."""


def _sorted_lists(document: dict[str, Any]) -> dict[str, Any]:
    """Sort the lists of refs by UTF-16 code units, as Backstage serves them."""
    values = document.get("spec")
    if not isinstance(values, dict):
        return document
    lists = ((name, values[name]) for name in _SORTED if isinstance(values.get(name), list))
    changed = {name: sorted(items, key=_units) for name, items in lists if all(isinstance(one, str) for one in items)}
    return {**document, "spec": {**values, **changed}} if changed else document


def _units(text: str) -> bytes:
    return text.encode("utf-16-be", "surrogatepass")
