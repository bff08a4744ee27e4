"""Skeletons of software templates among the files to check alone: they are to be filled in, and declare nothing yet."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portalgen.crawl import WorkTree

_LARGEST = 1_000_000
"""Bytes of a file that is looked into."""
_TEMPLATE = b"scaffolder.backstage.io/"
_SUFFIXES = (".yaml", ".yml")


def skeletons(tree: "WorkTree", paths: Iterable[str]) -> frozenset[str]:
    """Return which of some files are skeletons: by what they say, or because a Template copies their folder."""
    wanted = frozenset(paths)
    copied = _copied(tree, wanted)
    return frozenset(path for path in wanted if not copied.isdisjoint(_around(path)) or _is_open(tree, path))


def _is_open(tree: "WorkTree", path: str) -> bool:
    from portalgen.read import is_skeleton
    from portalgen.yaml12 import parse_documents

    content = _content(tree, path)
    is_suspect = b"{{" in content or b"{%" in content
    return is_suspect and any(is_skeleton(document) for document in parse_documents(content))


def _copied(tree: "WorkTree", paths: frozenset[str]) -> frozenset[str]:
    """Return the folders that Templates copy which are declared in a folder around one of the files."""
    from portalgen.read import copied_folders
    from portalgen.yaml12 import parse_documents

    found: set[str] = set()
    folders = frozenset(folder for path in paths for folder in _around(path)[2:])
    for path in tree.listed(folders, _SUFFIXES) if folders else ():
        content = _content(tree, path)
        if _TEMPLATE in content:
            found.update(copied_folders(parse_documents(content), path))
    return frozenset(found)


def _around(path: str) -> list[str]:
    """Return the folders that hold a file, and the file itself."""
    return [path, *map(str, PurePosixPath(path).parents)]


def _content(tree: "WorkTree", path: str) -> bytes:
    place = tree.root / path
    try:
        return place.read_bytes() if place.stat().st_size <= _LARGEST else b""
    except OSError:
        return b""  # the check says so
