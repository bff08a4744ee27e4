"""Placeholders: `$text`, `$json` and `$yaml` become what they point at (Backstage `PlaceholderProcessor.ts`).

A placeholder is a map with exactly one key that names a resolver; a map with more keys is left alone, and what a
placeholder brings in is not looked at again. Files come from the entity's own repository only.
"""

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any
from urllib.parse import quote

from portalgen.errors import CrawlError
from portalgen.model.forge import RepositoryFile
from portalgen.model.source import BlobStore, Snapshot, Source
from portalgen.model.web import resolve_web, split_web
from portalgen.read.addresses import AddressError, hosted, is_absolute, path_inside, readable
from portalgen.read.allowance import Allowance, AllowanceError
from portalgen.read.bundle import bundle
from portalgen.read.faults import Fault
from portalgen.read.policy import ReadPolicy
from portalgen.read.reference import BundleError, Files
from portalgen.read.trail import Trail, trail_pointer
from portalgen.yaml12 import DEFINITION_LIMITS, parse_documents, plain_scalar

_LONGEST = 4000
"""Characters of a path."""
_MOST_FAULTS = 100
"""Placeholders of one document that may fail before the others are left alone, since it is lost."""
_MOST_NOTED = 1_000_000
"""Characters of the places and paths of one document's placeholders; the provenance of later ones is not kept."""
_MOST_BRACKETS = 300_000
"""Lists and maps in JSON; each takes a hundred bytes of memory or more."""


class PlaceholderError(ValueError):
    """A placeholder cannot be resolved; the text says why."""


class ForeignFileError(PlaceholderError):
    """A placeholder names a file of another repository."""


class ContentError(PlaceholderError):
    """A placeholder brings in a file that is not of its form."""


@dataclass
class Substitution:
    """One document's walk: resolves placeholders, collects faults."""

    snapshot: Snapshot
    blobs: BlobStore
    policy: ReadPolicy
    path: str
    """File that holds the document: relative targets start in its folder."""
    allowance: Allowance = field(default_factory=Allowance)
    faults: list[Fault] = field(default_factory=list)
    included: dict[str, str] = field(default_factory=dict)
    """JSON pointer of a placeholder that was resolved -> path of its file."""
    _noted: int = 0

    def substitute(self, value: Any, at: Trail = None) -> Any:  # noqa: ANN401  (any JSON value)
        """Return the value with every placeholder in it resolved; one that fails is left and recorded."""
        if isinstance(value, list):
            return [self.substitute(item, (at, index)) for index, item in enumerate(value)]
        return self._of_map(value, at) if isinstance(value, dict) else value

    def _of_map(self, value: dict[str, Any], at: Trail) -> Any:  # noqa: ANN401
        if not any(key.startswith("$") for key in value):
            return {name: self.substitute(item, (at, name)) for name, item in value.items()}
        key = next(iter(value)) if len(value) == 1 and at != _ANNOTATIONS else ""
        if key in RESOLVERS and len(self.faults) < _MOST_FAULTS and not (self.policy.strict and key in OPTIONAL):
            return self._resolve(key, value, at)
        return value

    def _resolve(self, key: str, value: Mapping[str, Any], at: Trail) -> Any:  # noqa: ANN401
        try:
            path = locate(value[key], self.path, self.snapshot, self.policy)
            content = self._content(key, path)
        except (PlaceholderError, AllowanceError, BundleError) as error:
            hint = next((hint for kind, hint in _HINTS.items() if type(error) is kind), "")
            self.faults.append(Fault(trail_pointer((at, key)), f"{key}: {error}", hint, "placeholder-failed"))
            return value
        self._note(at, path)
        return content

    def _note(self, at: Trail, path: str) -> None:
        if self._noted < _MOST_NOTED:
            place = trail_pointer(at)
            self._noted += len(place) + len(path)
            self.included[place] = path

    def _content(self, key: str, path: str) -> Any:  # noqa: ANN401
        text = self._text(path)
        if key in OPTIONAL:
            return bundle(text, path, Files(self._locate, self._text, self.allowance))
        return RESOLVERS[key](text, self.allowance)

    def _locate(self, target: str, base: str) -> str:
        return locate(target, base, self.snapshot, self.policy)

    def _text(self, path: str) -> str:
        return self._read(path).decode("utf-8", errors="replace")

    def _read(self, path: str) -> bytes:
        file = self.snapshot.file(path)
        if file is None:
            raise PlaceholderError(f"there is no file '{path or '/'}' in the repository")
        if file.size > DEFINITION_LIMITS.size:
            raise PlaceholderError(f"'{path}' has {file.size:,} bytes, the limit is {DEFINITION_LIMITS.size:,}")
        self.allowance.take_file(file.size)
        try:
            return self.blobs.read(self.snapshot.source, [file])[path]
        except CrawlError as error:
            raise PlaceholderError(f"'{path}' cannot be brought: {error}") from None


