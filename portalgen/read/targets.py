"""Targets: what a Location entity points at, as files of the same source or as locations to crawl next."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import quote, urlsplit

from portalgen.diagnostics import Where
from portalgen.globs import compile_glob, has_wildcard
from portalgen.model.entity import Entity
from portalgen.model.fragment import Lead
from portalgen.model.source import Location, Snapshot
from portalgen.model.web import resolve_web, split_web
from portalgen.read.addresses import AddressError, hosted, is_absolute, path_inside, readable
from portalgen.read.allowance import Allowance, AllowanceError
from portalgen.read.policy import ReadPolicy
from portalgen.read.spelling import spell

MOST_TARGETS = 10_000
"""Of one Location; those beyond are not looked for."""
_LONGEST = 4000
"""Characters of a target: far more than any server takes."""
_COMPILING = 400
"""Files that could be looked at in the time that it takes to make a pattern of a glob."""


@dataclass(frozen=True, slots=True)
class Target:
    """One target of a Location entity."""

    text: str
    pointer: str
    optional: bool


class TargetError(ValueError):
    """A target leads nowhere; `absent`: there is no such file, which `presence: optional` allows."""

    def __init__(self, problem: str, *, absent: bool = False) -> None:
        super().__init__(problem)
        self.absent = absent


def targets(entity: Entity) -> Iterator[Target]:
    """Yield `target`, then `targets` of a Location, in the order written; nothing for other kinds.

    One that has none of them and a type has a target without a text, since its type may be wrong.
    """
    if entity.ref.kind != "location":
        return
    spec = entity.spec
    optional = spec.get("presence") == "optional"
    if spec.get("target"):
        yield Target(spec["target"], "/spec/target", optional)
    if entity.type and not (spec.get("target") or spec.get("targets")):
        yield Target("", "/spec/type", optional)
    for index, text in enumerate(islice(spec.get("targets") or (), MOST_TARGETS)):
        yield Target(text, f"/spec/targets/{index}", optional)


@dataclass
class Listing:
    """The files of one snapshot, and what globs have found among them: each is looked for once."""

    snapshot: Snapshot
    allowance: Allowance
    found: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def matching(self, pattern: str) -> tuple[str, ...]:
        """Return the paths that a glob matches. Raises `TargetError` where that takes too long."""
        if pattern not in self.found:
            try:
                self.allowance.take_looks(len(self.snapshot.files) + _COMPILING)
            except AllowanceError as error:
                raise TargetError(f"'{pattern}' is not looked for: {error}") from error
            matches = compile_glob(pattern)
            self.found[pattern] = tuple(file.path for file in self.snapshot.files if matches(file.path))
            if matches.is_exhausted:
                raise TargetError(f"'{pattern}' takes too many steps to look for")
        return self.found[pattern]


def find(target: Target, entity: Entity, listing: Listing, policy: ReadPolicy) -> Lead:
    """Resolve a target against the file that names it. Raises `TargetError`."""
    snapshot = listing.snapshot
    text = target.text.strip()
    where = entity.at(target.pointer)
    if len(text) > _LONGEST:
        raise TargetError(f"a target has at most {_LONGEST:,} characters")
    _check_type(entity.type, snapshot)
    if not (text and snapshot.listed):
        return _on_site(text, target, entity, snapshot, policy) if text else Lead(where)
    try:
        if is_absolute(text):
            return _elsewhere(text, target, where, listing, policy)
        if snapshot.location.type == "file" and _leaves(text, entity.where.path):
            place = posixpath.join(snapshot.source.url, posixpath.dirname(entity.where.path), text)
            return Lead(where, location=_location("file", posixpath.normpath(place), target, where, snapshot))
        paths = _files(path_inside(text, entity.where.path, strict=policy.strict), listing, policy)
        return Lead(where, paths, spelled=spell(text, entity.where.path, paths, snapshot, policy))
    except AddressError as error:
        raise TargetError(str(error)) from error


def _on_site(text: str, target: Target, entity: Entity, snapshot: Snapshot, policy: ReadPolicy) -> Lead:
    where = entity.at(target.pointer)
    location = _beside(text, entity.where.path, target, where, snapshot)
    fragment = re.search("#.+", text) if policy.strict else None
    return Lead(where, location=location, spelled=(location.target + fragment[0],) if fragment else ())


def _check_type(written: str, snapshot: Snapshot) -> None:
    """Refuse a `spec.type` that the place of the file does not allow: a repository names no files of this machine."""
    here = "file" if snapshot.location.type == "file" else "url"
    if written and written not in {here, "url"}:
        raise TargetError(f"its type is '{written}', but a Location that comes from a {here} must have type url")


def _leaves(text: str, path: str) -> bool:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), text)).startswith("../")


def _elsewhere(text: str, target: Target, where: Where, listing: Listing, policy: ReadPolicy) -> Lead:
    snapshot = listing.snapshot
    if not _is_web(text):
        raise TargetError(f"'{text}' is not a place that can be read")
    found = hosted(text, policy)
    source = snapshot.source
    same = found and policy.forges.identity(found.repository) == policy.forges.identity(source.url)
    if found and same and found.ref == source.ref:
        paths = _files(readable(quote(found.path), text, strict=policy.strict), listing, policy)
        return Lead(where, paths, spelled=spell(text, "", paths, snapshot, policy))
    if found and not found.ref and policy.strict:
        raise TargetError(f"'{text}' is not a file")
    return Lead(where, location=_location("url", text, target, where, snapshot))


def _is_web(text: str) -> bool:
    """Say whether everyone who reads a URL takes it for one of the web."""
    try:
        return urlsplit(text.strip()).scheme in {"http", "https"}
    except ValueError:
        return False


def _location(kind: str, text: str, target: Target, where: Where, snapshot: Snapshot) -> Location:
    return Location(kind, text, optional=target.optional, origin=snapshot.location.origin_text, where=where)


def _beside(text: str, path: str, target: Target, where: Where, snapshot: Snapshot) -> Location:
    """Return what a target means on a plain web site, where each file is a location of its own."""
    url = resolve_web(f"{snapshot.source.url}/{path}", text)
    if not url:
        raise TargetError(f"'{text}' is not a place that can be read")
    if "*" in split_web(url)[1].partition("?")[0]:
        raise TargetError(f"'{text}': a plain web site has no list of files to look for patterns in")
    return _location("url", url, target, where, snapshot)


def _files(pattern: str, listing: Listing, policy: ReadPolicy) -> tuple[str, ...]:
    snapshot, is_glob = listing.snapshot, has_wildcard(pattern)
    if snapshot.file(pattern) and not (is_glob and policy.strict):  # a folder may be called `[id]`
        return (pattern,)
    paths = listing.matching(pattern) if is_glob else ()
    if not paths and snapshot.under(pattern):
        raise TargetError(f"'{pattern or '/'}' is a folder, not a file")
    if pattern in snapshot.links:
        raise TargetError(f"'{pattern}' is a symbolic link, which is not followed")
    if not paths:
        raise TargetError(f"there is no file '{pattern}' in the repository", absent=True)
    return paths


def docs_folder(base: str, text: str) -> str | None:
    """Return the folder that `dir:` names, seen from the folder `base`; None if it leads out of the repository."""
    folder = posixpath.normpath(posixpath.join(base, text))
    if folder.startswith(("../", "/")) or folder == "..":
        return None
    return "" if folder == "." else folder
