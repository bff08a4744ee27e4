"""The provider `folder`: the Git repositories in a folder of this machine. It asks nobody.

A repository is read as its commits are, not as its files lie there; both clones and bare repositories count.
"""

import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from portalgen.config import ProviderSettings, Section, Text
from portalgen.discover.patterns import Whole, as_list
from portalgen.errors import DiscoveryError
from portalgen.model.discovery import Ask, Found, Listed, Provider
from portalgen.model.source import Location

_BARE = ("HEAD", "objects", "refs")


class FolderProvider(Section):
    """An entry of `catalog.providers.folder`."""

    path: Text
    """The folder; a relative path starts at the folder of portal.yaml."""
    depth: Annotated[int, Field(ge=1, le=10)] = 1
    """How many folders deep repositories are looked for; what is inside a repository is not."""
    repository: Whole | None = None
    """Regular expression for whole names of repositories, without `.git`."""
    ref: str = ""
    """Branch, tag or commit of all repositories; absent: what `HEAD` of each stands for."""
    catalog_path: Annotated[
        tuple[Text, ...], Field(min_length=1), BeforeValidator(as_list, json_schema_input_type=str | list[str])
    ] = ("catalog-info.yaml",)
    """Descriptors in each repository, as a path or glob or a list of them."""


def make_folder(settings: ProviderSettings) -> Iterable[Provider]:
    """Return the providers of all entries. Raises `ConfigError`."""
    for entry in settings.read_as(FolderProvider):
        yield entry.provider(partial(_find, settings.folder), local=True)


def _find(home: Path, wanted: FolderProvider, _: Ask) -> Iterator[Found]:
    try:
        found = list(_repositories(home / wanted.path, wanted.depth))
    except OSError as error:
        text = f"{wanted.path} cannot be read: {error.strerror}"
        raise DiscoveryError(text, hint="the path starts at the folder of portal.yaml") from None
    yield Listed(len(found))
    paths = tuple(path.lstrip("/") for path in wanted.catalog_path)
    for parts in found:
        if not wanted.repository or wanted.repository.search(parts[-1].removesuffix(".git")):
            target = "/".join((wanted.path.rstrip("/"), *parts))
            yield Location("git", target, wanted.ref, paths, optional=True)


def folders_of(folder: Path, depth: int) -> Iterator[Path]:
    """Yield the folders, this one included, in which a new entry could be a repository; links as they are written."""
    if folder.is_dir() and not _is_repository(folder):
        yield folder
        if depth > 1:
            for place in sorted(folder.iterdir()):
                if not place.name.startswith("."):
                    yield from folders_of(place, depth - 1)


def _repositories(folder: Path, depth: int) -> Iterator[tuple[str, ...]]:
    """Yield the names that lead to each repository, sorted."""
    for name in sorted(os.listdir(folder)):  # noqa: PTH208  (names, not paths)
        place = folder / name
        if name.startswith(".") or not place.is_dir():
            continue
        if _is_repository(place):
            yield (name,)
        elif depth > 1:
            yield from ((name, *below) for below in _repositories(place, depth - 1))


def _is_repository(folder: Path) -> bool:
    return (folder / ".git").exists() or all((folder / part).exists() for part in _BARE)
