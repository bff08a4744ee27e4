"""Respells: a file's entities, and the URL that a target names the file by, in; them as they come from that URL out."""

import re
from dataclasses import replace

import ada_url

from portalgen.model.entity import EDIT_URL, MANAGED_BY, SOURCE_LOCATION, VIEW_URL, Entity
from portalgen.model.fragment import DescriptorFile

_KIND = re.compile(r"(//[^/]+/[^/]+/[^/]+/)(?:blob|tree|edit)/")


def respell(file: DescriptorFile, url: str) -> DescriptorFile:
    """Return a file as if `url` were its own: in Backstage the URL as written is what a file is known by."""
    added = _annotations(file.place.removeprefix("url:")), _annotations(url)
    declared = (
        one._replace(entity=_moved(one.entity, *added), unseen=_moved(one.unseen, *added)) for one in file.declarations
    )
    return replace(file, place=f"url:{url}", declarations=tuple(declared))


def _moved(entity: Entity | None, old: dict[str, str], new: dict[str, str]) -> Entity | None:
    """Change the annotations that the file does not set itself."""
    if entity is None:
        return None
    metadata = entity.metadata
    changed = {key: new[key] for key in old if entity.annotations.get(key) == old[key]}
    annotations = {**entity.annotations, **changed}
    return replace(entity, document={**entity.document, "metadata": {**metadata, "annotations": annotations}})


def _annotations(url: str) -> dict[str, str]:
    parts = ada_url.URL("./", base=url)
    parts.search = ada_url.URL(url).search
    return {
        MANAGED_BY: f"url:{url}",
        VIEW_URL: url,
        EDIT_URL: _KIND.sub(r"\1edit/", url, count=1),
        SOURCE_LOCATION: "url:" + _KIND.sub(r"\1tree/", parts.href, count=1),
    }
