"""Builds drafts for processors: `draft("Component", owner="web", files={"CODEOWNERS": …})`."""

import hashlib
from collections.abc import Mapping

from portalgen.model.forge import Forges
from portalgen.model.processors import Draft
from portalgen.model.source import Location, Snapshot, Source, SourceFile


def draft(
    kind: str = "Component",
    *,
    path: str = "catalog-info.yaml",
    url: str = "https://github.com/larkspur/shop",
    files: Mapping[str, str] | None = None,
    **spec: str,
) -> Draft:
    """Return an entity `shop` of a repository with those files."""
    contents = {name: text.encode() for name, text in (files or {}).items()}
    document = {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": kind,
        "metadata": {"name": "shop"},
        "spec": dict(spec),
    }
    found = tuple(
        SourceFile(name, hashlib.sha256(content).hexdigest(), len(content))
        for name, content in sorted(contents.items())
    )
    snapshot = Snapshot(Location("git", url), Source(url), found)
    return Draft(document, path, snapshot, Forges(), contents.get)
