"""Repairs of a document: its data in, everything that can be mended without asking its author out."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from portalgen.fix.fields import METADATA, Field, fields_of, kind_of
from portalgen.fix.repair import Add, Put, Remove, Repair, in_quotes, instead, repair
from portalgen.model.kinds import Kind
from portalgen.yaml12.slips import dashed_items

_NAMESPACE = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")
_TAG = re.compile(r"[a-z0-9:+#]+(?:-[a-z0-9:+#]+)*")
_NO_TAG = re.compile(r"[^a-z0-9:+#]+")
_PLAIN = re.compile(r"[a-z][a-z0-9+]*(?:-[a-z0-9+]+)*")
"""Tags that mean themselves without quotes, but for the words of YAML."""
_WORDS = {"true", "false", "null"}
_VERSION = re.compile(r"v[0-9]+(?:(?:alpha|beta)[0-9]+)?")
_DASH = re.compile(r"^([ \t]*)-(?=\S)", re.MULTILINE)
_LONGEST = 63
_SIMILAR = 0.85
Path = tuple[str | int, ...]


def repairs(document: Mapping[str, Any], kinds: Sequence[Kind]) -> Iterator[Repair]:
    """Yield what can be mended, in the order of the envelope."""
    yield from _envelope(document, kinds)
    metadata, spec = document.get("metadata"), document.get("spec")
    if isinstance(metadata, dict):
        yield from _metadata(metadata)
    kind = kind_of(document, kinds)
    if kind and isinstance(spec, dict):
        yield from _fields(spec, fields_of(kind, spec), ("spec",))


def _envelope(document: Mapping[str, Any], kinds: Sequence[Kind]) -> Iterator[Repair]:
    name, version = document.get("kind"), document.get("apiVersion")
    kind = kind_of(document, kinds)
    if isinstance(name, str) and not kind:
        named = {one.name for one in kinds if one.key == name.lower()}
        if len(named) == 1:
            right = named.pop()
            yield repair(("kind",), f"{name} -> {right}", Put(right, instead(right)))
    if kind and isinstance(version, str) and version not in kind.api_versions:
        right = _near_version(version, kind.api_versions)
        if right:
            yield repair(("apiVersion",), f"{version} -> {right}", Put(right, instead(right)))


def _near_version(version: str, known: Sequence[str]) -> str:
    """Return the version that a slip of the pen makes of, empty if there are two; another version is no slip."""
    suffix = version.rpartition("/")[2]
    known = [one for one in known if not _VERSION.fullmatch(suffix) or one.rpartition("/")[2] == suffix]
    rated = sorted(((difflib.SequenceMatcher(None, version, one).ratio(), one) for one in known), reverse=True)
    clear = len(rated) == 1 or (len(rated) > 1 and rated[0][0] - rated[1][0] > 0.05)  # noqa: PLR2004  (a letter)
    return rated[0][1] if clear and rated[0][0] >= _SIMILAR else ""


def _metadata(metadata: Mapping[str, Any]) -> Iterator[Repair]:
    namespace = metadata.get("namespace")
    if isinstance(namespace, str) and not _NAMESPACE.fullmatch(namespace) and _NAMESPACE.fullmatch(namespace.lower()):
        right = namespace.lower()
        yield repair(("metadata", "namespace"), f"{namespace} -> {right}", Put(right, instead(right)))
    allowed = {
        name: field for name, field in METADATA.items() if name != "annotations" or metadata.get(name) is not None
    }
    yield from _fields(metadata, allowed, ("metadata",))
    for name in ("labels", "annotations"):
        values = metadata.get(name)
        for key, value in values.items() if isinstance(values, dict) else ():
            yield from _text(value, ("metadata", name, key))
    tags = metadata.get("tags")
    for index, tag in enumerate(tags if isinstance(tags, list) else ()):
        yield from _tag(tag, ("metadata", "tags", index))


def _tag(tag: object, path: Path) -> Iterator[Repair]:
    if isinstance(tag, str) and not (_TAG.fullmatch(tag) and len(tag) <= _LONGEST):
        ours = tag.isascii() and " -" not in tag  # `Ünï` is for its author to write, and `a -b` may be two tags
        right = _NO_TAG.sub("-", tag.lower()).strip("-") if ours else ""
        if _TAG.fullmatch(right) and len(right) <= _LONGEST:
            plain = _PLAIN.fullmatch(right) and right not in _WORDS
            yield repair(path, f"{tag} -> {right}", Put(right, instead(right) if plain else lambda _: f'"{right}"'))
    else:
        yield from _text(tag, path)


def _fields(values: Mapping[str, Any], fields: Mapping[str, Field], path: Path) -> Iterator[Repair]:
    for name, field in fields.items():
        here = (*path, name)
        if name not in values:
            if field.required and field.form == "array" and field.may_be_empty:
                yield repair(here, "added, it may be empty but must be there", Add([], "[]"))
            continue
        value = values[name]
        if value is None:
            yield from _nothing(field, here)
        elif field.form == "array" and isinstance(value, str) and value.strip() and "," not in value:
            yield _one(value, here)
        elif field.form == "string":
            yield from _text(value, here)
        elif isinstance(value, dict):
            yield from _fields(value, field.fields, here)


def _nothing(field: Field, path: Path) -> Iterator[Repair]:
    """Mend a key without a value."""
    empty = {"array": Put([], lambda _: "[]"), "object": Put({}, lambda _: "{}")}.get(field.form)
    if not field.required:
        yield repair(path, "removed, it has no value", Remove(), *((empty,) if empty else ()))
    elif field.form == "array" and field.may_be_empty and empty:
        yield repair(path, "a list, it had no value", empty)


def _one(value: str, path: Path) -> Repair:
    """Mend a single value where a list belongs, or a list without the space behind each dash."""
    dashed = dashed_items(value)
    if dashed:
        return repair(path, "a space after each dash", Put([*dashed], _spaced, folded=True))
    quoted = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return repair(path, "a list of one", Put([value], lambda text: f"[{text}]"), Put([value], lambda _: f"[{quoted}]"))


def _spaced(written: str) -> str:
    return _DASH.sub(r"\1- ", written)


def _text(value: object, path: Path) -> Iterator[Repair]:
    """Mend a number or a truth value where a text belongs: what is written stays, in quotes."""
    if isinstance(value, (bool, int, float)):
        yield repair(path, "in quotes", Put(_Written, in_quotes))


class _Written:
    """Stands for the text as it is written: `1.10` is not the number 1.1."""


WRITTEN = _Written
