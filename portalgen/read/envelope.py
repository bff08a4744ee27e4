"""Envelope: apiVersion, kind and metadata by Backstage's rules (`catalog-model`: EntityEnvelope, EntityMeta)."""

import difflib
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from portalgen.model.entity import MANAGED_BY, MANAGED_BY_ORIGIN
from portalgen.read import patterns
from portalgen.read.faults import Fault
from portalgen.read.root import ROOT_KEYS, listed
from portalgen.read.urls import is_url
from portalgen.yaml12 import pointer
from portalgen.yaml12.slips import dashed_items

_NAME = re.compile(patterns.NAME)
_LABEL = re.compile(patterns.LABEL)
_TAG = re.compile(patterns.TAG)
_SUFFIX = re.compile(patterns.SUFFIX)
_KIND = re.compile(patterns.KIND)

_LONGEST_KEY = 30
"""Characters of a root key that may be a misspelt one."""
_BOM = "\ufeff"
"""White space in JavaScript."""


def is_name(text: object) -> bool:
    """Return whether a value is an object name: 1-63 of `[-A-Za-z0-9_.]`, alphanumeric at both ends."""
    return isinstance(text, str) and len(text) <= patterns.LONGEST and bool(_NAME.fullmatch(text))


def is_namespace(text: object) -> bool:
    """Return whether a value is a DNS label of 1-63 characters, in lower case."""
    return isinstance(text, str) and len(text) <= patterns.LONGEST and bool(_LABEL.fullmatch(text))


@lru_cache(maxsize=4096)
def is_key(text: str) -> bool:
    """Return whether a text can be the key of a label or annotation: `[dns-subdomain/]name`."""
    domain, slash, name = text.rpartition("/")
    return is_name(name) and (not slash or _is_domain(domain))


def check_envelope(document: dict[str, Any], content: dict[str, Any]) -> Iterator[Fault]:
    """Yield every fault of root keys and metadata; the document has passed `root.check_root`.

    `content` is the document with its placeholders resolved: metadata may come from files.
    """
    yield from _check_root_keys(document)
    group, slash, suffix = document["apiVersion"].rpartition("/")
    if not _SUFFIX.fullmatch(suffix) or (slash and not _is_domain(group)):
        yield Fault("/apiVersion", f"apiVersion '{document['apiVersion']}' is not of the form group/version")
    if not _KIND.fullmatch(document["kind"]):
        yield Fault("/kind", f"kind '{document['kind']}' may hold letters and digits only, at most 63")
    namespace = document["metadata"].get("namespace", "default")
    if not namespace or not isinstance(namespace, str):
        message, hint = f"metadata.namespace '{namespace}' is not a valid namespace", "leave it out, or name one"
        yield Fault("/metadata/namespace", message, hint, whole_file=True)
    yield from check_metadata(content["metadata"])


def _check_root_keys(document: dict[str, Any]) -> Iterator[Fault]:
    foreign = [key for key in document if key not in ROOT_KEYS]
    empty = [key for key in ("spec", "metadata") if key in document and document[key] is None]
    if foreign and empty:  # one mistake, not one for each line
        message = f"{listed(foreign)} stand{'s' if len(foreign) == 1 else ''} beside {empty[0]}, not in it"
        yield Fault(pointer("", foreign[0]), message, "indent by two spaces what belongs to it", on_key=True)
        return
    for key in foreign:
        others = [one for one in ROOT_KEYS if one not in document and len(key) < _LONGEST_KEY]
        near = difflib.get_close_matches(key, others, n=1)
        hint = f"did you mean {near[0]}?" if near else f"allowed are {', '.join(ROOT_KEYS)}"
        yield Fault(pointer("", key), f"'{key}' is not a root key", hint, on_key=True)
    if "spec" in document and not isinstance(document["spec"], dict):
        yield Fault("/spec", _not_a("map", "/spec", document["spec"]), _SPEC_HINT)


def check_metadata(metadata: dict[str, Any]) -> Iterator[Fault]:
    """Yield every fault of the fields that Backstage defines; other keys may hold anything."""
    if not is_name(metadata["name"]):
        hint = "use 1-63 letters, digits, '-', '_' or '.', with a letter or digit at both ends"
        yield Fault("/metadata/name", f"metadata.name '{metadata['name']}' is not a valid name", hint)
    for key, check in _FIELDS.items():
        if key in metadata:
            yield from check(f"/metadata/{key}", metadata[key])


def _check_namespace(at: str, value: object) -> Iterator[Fault]:
    if value and isinstance(value, str) and not is_namespace(value):
        message, hint = f"metadata.namespace '{value}' is not a valid namespace", "use lower case, digits and '-'"
        yield Fault(at, message, hint)


