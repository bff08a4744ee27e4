"""Requests for folders that plug-ins show: what their annotations name (Backstage's `getAdrLocationUrl`)."""

from dataclasses import dataclass

from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.model.entity import SOURCE_LOCATION, Entity
from portalgen.model.fragment import DocsRequest
from portalgen.model.source import Location, Snapshot
from portalgen.read.annotate import source_location
from portalgen.read.policy import ReadPolicy
from portalgen.read.targets import docs_folder
from portalgen.yaml12 import pointer

_HINT = "write a path from the folder of this file, or the address of a folder in a Git host"


@dataclass(frozen=True, slots=True)
class Folders:
    """Requests, and why others cannot be met."""

    requests: tuple[DocsRequest, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class _RefusedError(ValueError):
    """A folder that cannot be had; the message says why."""


def request_folders(entity: Entity, snapshot: Snapshot, policy: ReadPolicy) -> Folders:
    """Return which folders an entity asks for."""
    requests, diagnostics = [], []
    for tab in policy.tabs:
        if text := (entity.annotations.get(tab.annotation) or "").strip():
            at = pointer("/metadata/annotations", tab.annotation)
            try:
                location, folder = _place(entity, text, at, snapshot, policy)
                requests.append(DocsRequest(entity.ref, location, folder, entity.spot(at), tab))
            except _RefusedError as error:
                message, where = f"{entity.ref}: {error}", entity.at(at)
                diagnostics.append(diagnose("docs-not-found", message, where=where, hint=_HINT, entity=str(entity.ref)))
    return Folders(tuple(requests), tuple(diagnostics))


def _place(entity: Entity, text: str, at: str, snapshot: Snapshot, policy: ReadPolicy) -> tuple[Location, str]:
    """Return where the folder is: its repository, and its path there. Raises `_RefusedError`."""
    own = entity.document["metadata"]["annotations"].get(SOURCE_LOCATION, "")
    origin, source = snapshot.location.origin_text, snapshot.source
    if "://" in text or (own.startswith("url:") and own != source_location(entity.where.path, snapshot, policy)):
        url, path = (text, ".") if "://" in text else (own.removeprefix("url:"), text)
        hosted = policy.forges.parse(url)
        if not hosted:
            raise _RefusedError(f"'{url}' is not a folder in a Git host that is known")
        location = Location("git", hosted.repository, hosted.ref, paths=(), origin=origin, where=entity.at(at))
        return location, _inside(hosted.path.rstrip("/"), path)
    if not snapshot.listed:
        raise _RefusedError("a plain web site has no folders")
    kind = "git" if source.commit else snapshot.location.type
    folder = _inside(entity.where.path.rpartition("/")[0], text)
    return Location(kind, source.url, source.ref, paths=(), origin=origin), folder


def _inside(base: str, text: str) -> str:
    """Return a folder seen from another; a path that starts with a slash starts at the repository's root."""
    found = docs_folder("", text.lstrip("/") or ".") if text.startswith("/") else docs_folder(base, text)
    if found is None:
        raise _RefusedError(f"'{text}' leads out of the repository")
    return found
