"""Annotations that Backstage adds to what it reads: where an entity came from and where to look at it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portalgen.model.entity import EDIT_URL, MANAGED_BY, MANAGED_BY_ORIGIN, SOURCE_LOCATION, VIEW_URL
from portalgen.model.source import ROSTER, Snapshot, Source
from portalgen.read.policy import ReadPolicy

REJECTED = "https://backstage.io/annotation-rejected-for-security-reasons"
"""What Backstage puts in the place of a script (`performStitching.ts`)."""
_COMMIT = re.compile(r"\b[0-9a-f]{40,}\b")
"""What a commit looks like: there is nothing to edit there."""
_SCRIPT = re.compile(r"[\x00-\x1f ]*" + r"[\r\n\t]*".join("javascript:"), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Added:
    """What every entity of one file gets."""

    defaults: Mapping[str, str]
    """View, edit and source URLs, as far as the host is known; what the file says itself comes before them."""
    forced: Mapping[str, str]
    """Where it came from; whatever the file says."""


def added_to(path: str, snapshot: Snapshot, policy: ReadPolicy) -> Added:
    """Return the annotations for the entities of a file."""
    if snapshot.location.type == ROSTER:
        return _of_people(snapshot.source)
    source = snapshot.source
    ref = source.ref or source.commit
    urls = {
        VIEW_URL: _page(path, snapshot, policy),
        EDIT_URL: None if _COMMIT.search(f"{ref}/{path}") else policy.forges.edit_url(source.url, ref, path),
        SOURCE_LOCATION: source_location(path, snapshot, policy),
    }
    forced = {
        MANAGED_BY: location_ref(path, snapshot, policy),
        MANAGED_BY_ORIGIN: snapshot.location.origin_text,
    }
    return Added({key: url for key, url in urls.items() if url}, forced)


def _of_people(source: Source) -> Added:
    """Return what people get of whom their provider does not say where their host has them; there is no file to see."""
    place = f"{'url' if '://' in source.url else 'file'}:{source.url}"
    return Added({MANAGED_BY: place, MANAGED_BY_ORIGIN: place}, {})


def annotate(document: dict[str, Any], added: Added) -> dict[str, Any]:
    """Return the document with namespace and location annotations; a script in place of a URL is taken out."""
    metadata = document["metadata"]
    own = metadata.get("annotations") or {}
    annotations = {**added.defaults, **own, **added.forced}
    for key in (VIEW_URL, EDIT_URL):
        if key in own and _SCRIPT.match(str(own[key])):
            annotations[key] = REJECTED
    namespace = metadata.get("namespace") or "default"
    return {**document, "metadata": {**metadata, "namespace": namespace, "annotations": annotations}}


def location_ref(path: str, snapshot: Snapshot, policy: ReadPolicy) -> str:
    """Return `type:target` of a file: its web page where the host is known, else source and path."""
    url = _page(path, snapshot, policy)
    return f"url:{url}" if url else f"{snapshot.location.type}:{snapshot.source.url.rstrip('/')}/{path}"


def _page(path: str, snapshot: Snapshot, policy: ReadPolicy) -> str | None:
    source = snapshot.source
    if not snapshot.listed:  # a plain web site
        return f"{source.url}/{path}"
    return policy.forges.location_url(source.url, source.ref or source.commit, path)


def source_location(path: str, snapshot: Snapshot, policy: ReadPolicy) -> str | None:
    """Return the folder of a file as `url:<folder>/`, None where the host is not known."""
    source = snapshot.source
    folder = policy.forges.folder_url(source.url, source.ref or source.commit, path.rpartition("/")[0])
    return f"url:{folder}" if folder else None