def _check_server_value(at: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, str) or not value:
        yield Fault(at, f"metadata.{at.rpartition('/')[2]} is not text", "leave it out: Backstage's server makes it")


def _check_title(at: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, str) or not value:
        yield Fault(at, "metadata.title is not text", _NULL_HINT)


def _check_description(at: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield Fault(at, "metadata.description is not text", _NULL_HINT)


def _check_labels(at: str, value: object) -> Iterator[Fault]:
    yield from _check_map(at, value, lambda text: text == "" or is_name(text), "a valid label value")


def _check_annotations(at: str, value: object) -> Iterator[Fault]:
    """Backstage takes a value that JavaScript calls false (`annotations:`, `""`, `0`) as none."""
    if isinstance(value, dict):
        own = {key: item for key, item in value.items() if key not in _FORCED}
        yield from _check_map(at, own, lambda text: isinstance(text, str), "text")
    elif value or isinstance(value, list):
        yield Fault(at, _not_a("map", at, value), _NULL_HINT, whole_file=True)


def _check_map(at: str, value: object, is_valid: Callable[[object], bool], what: str) -> Iterator[Fault]:
    name = at.rpartition("/")[2]
    if not isinstance(value, dict):
        yield Fault(at, _not_a("map", at, value), _NULL_HINT)
        return
    for key, item in value.items():
        if not is_key(key):
            message = f"'{key}' cannot be a key of metadata.{name}"
            yield Fault(pointer(at, key), message, "use [domain/]name", on_key=True)
        if not is_valid(item):
            hint = "put it in quotes" if isinstance(item, (bool, int, float)) else ""
            yield Fault(pointer(at, key), f"metadata.{name}: the value of '{key}' is not {what}", hint)


def _check_tags(at: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, list):
        dashed = dashed_items(value) if isinstance(value, str) else ()
        hint = f"a space is missing after the dash: write `- {dashed[0]}`" if dashed else _NULL_HINT
        yield Fault(at, _not_a("list", at, value), hint)
        return
    for index, tag in enumerate(value):
        if not (isinstance(tag, str) and len(tag) <= patterns.LONGEST and _TAG.fullmatch(tag)):
            yield Fault(pointer(at, index), f"'{tag}' is not a valid tag", _tag_hint(tag))


def _tag_hint(tag: object) -> str:
    plain = isinstance(tag, str) and tag.isascii()
    written = re.sub(r"[^a-z0-9:+#]+", "-", str(tag).lower()).strip("-") if plain else ""
    rule = "lower case letters, digits, ':', '+', '#', with single '-' between"
    return f"write {written}: {rule}" if _TAG.fullmatch(written) and len(written) <= patterns.LONGEST else f"use {rule}"


def _check_links(at: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield Fault(at, _not_a("list", at, value), _NULL_HINT)
        return
    for index, link in enumerate(value):
        yield from _check_link(pointer(at, index), link)


def _check_link(at: str, link: object) -> Iterator[Fault]:
    if not isinstance(link, dict):
        yield Fault(at, "a link is a map with url, title, icon and type")
        return
    url = link.get("url")
    if not isinstance(url, str) or not is_url(url):
        message = f"the url '{url}' of a link is not absolute" if url else "a link has no url"
        yield Fault(pointer(at, "url"), message, "write url: https://...")
    for key in ("title", "icon", "type"):
        value = link.get(key, "-")
        if not isinstance(value, str) or not (value if key == "type" else value.replace(_BOM, " ").strip()):
            yield Fault(pointer(at, key), f"the {key} of a link is not text", _NULL_HINT)


def _not_a(what: str, at: str, value: object) -> str:
    name = at.strip("/").replace("/", ".")
    return f"{name} has no value" if value is None else f"{name} is not a {what}"


def _is_domain(text: str) -> bool:
    return 0 < len(text) <= patterns.LONGEST_DOMAIN and all(is_namespace(label) for label in text.split("."))


_FORCED = frozenset({MANAGED_BY, MANAGED_BY_ORIGIN})
"""Annotations that the catalog writes over before it checks any."""
_SPEC_HINT = "write its fields below it, indented by two spaces"
_NULL_HINT = "give it a value of that form, or leave the key out"
_FIELDS: dict[str, Callable[[str, object], Iterator[Fault]]] = {
    "namespace": _check_namespace,
    "uid": _check_server_value,
    "etag": _check_server_value,
    "title": _check_title,
    "description": _check_description,
    "labels": _check_labels,
    "annotations": _check_annotations,
    "tags": _check_tags,
    "links": _check_links,
}
