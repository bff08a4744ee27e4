"""References: where a `$ref` of a definition leads, through other files and other references."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from portalgen.read.addresses import is_absolute
from portalgen.read.allowance import Allowance
from portalgen.yaml12 import DEFINITION_LIMITS, member, parse_documents, pointer

REF = "$ref"
_MOST_FILES = 1000
_MOST_HOPS = 100
_LONGEST = 200
"""Characters of a reference that are shown."""
_LONGEST_REF = 4000
"""Characters of a reference."""
_TEXTS = (".txt", ".html", ".htm")
"""Ends of the names of files that are one text each."""
_DATA = (".yaml", ".yml", ".json")
"""Those of files that must be YAML; any other is one text if it is not."""


class BundleError(ValueError):
    """A definition cannot be made of one piece; the text says why, and where."""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one repository."""

    locate: Callable[[str, str], str]
    """Returns the path that a target means in a file. Raises `ValueError` for one that leads elsewhere."""
    read: Callable[[str], str]
    """Returns the text of a file. Raises `ValueError` for one that is not there."""
    allowance: Allowance


@dataclass(frozen=True, slots=True)
class Part:
    """A value in a file, which is not a reference and nothing else."""

    file: str
    keys: tuple[str, ...]
    value: Any


def ref_of(value: object) -> str:
    """Return the reference that a map is, perhaps beside other keys; "" for anything else (`#name` is an anchor)."""
    ref = value.get(REF) if isinstance(value, Mapping) else None
    if not isinstance(ref, str):
        return ""
    return "" if ref.startswith("#") and not ref.startswith("#/") and ref != "#" else ref


def shown(text: str) -> str:
    """Return a text of bounded length for a message."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


@dataclass
class Library:
    """Reads each file at most once."""

    files: Files
    _values: dict[str, Any] = field(default_factory=dict)
    _paths: dict[tuple[str, str], str] = field(default_factory=dict)
    """(target, file that names it) -> path."""

    def add(self, path: str, text: str) -> Any:  # noqa: ANN401  (any YAML value)
        """Keep what a text holds as the value of a file, and return it."""
        if len(self._values) >= _MOST_FILES:
            raise BundleError(f"it takes more than {_MOST_FILES:,} files")
        self._values[path] = text if path.endswith(_TEXTS) else self._parse(path, text)
        return self._values[path]

    def is_foreign(self, ref: str, base: str) -> bool:
        """Say whether a reference is the URL of something that is not of this repository, and stays one."""
        target = ref.partition("#")[0]
        if not target or not is_absolute(target):
            return False
        try:
            self._locate(target, base)
        except ValueError:
            return True
        return False

    def find(self, ref: str, base: str) -> Part:
        """Follow a reference in the file `base` to what is no reference itself. Raises `BundleError`."""
        file, keys = self._split(ref, base)
        for _ in range(_MOST_HOPS):
            found = self._walk(file, keys)
            if isinstance(found, Part):
                return found
            file, keys = found
        raise BundleError(f"'{shown(ref)}' leads in a circle")

    def is_direct(self, ref: str, base: str) -> bool:
        """Say whether a reference inside of its own file passes no other one on the way, or ends nowhere."""
        value = self._values[base]
        for key in self._split(ref, base)[1]:
            if ref_of(value):
                return False
            try:
                value = _member(value, key)
            except LookupError:
                return True
        return True

    def _walk(self, file: str, keys: tuple[str, ...]) -> Part | tuple[str, tuple[str, ...]]:
        value, at, passed = self._open(file), 0, list[str]()
        while at < len(keys):
            ref = ref_of(value)
            if ref and keys[at] not in value:
                target, start = self._split(ref, file)
                return target, (*start, *keys[at:])
            key, taken = _key(value, keys[at:])
            if not taken:
                where = "".join(pointer("", one) for one in keys)
                raise BundleError(f"there is no '{shown(where)}' in '{file}'")
            value, at = _member(value, key), at + taken
            passed.append(key)
        ref = ref_of(value)
        if ref and len(value) == 1 and not self.is_foreign(ref, file):
            return self._split(ref, file)
        return Part(file, tuple(passed), value)

    def _split(self, ref: str, base: str) -> tuple[str, tuple[str, ...]]:
        if len(ref) > _LONGEST_REF:
            raise BundleError(f"a reference has at most {_LONGEST_REF:,} characters")
        target, _, fragment = ref.partition("#")
        if fragment and not fragment.startswith("/"):
            raise BundleError(f"'#{shown(fragment)}' is no JSON pointer, which starts with #/")
        keys = [member(unquote(key)) for key in fragment.split("/")[1:]]
        return self._locate(target, base) if target else base, tuple(keys)

    def _locate(self, target: str, base: str) -> str:
        if (target, base) not in self._paths:
            self._paths[target, base] = self.files.locate(target, base)
        return self._paths[target, base]

    def _open(self, path: str) -> Any:  # noqa: ANN401  (any YAML value)
        return self._values[path] if path in self._values else self.add(path, self.files.read(path))

    def _parse(self, path: str, text: str) -> Any:  # noqa: ANN401  (any YAML value)
        documents = [one for one in parse_documents(text, DEFINITION_LIMITS) if one.fault or one.values]
        if not path.endswith(_DATA) and (len(documents) != 1 or documents[0].fault):
            return text
        if len(documents) != 1:
            raise BundleError(f"'{path}' has {len(documents)} YAML documents, expected one")
        if fault := documents[0].fault:
            raise BundleError(f"'{path}' is not valid YAML: line {fault.line}: {fault.message}")
        self.files.allowance.take_bundled(documents[0].values)
        return documents[0].value


def _key(value: object, keys: tuple[str, ...]) -> tuple[str, int]:
    """Return the next key and how many of a pointer's keys it takes: slashes in a key may be written bare."""
    for taken in (1, *range(min(len(keys), _MOST_HOPS), 1, -1)):
        key = "/".join(keys[:taken])
        try:
            _member(value, key)
        except LookupError:
            continue
        return key, taken
    return "", 0


def _member(value: Any, key: str) -> Any:  # noqa: ANN401  (any YAML value)
    if isinstance(value, list):
        if not (key.isascii() and key.isdecimal() and len(key) < len(str(len(value))) + 1):
            raise KeyError(key)
        return value[int(key)]
    if not isinstance(value, dict):
        raise KeyError(key)
    return value[key]
