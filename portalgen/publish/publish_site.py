"""Publishes: the files of a site in, all of them at their destination out."""

import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path

from portalgen.errors import PublishError
from portalgen.hookspecs import Publisher
from portalgen.model.site import Publication, SiteFile
from portalgen.publish.folder import check_folder, publish_folder


def check_destination(destination: Path, publishers: Mapping[str, Publisher], kind: str) -> None:
    """Raise the `PublishError` that publishing would end with, as far as it can be known before."""
    if _chosen(publishers, kind) is publish_folder:
        check_folder(destination)


def publish_site(
    files: Iterable[SiteFile], destination: Path, publishers: Mapping[str, Publisher], kind: str
) -> Publication:
    """Hand the files to the publisher of that kind of destination. Raises `PublishError`; the old site then stands."""
    return _chosen(publishers, kind)(files, destination)


def _chosen(publishers: Mapping[str, Publisher], kind: str) -> Publisher:
    publisher = publishers.get(kind)
    if not publisher:
        near = difflib.get_close_matches(kind, publishers, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(sorted(publishers))}"
        raise PublishError(f"site.publisher: nothing publishes to a destination of type {kind!r}", hint=hint)
    return publisher
