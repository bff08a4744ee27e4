"""Requests for documentation: what `backstage.io/techdocs-ref` names (Backstage `techdocs-node/src/helpers.ts`)."""

from dataclasses import dataclass, replace

from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.model.docs_version import ANNOTATION, read_patterns
from portalgen.model.entity import SOURCE_LOCATION, TECHDOCS_REF, Entity
from portalgen.model.forge import RepositoryFile
from portalgen.model.fragment import DocsRequest
from portalgen.model.source import Location, Snapshot
from portalgen.read.annotate import source_location
from portalgen.read.policy import ReadPolicy
from portalgen.read.targets import docs_folder
from portalgen.yaml12 import pointer

_POINTER = pointer("/metadata/annotations", TECHDOCS_REF)
_OWN_SOURCE = pointer("/metadata/annotations", SOURCE_LOCATION)
_HINT = "write dir:. for the folder of this file, dir:<folder>, or url:<address of a folder in a Git host>"
_SOURCE_HINT = (
    "dir: starts there: write url:<address of a folder in a Git host>, or leave it out for this file's folder"
)


@dataclass(frozen=True, slots=True)
class Requested:
    """A request, or why it cannot be met; neither when the entity has no documentation of its own."""

    request: DocsRequest | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def request_docs(entity: Entity, snapshot: Snapshot, policy: ReadPolicy) -> Requested:
    """Return what documentation an entity asks for, and which versions of it."""
    found = _requested(entity, snapshot, policy)
    versions = read_patterns(entity.annotations.get(ANNOTATION) or "")
    if not versions:
        return found
    if not found.request:
        return found if TECHDOCS_REF in entity.annotations else Requested(diagnostics=(_nothing_versioned(entity),))
    return replace(found, request=replace(found.request, versions=versions))


def _nothing_versioned(entity: Entity) -> Diagnostic:
    """Say that versions are asked for of what has none: a README, another entity's documentation, or nothing."""
    message = f"{entity.ref}: only documentation of its own that {TECHDOCS_REF} names is shown in versions"
    where, hint = (
        entity.at(pointer("/metadata/annotations", ANNOTATION)),
        f"add {TECHDOCS_REF}, or remove the annotation",
    )
    return diagnose("docs-version", message, where=where, hint=hint, entity=str(entity.ref))


def _requested(entity: Entity, snapshot: Snapshot, policy: ReadPolicy) -> Requested:
    text = entity.annotations.get(TECHDOCS_REF)
    if not text:
        return Requested()
    kind, _, target = (part.strip() for part in text.partition(":"))
    if kind == "dir":
        return _beside(entity, target, snapshot, policy)
    if kind == "url":
        return _at_url(entity, target, snapshot, policy)
    return _refuse(entity, f"'{text}' is not a techdocs-ref")


def _beside(entity: Entity, folder: str, snapshot: Snapshot, policy: ReadPolicy) -> Requested:
    own = entity.document["metadata"]["annotations"].get(SOURCE_LOCATION, "")
    if own.startswith("url:") and own != source_location(entity.where.path, snapshot, policy):
        return _at_own_source(entity, own.removeprefix("url:"), folder, snapshot, policy)
    if not snapshot.listed:
        return _refuse(entity, "a plain web site has no folders to build documentation from")
    found = docs_folder(entity.where.path.rpartition("/")[0], folder)
    if found is None:
        return _refuse(entity, f"'dir:{folder}' leads out of the repository")
    location = Location(
        "git" if snapshot.source.commit else snapshot.location.type,
        snapshot.source.url,
        snapshot.source.ref,
        paths=(),
        origin=snapshot.location.origin_text,
    )
    return Requested(DocsRequest(entity.ref, location, found, entity.spot(_POINTER)))


def _at_url(entity: Entity, url: str, snapshot: Snapshot, policy: ReadPolicy) -> Requested:
    hosted = policy.forges.parse(url)
    if not hosted:
        return _refuse(entity, f"'{url}' is not a folder in a Git host that is known")
    return _hosted(entity, hosted, ".", snapshot)


def _at_own_source(entity: Entity, url: str, folder: str, snapshot: Snapshot, policy: ReadPolicy) -> Requested:
    """Return what `dir:` means where the entity says itself where its source is; that may be what is wrong."""
    hosted = policy.forges.parse(url)
    if not hosted:
        message = f"{SOURCE_LOCATION} '{url}' is not a folder in a Git host that is known"
        return _refuse(entity, message, _OWN_SOURCE, _SOURCE_HINT)
    return _hosted(entity, hosted, folder or ".", snapshot, _OWN_SOURCE)


def _hosted(entity: Entity, hosted: RepositoryFile, folder: str, snapshot: Snapshot, at: str = _POINTER) -> Requested:
    """Ask for a folder of a repository; `at` is the annotation that names the repository."""
    found = docs_folder(hosted.path.rstrip("/"), folder)
    if found is None:
        return _refuse(entity, f"'dir:{folder}' leads out of the repository")
    location = Location(
        "git", hosted.repository, hosted.ref, paths=(), origin=snapshot.location.origin_text, where=entity.at(at)
    )
    spot = entity.spot(at if folder.rstrip("/") == "." else _POINTER)
    return Requested(DocsRequest(entity.ref, location, found, spot))


def _refuse(entity: Entity, message: str, at: str = _POINTER, hint: str = _HINT) -> Requested:
    row = diagnose("docs-not-found", f"{entity.ref}: {message}", where=entity.at(at), hint=hint, entity=str(entity.ref))
    return Requested(diagnostics=(row,))
