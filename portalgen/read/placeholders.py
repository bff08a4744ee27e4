"""Placeholders: `$text`, `$json` and `$yaml` become what they point at (Backstage `PlaceholderProcessor.ts`).

A placeholder is a map with exactly one key that names a resolver; a map with more keys is left alone, and what a
placeholder brings in is not looked at again. Files come from the entity's own repository only.
"""

import json
import math
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any
from urllib.parse import unquote, urlsplit

from portalgen.model.source import BlobStore, Snapshot
from portalgen.read.allowance import Allowance, AllowanceError
from portalgen.read.faults import Fault
from portalgen.read.policy import ReadPolicy
from portalgen.yaml12 import Limits, parse_documents, pointer

DEFINITION_LIMITS = Limits(size=10_000_000, nodes=2_000_000)


class PlaceholderError(ValueError):
    """A placeholder cannot be resolved; the text says why."""


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

    def substitute(self, value: Any, at: str = "") -> Any:  # noqa: ANN401  (any JSON value)
        """Return the value with every placeholder in it resolved; one that fails is left and recorded."""
        if isinstance(value, list):
            return [self.substitute(item, pointer(at, index)) for index, item in enumerate(value)]
        if not isinstance(value, dict):
            return value
        key = next(iter(value)) if len(value) == 1 else ""
        if key.startswith("$"):
            return self._resolve(key, value, at) if key in RESOLVERS else value
        return {name: self.substitute(item, pointer(at, name)) for name, item in value.items()}

    def _resolve(self, key: str, value: Mapping[str, Any], at: str) -> Any:  # noqa: ANN401
        try:
            path = locate(value[key], self.path, self.snapshot, self.policy)
            return RESOLVERS[key](self._read(path).decode("utf-8", errors="replace"), self.allowance)
        except (PlaceholderError, AllowanceError) as error:
            hint = "the path is relative to the file that holds it; a leading / is the root of the repository"
            self.faults.append(Fault(pointer(at, key), f"{key}: {error}", hint, "placeholder-failed"))
            return value

    def _read(self, path: str) -> bytes:
        file = self.snapshot.file(path)
        if file is None:
            raise PlaceholderError(f"there is no file '{path or '/'}' in the repository")
        if file.size > DEFINITION_LIMITS.size:
            raise PlaceholderError(f"'{path}' has {file.size:,} bytes, the limit is {DEFINITION_LIMITS.size:,}")
        self.allowance.take_file(file.size)
        return self.blobs.read(self.snapshot.source, [file])[path]


def locate(target: object, base: str, snapshot: Snapshot, policy: ReadPolicy) -> str:
    """Return the path inside the repository that a target means, seen from the file `base`.

    Raises `PlaceholderError` when it is not text or leads out of the repository.
    """
    if not isinstance(target, str):
        raise PlaceholderError("needs the path of a file as text")
    if scheme(target) in {"http", "https"}:
        return _own_path(target, snapshot, policy)
    folder = "" if target.startswith("/") else posixpath.dirname(base)
    path = posixpath.normpath(posixpath.join(folder, unquote(target).lstrip("/")))
    if path.startswith("../") or path == "..":
        raise PlaceholderError(f"'{target}' leads out of the repository")
    return "" if path == "." else path


def scheme(target: str) -> str:
    """Return the scheme of a target, empty for a path. Raises `PlaceholderError` for what is neither."""
    try:
        return urlsplit(target).scheme
    except ValueError as error:  # `https://[`
        raise PlaceholderError(f"'{target}' is not a valid URL") from error


def _own_path(target: str, snapshot: Snapshot, policy: ReadPolicy) -> str:
    found = policy.forges.parse(target)
    own = policy.forges.web(snapshot.source.url)
    if not found or not own or policy.forges.web(found.repository) != own:
        raise PlaceholderError(f"'{target}' is not a file of the same repository")
    return found.path


def _text(text: str, allowance: Allowance) -> str:
    del allowance  # a text is one value
    return text


def _json(text: str, allowance: Allowance) -> Any:  # noqa: ANN401
    try:
        value = json.loads(text, parse_float=_finite, parse_constant=_finite)
    except (ValueError, RecursionError) as error:
        raise PlaceholderError(f"the file is not valid JSON: {error}") from error
    allowance.take_values(_check(value))
    return value


def _yaml(text: str, allowance: Allowance) -> Any:  # noqa: ANN401
    limits = allowance.within(DEFINITION_LIMITS)
    documents = [one for one in parse_documents(text, limits) if one.fault or one.value is not None]
    if len(documents) != 1:
        raise PlaceholderError(f"the file has {len(documents)} YAML documents, expected one")
    if fault := documents[0].fault:
        raise PlaceholderError(f"the file is not valid YAML: line {fault.line}: {fault.message}")
    allowance.take_values(documents[0].values)
    return documents[0].value


def _finite(text: str) -> float | None:
    """Return a number as JSON can write it again: `NaN` and `1e999` become null, as in JavaScript."""
    number = float(text)
    return number if math.isfinite(number) else None


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


_SURROGATE = re.compile(r"[\ud800-\udfff]")
RESOLVERS: Mapping[str, Callable[[str, Allowance], Any]] = {
    "$text": _text,
    "$json": _json,
    "$yaml": _yaml,
    "$openapi": _text,  # Backstage bundles outside $refs into the text; here the file itself is the definition
    "$asyncapi": _text,
}
