"""Answers: entities as Backstage's catalog API gives them, with relations, identifier and fingerprint."""

from hashlib import sha1
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from portalgen.model.catalog import Catalog
from portalgen.model.compact_json import compact_json
from portalgen.model.entity import Entity

_NAMES = uuid5(NAMESPACE_URL, "portalgen:catalog")


def identifier(name: str) -> str:
    """Return a UUID that is the same in every build: of an entity by its ref, of a location by its location ref."""
    return str(uuid5(_NAMES, name.encode("utf-8", "replace").decode("utf-8")))


def entity_answer(entity: Entity, catalog: Catalog) -> dict[str, Any]:
    """Return the entity as served: its document, `relations` sorted, `metadata.uid` and `metadata.etag`.

    An etag of its own stays; a uid of its own does not (Backstage `performStitching.ts`).
    """
    relations = sorted((name, str(ref)) for name, refs in catalog.relations_of(entity.ref).items() for ref in refs)
    metadata = {key: value for key, value in entity.metadata.items() if key != "uid"}
    found = [{"type": name, "targetRef": ref} for name, ref in relations]
    answer = {**entity.document, "metadata": metadata, "relations": found}
    etag = metadata.get("etag") or _fingerprint(answer)
    return {**answer, "metadata": {**metadata, "uid": identifier(str(entity.ref)), "etag": etag}}


def _fingerprint(answer: dict[str, Any]) -> str:
    """Return the SHA-1 of stable JSON: keys sorted, no white space. It tells versions apart and protects nothing."""
    return sha1(compact_json(answer, sort_keys=True).encode(), usedforsecurity=False).hexdigest()
