"""Entries: the patterns of a location and the files of a source in, the descriptors to start from out."""

import difflib
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.globs import compile_glob, has_wildcard
from portalgen.model.source import Location, Snapshot

_SUFFIXES = (".yaml", ".yml")
_CANDIDATES = 2000
"""Names to compare with a misspelt one: more would cost seconds."""


def find_entries(
    patterns: Iterable[str], snapshot: Snapshot, location: Location
) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """Return the matched paths, sorted, and a diagnostic for each pattern that matched nothing."""
    paths = {file.path for file in snapshot.files}
    found: set[str] = set()
    missing = []
    for pattern in patterns:
        matched = set(_match(pattern, paths))
        found |= matched
        if not matched and not location.optional:
            missing.append(_not_found(pattern, paths, location, snapshot))
    return tuple(sorted(found)), tuple(missing)


def _match(pattern: str, paths: set[str]) -> Iterator[str]:
    exact = pattern if pattern in paths else _plain(pattern)
    if exact in paths:  # also a folder called `[id]`
        yield exact
    elif has_wildcard(pattern):
        matches = compile_glob(pattern)
        found = [path for path in sorted(paths) if matches(path)]
        yield from () if matches.is_exhausted else found


def _plain(pattern: str) -> str:
    return "/".join(part for part in pattern.split("/") if part not in {"", "."})


def _not_found(pattern: str, paths: set[str], location: Location, snapshot: Snapshot) -> Diagnostic:
    url, plain = snapshot.source.url, _plain(pattern)
    if link := next((one for one in snapshot.links if plain == one or plain.startswith(f"{one}/")), ""):
        hint = "put the file itself there, or name the one that it points at"
        message = f"{url}: {link} is a symbolic link, which is not followed"
        return diagnose("location-not-found", message, where=location.where_of_path(pattern), hint=hint)
    near = _nearest(pattern, paths)
    hint = f"did you mean {' or '.join(near)}?" if near else "add the file, or correct the path"
    what = "no file matches" if has_wildcard(pattern) else "no file"
    where = location.where_of_path(pattern)
    return diagnose("location-not-found", f"{url}: {what} {pattern}", where=where, hint=hint)


def _nearest(pattern: str, paths: set[str]) -> list[str]:
    """Return the files in a folder of that name, of that name in other folders, or else of a similar path."""
    folder, name = pattern.strip("/"), PurePosixPath(pattern).name
    inside = sorted(path for path in paths if path.endswith(_SUFFIXES) and path.rpartition("/")[0] == folder)
    same = sorted((path for path in paths if PurePosixPath(path).name == name), key=lambda path: (len(path), path))
    if inside or same:
        return (inside or same)[:2]
    descriptors = sorted(path for path in paths if path.endswith(_SUFFIXES))
    return difflib.get_close_matches(pattern, descriptors[:_CANDIDATES], n=2, cutoff=0.6)
