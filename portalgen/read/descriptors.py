"""Descriptors: one YAML document in; an entity with its relations, or the faults that keep it out, out."""

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from portalgen.diagnostics import Diagnostic, Where, diagnose
from portalgen.model.entity import Entity
from portalgen.model.fragment import Declaration
from portalgen.model.kinds import Kind
from portalgen.model.ref import EntityRef, kept_ref
from portalgen.model.rules import BACKSTAGE_DEFAULT, is_allowed
from portalgen.model.source import BlobStore, Snapshot
from portalgen.read.allowance import Allowance
from portalgen.read.annotate import Added, added_to, annotate
from portalgen.read.brought import own_faults
from portalgen.read.conflicts import conflict
from portalgen.read.envelope import check_envelope
from portalgen.read.faults import Fault, Place
from portalgen.read.generic import GenericSpec
from portalgen.read.joined import joined
from portalgen.read.keys_in_case import alike
from portalgen.read.misindented import misindented
from portalgen.read.misspelt_annotations import misspelt_annotations
from portalgen.read.misspelt_fields import misspelt_fields
from portalgen.read.placeholders import Substitution
from portalgen.read.policy import ReadPolicy
from portalgen.read.process import Processed, Processing
from portalgen.read.root import check_root
from portalgen.read.skeletons import is_skeleton, skeleton_fault, unfilled
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
        found = self._read(document, place)
        if found.diagnostics and is_skeleton(document):
            return replace(found, diagnostics=place.diagnose([skeleton_fault(document, path)]))
        if found.diagnostics and (cause := misindented(document, found.diagnostics)):
            return replace(found, diagnostics=place.diagnose([cause]))
        return found

    def _read(self, document: YamlDocument, place: Place) -> Descriptor:
        if document.fault:
            broken = conflict(document) or joined(document) or document.fault
            where = place.at()._replace(line=broken.line, column=broken.column)
            code = "yaml-limit" if broken.limit else "yaml-syntax"
            found = diagnose(code, broken.message, where=where, hint=broken.hint)
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
        failed = substitution.faults
        processed = Processed(content) if failed else self._processed(content, place.path)
        content = processed.document
        is_complete = not (failed and self.policy.processors) and all(one.code != "unknown-kind" for one in noted)
        found = [
            *islice(check_envelope(written, content), MOST_FAULTS),
            *self._allowed(written),
            *self._spec_faults(content, kind, complete=is_complete),
        ]
        wrong = [*own_faults(found, failed, content), *failed]
        shown = [fault for fault in noted if not wrong or fault.code != "unknown-kind"]  # else it is not shown at all
        shown += unfilled(place.document, written)
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
        if not processors:
            return Processed(content)
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
        ref = kept_ref(document["kind"], metadata["namespace"], metadata["name"])
        spec = self.policy.spec(kind, content.get("spec")) if kind else GenericSpec
        added = {change.pointer: change.where for change in processed.added}
        related = relate(spec, ref, content.get("spec") or {}, place, added)
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
        misspelt = misspelt_fields(entity, kind) if kind else ()
        return self._declared(entity, place, (*diagnostics, *misspelt, *misspelt_annotations(entity)))

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
        kind = self.policy.kind(name, version)
        if kind:
            return kind, []
        near = self.policy.named(name)
        if near:
            in_case = Fault("/kind", f"kind '{name}' is not known", f"did you mean '{near.name}'?")
            hint = f"use {' or '.join(near.api_versions)}"
            no_version = Fault("/apiVersion", f"{near.name} has no version '{version}'", hint, "unknown-kind")
            of_version = [] if version in near.api_versions else [no_version]
            return near, [in_case, *of_version] if near.name != name else of_version
        similar = self.policy.similar(name)
        hint = "it is shown without checks; describe the kind under model.kinds, or correct it"
        hint = f"did you mean '{similar}'? Else describe the kind under model.kinds" if similar else hint
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
    return kept_ref(written["kind"], namespace if isinstance(namespace, str) else "default", metadata["name"])


_SORTED = frozenset(("providesApis", "consumesApis", "dependsOn", "dependencyOf", "memberOf", "children", "members"))
"""Lists that Backstage's catalog sorts, whatever the kind (`BuiltinKindsEntityProcessor.preProcessEntity`)."""


def _sorted_lists(document: dict[str, Any]) -> dict[str, Any]:
    """Sort the lists of refs by UTF-16 code units, as Backstage serves them."""
    values: dict[str, Any] = document.get("spec") or {}
    lists = [name for name in _SORTED.intersection(values) if _are_refs(values[name])]
    if not lists:
        return document
    return {**document, "spec": {**values, **{name: sorted(values[name], key=_units) for name in lists}}}


def _are_refs(value: object) -> bool:
    return isinstance(value, list) and len(value) > 1 and all(isinstance(one, str) for one in value)


def _units(text: str) -> bytes:
    return text.encode("utf-16-be", "surrogatepass")
