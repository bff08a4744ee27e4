"""Annotations that Backstage adds to what it reads: where an entity came from and where to look at it."""

from typing import Any

from portalgen.model.entity import EDIT_URL, MANAGED_BY, MANAGED_BY_ORIGIN, SOURCE_LOCATION, VIEW_URL
from portalgen.model.source import Snapshot
from portalgen.read.policy import ReadPolicy


def annotate(document: dict[str, Any], path: str, snapshot: Snapshot, policy: ReadPolicy) -> dict[str, Any]:
    """Return the document with namespace and location annotations; view, edit and source URLs of its own stay."""
    metadata = document["metadata"]
    own = metadata.get("annotations") or {}
    added = _urls(path, snapshot, policy)
    forced = {
        MANAGED_BY: location_ref(path, snapshot, policy),
        MANAGED_BY_ORIGIN: snapshot.location.origin_text,
    }
    annotations = {**{key: value for key, value in added.items() if value}, **own, **forced}
    namespace = metadata.get("namespace") or "default"
    return {**document, "metadata": {**metadata, "namespace": namespace, "annotations": annotations}}


def location_ref(path: str, snapshot: Snapshot, policy: ReadPolicy) -> str:
    """Return `type:target` of a file: its web page where the host is known, else source and path."""
    source = snapshot.source
    url = policy.forges.file_url(source.url, source.ref or source.commit, path)
    if url:
        return f"url:{url}"
    return f"{snapshot.location.type}:{source.url.rstrip('/')}/{path}"


def _urls(path: str, snapshot: Snapshot, policy: ReadPolicy) -> dict[str, str | None]:
    source, forges = snapshot.source, policy.forges
    ref = source.ref or source.commit
    folder = forges.folder_url(source.url, ref, path.rpartition("/")[0])
    return {
        VIEW_URL: forges.file_url(source.url, ref, path),
        EDIT_URL: forges.edit_url(source.url, ref, path) if ref != source.commit else None,
        SOURCE_LOCATION: f"url:{folder}" if folder else None,
    }
