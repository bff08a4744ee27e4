"""Static files: a folder beside portal.yaml in, its files for the root of the site out (CNAME, .well-known/…)."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from portalgen.errors import ConfigError, PublishError
from portalgen.model.site import RECORD, SiteFile
from portalgen.model.site_paths import SitePaths

_LEFT = {".DS_Store", ".git", ".gitattributes", ".gitignore", ".gitkeep", "Thumbs.db"}
"""What lies in folders and is meant for nobody who visits a site."""


def with_static(files: Iterable[SiteFile], folder: Path | None, output: Path) -> Iterator[SiteFile]:
    """Yield the files, then those of the folder, sorted; None is no folder.

    Raises `ConfigError` for a file that is in the way of one of the portal's own, for a link out of the folder, and
    when the output is in the folder.
    """
    if not folder:
        yield from files
        return
    if output.resolve().is_relative_to(folder.resolve()):
        raise ConfigError(f"site.static: {folder} holds the site itself", hint="name a folder of its own")
    own = [*_found(folder)]  # before the site is rendered: a link should not cost a build's time
    taken = SitePaths()
    taken.take(RECORD)
    for file in files:
        taken.take(file.path)
        yield file
    for path in own:
        name = path.relative_to(folder).as_posix()
        _take(taken, name, folder)
        yield SiteFile(name, _content(path, name, folder))


def _take(taken: SitePaths, name: str, folder: Path) -> None:
    rival = taken.rival(name)
    if rival:
        what = "is a file of the portal's own" if rival == name else f"is in the way of {rival}, a file of the portal"
        raise ConfigError(f"{folder.name}/{name} {what}", hint="rename it, or take it out of the folder")
    try:
        taken.take(name)
    except PublishError as error:
        raise ConfigError(f"{folder.name}/{name} has a name that no site can have", hint="rename it") from error


def _content(path: Path, name: str, folder: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"{folder.name}/{name} cannot be read: {error.strerror}", hint="give yourself the right to read it"
        ) from None


def _found(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        raise ConfigError(f"site.static: {folder.name} is no folder", hint="make it, or remove the key")
    root = folder.resolve()
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - _LEFT)
        for name in sorted({*names, *folders} - _LEFT):
            path = Path(place, name)
            if path.is_symlink() and not (path.is_file() and path.resolve().is_relative_to(root)):
                shown = path.relative_to(folder).as_posix()
                hint = "put a copy in its place; links may name files of the same folder only"
                raise ConfigError(f"{folder.name}/{shown} is a link that leads elsewhere", hint=hint)
            if path.is_file():
                yield path
