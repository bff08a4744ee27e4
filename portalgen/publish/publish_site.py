"""Publishes: the files of a site in, all of them at their destination out."""

import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path

from portalgen.errors import PublishError
from portalgen.hookspecs import Publisher
from portalgen.model.site import Publication, SiteFile


def publish_site(
    files: Iterable[SiteFile], destination: Path, publishers: Mapping[str, Publisher], *, kind: str = "folder"
) -> Publication:
    """Hand the files to the publisher of that kind of destination. Raises `PublishError`; the old site then stands."""
    publisher = publishers.get(kind)
    if not publisher:
        near = difflib.get_close_matches(kind, publishers, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(sorted(publishers))}"
        raise PublishError(f"nothing publishes to a destination of type {kind!r}", hint=hint)
    return publisher(files, destination)