_RELATIVE = "the path is relative to the file that holds it; a leading / is the root of the repository"
_FOREIGN = "only files of the same repository are read: keep a copy here, or declare the entity where the file is"
_OTHER_FORM = "mend the file, or bring it in with $text, $json or $yaml, as what it is"
_HINTS = {PlaceholderError: _RELATIVE, ForeignFileError: _FOREIGN, ContentError: _OTHER_FORM}
_ANNOTATIONS: Trail = ((None, "metadata"), "annotations")
"""Backstage adds its own annotations before it looks for placeholders: none stands alone there."""


def locate(target: object, base: str, snapshot: Snapshot, policy: ReadPolicy) -> str:
    """Return the path inside the repository that a target means, seen from the file `base`.

    Raises `PlaceholderError` when it is not text or leads out of the repository.
    """
    if not isinstance(target, str):
        raise PlaceholderError("needs the path of a file as text")
    if len(target) > _LONGEST:
        raise PlaceholderError(f"a path has at most {_LONGEST:,} characters")
    if not snapshot.listed:
        return _on_site(target, base, snapshot)
    try:
        if is_absolute(target):
            return _own_path(target, snapshot, policy)
        return path_inside(target, base, strict=policy.strict)
    except AddressError as error:
        raise PlaceholderError(str(error)) from error


def _on_site(target: str, base: str, snapshot: Snapshot) -> str:
    url = resolve_web(f"{snapshot.source.url}/{base}", target.strip())
    site, path = split_web(url) if url else ("", "")
    if site != snapshot.source.url:
        raise PlaceholderError(f"'{target}' is not a file of the same web site")
    return path


def _own_path(target: str, snapshot: Snapshot, policy: ReadPolicy) -> str:
    found = hosted(target, policy)
    if not found or not _is_same(found, snapshot.source, policy):
        raise ForeignFileError(f"'{target}' is not a file of the same repository")
    return readable(quote(found.path), target, strict=policy.strict)


def _is_same(found: RepositoryFile, source: Source, policy: ReadPolicy) -> bool:
    """Say whether a URL is one of the repository; strictly, in the case of its name and on the branch that is read."""
    forges = policy.forges
    if policy.strict:
        return forges.web(found.repository) == forges.web(source.url) and found.ref == source.ref
    return forges.identity(found.repository) == forges.identity(source.url)


def _text(text: str, allowance: Allowance) -> str:
    del allowance  # a text is one value
    return text


def _json(text: str, allowance: Allowance) -> Any:  # noqa: ANN401
    if text.count("[") + text.count("{") > _MOST_BRACKETS:
        raise PlaceholderError(f"the file holds more than {_MOST_BRACKETS:,} lists and maps")
    try:
        value = json.loads(text, object_pairs_hook=_object, **_NUMBERS)
    except (ValueError, RecursionError) as error:
        raise ContentError(f"the file is not valid JSON: {error}") from error
    allowance.take_values(_check(value))
    return value


def _yaml(text: str, allowance: Allowance) -> Any:  # noqa: ANN401
    limits = allowance.within(DEFINITION_LIMITS)
    documents = [one for one in parse_documents(text, limits) if one.fault or one.values]
    if len(documents) != 1:
        raise ContentError(f"the file has {len(documents)} YAML documents, expected one")
    if fault := documents[0].fault:
        raise ContentError(f"the file is not valid YAML: line {fault.line}: {fault.message}")
    allowance.take_values(documents[0].values)
    return documents[0].value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a map without `__proto__`: in JavaScript that is no member, and Backstage loses it."""
    return {key: value for key, value in pairs if key != "__proto__"}


def _finite(text: str) -> float | int | None:
    """Return a number as JSON can write it again: `1e999` becomes null and `1.0` becomes 1, as in JavaScript."""
    number = float(text)
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() and abs(number) < _EXACT else number


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number in JSON")


_NUMBERS: dict[str, Any] = {"parse_float": _finite, "parse_int": plain_scalar, "parse_constant": _no_number}
"""Readers of JSON's numbers: doubles, as in JavaScript."""


def _check(value: Any) -> int:  # noqa: ANN401
    """Count the values; raise `PlaceholderError` for what YAML could not say: half a character, endless depth."""
    level, count = [value], 0
    for _ in range(DEFINITION_LIMITS.depth + 1):
        count += len(level)
        texts = chain((one for one in level if isinstance(one, str)), *(one for one in level if isinstance(one, dict)))
        if any(_SURROGATE.search(text) for text in texts):
            raise PlaceholderError("the file holds one half of a surrogate pair, which is no character")
        level = list(chain.from_iterable(_members(one) for one in level))
        if not level:
            return count
    raise PlaceholderError(f"the file is nested more than {DEFINITION_LIMITS.depth} levels deep")


def _members(value: Any) -> Iterable[Any]:  # noqa: ANN401
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


_EXACT = 2**53
_SURROGATE = re.compile(r"[\ud800-\udfff]")
RESOLVERS: Mapping[str, Callable[[str, Allowance], Any]] = {
    "$text": _text,
    "$json": _json,
    "$yaml": _yaml,
    "$openapi": _text,  # and what it names in other files
    "$asyncapi": _text,
}
OPTIONAL = frozenset({"$openapi", "$asyncapi"})
"""Placeholders of a module that Backstage does not install by itself."""
