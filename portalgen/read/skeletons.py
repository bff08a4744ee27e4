"""Skeletons: the files that a software template copies and fills in look like descriptors, and declare nothing yet.

In: the documents of a file.  Out: whether they are to be filled in, or which folders a Template copies from.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, takewhile
from typing import Any

from portalgen.read.faults import Fault
from portalgen.read.trail import Trail, trail_pointer
from portalgen.yaml12 import YamlDocument

_MARK = "{{"
"""Begins what Backstage's templates (`${{ values.name }}`) and Cookiecutter's (`{{ cookiecutter.name }}`) fill in."""
_STATEMENT = re.compile(r"^[ \t]*\{%[-+ ].*%\}[ \t]*$", re.MULTILINE)
"""A line that is there only while a template is filled in: no YAML."""
_WRITTEN = re.compile(r"^(?:apiVersion|kind):.*\{\{|^metadata:(?:\n[ #].*)*?\n[ ]+name:.*\{\{", re.MULTILINE)
"""The envelope of a file that cannot be parsed."""

_LEFT = re.compile(r"\$\{\{ *(?:values|parameters)\.[^{}]{1,100}\}\}|\{\{ *cookiecutter\.[^{}]{1,100}\}\}")
"""What a template should have filled in."""
_MOST = 20
"""Values of one document that are told of."""
_DEFINITION: Trail = ((None, "spec"), "definition")
"""Of an API: in a language of its own."""

_PLAIN = re.compile(r"[\w.-]+")
"""Names of folders that mean themselves in a glob."""


def is_skeleton(document: YamlDocument) -> bool:
    """Say whether a document's kind or name is still to be filled in, or it has lines that only a template has."""
    text = document.text
    if _MARK not in text and "{%" not in text:
        return False
    if document.fault:
        return bool(_STATEMENT.search(text) or _WRITTEN.search(text))
    return bool(_open_key(document.value))


def skeleton_fault(document: YamlDocument, path: str) -> Fault:
    """Return what to say of a skeleton that somebody names as a descriptor; `path` is its file."""
    folder = posixpath.basename(posixpath.dirname(path))
    hint = f"name files without it, such as catalog-info.yaml and **/!({folder})/catalog-info.yaml"
    return Fault(
        _open_key(document.value),
        "a template's skeleton is no descriptor: its name is filled in later",
        hint if _PLAIN.fullmatch(folder) else "name the files of real entities instead",
        "template-skeleton",
    )


def copied_folders(documents: Iterable[YamlDocument], path: str) -> Iterator[str]:
    """Yield the folders of the same repository that the Template entities in the file `path` copy from.

    Of a folder that is chosen by a parameter, the one that holds the choices; never the folder of the file itself.
    """
    own = posixpath.dirname(path)
    for document in documents:
        for url in _fetched(document.value):
            parts = takewhile(lambda part: _MARK not in part, url.split("/"))
            folder = posixpath.normpath(posixpath.join(own, *parts))
            if "://" not in url and not f"{own}/".startswith(f"{folder}/") and folder != "." and folder[:2] != "..":
                yield folder


def unfilled(document: YamlDocument, written: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield the values of a descriptor that still have a template's placeholder in them; a Template itself may."""
    if _MARK not in document.text or str(written.get("kind")).lower() == "template":
        return
    found = ((at, _LEFT.search(text)) for at, text in _texts(written, None) if _MARK in text and at != _DEFINITION)
    for at, left in islice((row for row in found if row[1]), _MOST):
        message = f"a template's placeholder was not filled in: {left[0] if left else ''}"
        yield Fault(trail_pointer(at), message, "write the value that belongs there", "template-unfilled")


def _texts(value: object, at: Trail) -> Iterator[tuple[Trail, str]]:
    """Yield every text of a value, with the way to it."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (at, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (at, index))


def _open_key(value: object) -> str:
    """Return the JSON pointer of the key of an envelope that is to be filled in; empty if none is.

    `name: {{ name }}` without quotes is, in YAML, a map with a map for a key.
    """
    return next((at for at, held in _envelope(value) if isinstance(held, dict) or _MARK in str(held)), "")


def _envelope(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        yield from ((f"/{key}", value.get(key)) for key in ("apiVersion", "kind"))
        metadata = value.get("metadata")
        if isinstance(metadata, dict):
            yield from ((f"/metadata/{key}", metadata.get(key)) for key in ("name", "namespace"))


def _fetched(value: Any) -> Iterator[str]:  # noqa: ANN401  (any YAML value)
    """Yield the addresses that the steps of a Template fetch."""
    is_template = isinstance(value, dict) and value.get("kind") == "Template"
    spec = value.get("spec") if is_template else None
    steps = spec.get("steps") if isinstance(spec, dict) else None
    for step in steps if isinstance(steps, list) else ():
        given = step.get("input") if isinstance(step, dict) and str(step.get("action")).startswith("fetch:") else None
        url = given.get("url") if isinstance(given, Mapping) else None
        if isinstance(url, str):
            yield url
