"""Local places: what portal.yaml says to providers that ask no host in, the files and folders that they read out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portalgen.config import Config, ProviderSettings
from portalgen.discover.repository_folder import FolderProvider, folders_of
from portalgen.discover.repository_list import ListProvider
from portalgen.discover.scim.settings import ScimProvider
from portalgen.errors import ConfigError
from portalgen.model.credentials import NoCredentials


@dataclass(frozen=True, slots=True)
class LocalPlaces:
    """What of this machine decides which repositories and people there are, as absolute paths."""

    files: frozenset[Path] = frozenset()
    folders: frozenset[Path] = frozenset()
    """Folders whose entries count, not what is in them."""


def local_places(config: Config) -> LocalPlaces:
    """Return what the providers `list`, `folder` and `scim` read; nothing for what is wrong."""
    try:
        providers = config.providers(config.settings.catalog.providers, NoCredentials())
        files = frozenset(_found(config.folder / name) for settings in providers for name in _files(settings))
        folders = frozenset(folder for settings in providers for folder in _folders(settings))
    except (ConfigError, OSError):
        return LocalPlaces()
    return LocalPlaces(files, folders)


def _files(settings: ProviderSettings) -> Iterator[str]:
    if settings.name == "list":
        yield from (entry.settings.file for entry in settings.read_as(ListProvider))
    elif settings.name == "scim":
        yield from (entry.settings.file for entry in settings.read_as(ScimProvider) if entry.settings.file)


def _folders(settings: ProviderSettings) -> Iterator[Path]:
    for entry in settings.read_as(FolderProvider) if settings.name == "folder" else ():
        yield from folders_of((settings.folder / entry.settings.path).resolve(), entry.settings.depth)


def _found(path: Path) -> Path:
    """Return a path by whose name changes are told: a file that is a link is replaced where it is."""
    return path.parent.resolve() / path.name
