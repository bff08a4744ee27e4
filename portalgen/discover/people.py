"""People: what directories of several hosts share when they become User and Group entities."""

from collections.abc import Iterable, Mapping
from typing import Any

from portalgen.model.entity import MANAGED_BY, MANAGED_BY_ORIGIN

Document = dict[str, Any]
_VERSION = "backstage.io/v1alpha1"


def user(name: str, annotations: Mapping[str, str], **profile: str | None) -> Document:
    """Return a User who is in no group yet; of the profile, what is not empty (`displayName`, `email`, `picture`)."""
    return {
        "apiVersion": _VERSION,
        "kind": "User",
        "metadata": {"name": name, "annotations": dict(annotations)},
        "spec": {"profile": {key: text for key, text in profile.items() if text}, "memberOf": []},
    }


def group(name: str, kind: str, annotations: Mapping[str, str], **profile: str | None) -> Document:
    """Return a Group (`kind` is its `spec.type`) without parent, children and members; of the profile as for users."""
    return {
        "apiVersion": _VERSION,
        "kind": "Group",
        "metadata": {"name": name, "annotations": dict(annotations)},
        "spec": {"type": kind, "profile": {key: text for key, text in profile.items() if text}, "children": []},
    }


def described(document: Document, text: str | None) -> Document:
    """Return a document with a description, unless that is empty."""
    said = {"description": text} if text else {}
    return {**document, "metadata": {**document["metadata"], **said}}


def managed(document: Document, place: str) -> Document:
    """Return a document that says by `type:target` where its host has it, as Backstage's providers write it."""
    metadata = document["metadata"]
    annotations = {**metadata["annotations"], MANAGED_BY: place, MANAGED_BY_ORIGIN: place}
    return {**document, "metadata": {**metadata, "annotations": annotations}}


def sorted_people(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return the documents in the order in which they are written: groups, then users, each by namespace and name."""
    return tuple(sorted(documents, key=_key))


def _key(document: Document) -> tuple[str, str, str]:
    metadata = document["metadata"]
    return document["kind"], metadata.get("namespace", ""), metadata["name"]
