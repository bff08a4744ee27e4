"""Targets: what a Location entity points at, as files of the same source or as locations to crawl next."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from portalgen.diagnostics import Where
from portalgen.model.glob import compile_glob, has_wildcard
from portalgen.model.source import Location, Snapshot
from portalgen.read.placeholders import PlaceholderError, locate, scheme
from portalgen.read.policy import ReadPolicy


@dataclass(frozen=True, slots=True)
class Target:
    """One target of a Location entity."""

    text: str
    pointer: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Where a target leads: files of this source, or a location elsewhere."""

    paths: tuple[str, ...] = ()
    location: Location | None = None
    problem: str = ""
    absent: bool = False
    """True: the problem is only that there is no such file, which `presence: optional` allows."""


def targets(spec: dict[str, Any]) -> Iterator[Target]:
    """Yield `target`, then `targets`, in the order written."""
    optional = spec.get("presence") == "optional"
    if spec.get("target"):
        yield Target(spec["target"], "/spec/target", optional)
    for index, text in enumerate(spec.get("targets") or ()):
        yield Target(text, f"/spec/targets/{index}", optional)


def find(target: Target, path: str, where: Where, snapshot: Snapshot, policy: ReadPolicy) -> Found:
    """Resolve a target against the file that names it."""
    text = target.text.strip()
    try:
        if (found := scheme(text)) in {"http", "https"}:
            return _elsewhere(text, target, where, snapshot, policy)
        if found:
            return Found(problem=f"'{text}' is not a place that can be read")
        pattern = locate(text, path, snapshot, policy)
    except PlaceholderError as error:
        return Found(problem=str(error))
    return _files(pattern, snapshot)


def _elsewhere(text: str, target: Target, where: Where, snapshot: Snapshot, policy: ReadPolicy) -> Found:
    hosted = policy.forges.parse(text)
    source = snapshot.source
    if hosted and policy.forges.web(hosted.repository) == policy.forges.web(source.url) and hosted.ref == source.ref:
        return _files(hosted.path, snapshot)
    origin = snapshot.location.origin_text
    return Found(location=Location("url", text, optional=target.optional, origin=origin, where=where))


def _files(pattern: str, snapshot: Snapshot) -> Found:
    if snapshot.file(pattern):
        return Found((pattern,))
    matches = compile_glob(pattern) if has_wildcard(pattern) else lambda _: False
    paths = tuple(file.path for file in snapshot.files if matches(file.path))
    if paths:
        return Found(paths)
    if snapshot.under(pattern):
        return Found(problem=f"'{pattern or '/'}' is a folder, not a file")
    return Found(problem=f"there is no file '{pattern}' in the repository", absent=True)


def docs_folder(base: str, text: str) -> str | None:
    """Return the folder that `dir:` names, seen from the folder `base`; None if it leads out of the repository."""
    folder = posixpath.normpath(posixpath.join(base, text))
    if folder.startswith(("../", "/")) or folder == "..":
        return None
    return "" if folder == "." else folder
