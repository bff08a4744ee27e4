"""A finished reading of files in; what a published portal says that still stands beside them out."""

from collections.abc import Iterator
from functools import cache, partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portalgen.crawl import WorkTree, WorkTreeFetcher
    from portalgen.model.forge import Forges
    from portalgen.model.ref import EntityRef
    from portalgen.published import Checkout, Published, Standing
    from portalgen.rounds import Gathered

_LARGEST = 10_000_000
"""Bytes of a file that is looked into."""


def standing_here(
    published: "Published", gathered: "Gathered", fetcher: "WorkTreeFetcher", forges: "Forges"
) -> "Standing":
    """Return what stands of the published catalog beside what the files that were read declare."""
    from portalgen.published import standing

    now = frozenset(entity.ref for fragment in gathered.fragments for entity in fragment.entities)
    return standing(published, _checkouts(gathered, fetcher, forges), now)


def _checkouts(gathered: "Gathered", fetcher: "WorkTreeFetcher", forges: "Forges") -> "Iterator[Checkout]":
    from portalgen.published import Checkout, Repository

    read: dict[str, set[str]] = {}
    for fragment in gathered.fragments:
        read.setdefault(fragment.source.url, set()).update(file.path for file in fragment.files)
    for source, paths in read.items():
        tree = fetcher.tree(source)
        if tree:
            others = tuple(path for path in tree.descriptors(tree.root) if path not in paths)
            declared = cache(partial(_declared, tree))
            yield Checkout(Repository(tree.url, forges), source, frozenset(paths), others, declared)


def _declared(tree: "WorkTree", path: str) -> "frozenset[EntityRef]":
    """Return what a file of a work tree declares; nothing if it is not there, or not its own."""
    from portalgen.published import ref_of
    from portalgen.yaml12 import parse_documents

    place = tree.root / path
    try:
        if not place.resolve().is_relative_to(tree.root) or not place.is_file() or place.stat().st_size > _LARGEST:
            return frozenset()
        content = place.read_bytes()
    except (OSError, ValueError):
        return frozenset()
    return frozenset(ref for document in parse_documents(content) if (ref := ref_of(document.value)))
