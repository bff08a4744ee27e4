"""A private temporary folder with the files of one site: regular files only, at paths that cannot leave it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from portalgen.techdocs.config_file import join

DEEPEST = 50
"""Folders inside folders: MkDocs' navigation follows them by recursion, and one too many would cost the site."""


@dataclass(frozen=True)
class Workspace:
    """Folders that exist while a site is built."""

    docs: Path
    """The Markdown files and pictures as MkDocs sees them, included sites below their aliases."""
    source: Path
    """The docs' folder as in the repository: where snippets may be."""
    empty: Path
    """Stands for a theme: no template is rendered."""
    origins: Mapping[str, str]
    """Path inside the docs -> path in the source, of every file that could be written."""
    left_out: Mapping[str, str]
    """Path in the source -> why the file is not there."""


@contextmanager
def open_workspace(
    files: Mapping[str, bytes], folder: str, mounts: Mapping[str, str], homes: Mapping[str, str] | None = None
) -> Iterator[Workspace]:
    """Write the files, yield where they are, and remove them.

    `mounts` and `homes` have folder and file in the docs -> folder and file in the source.
    """
    with TemporaryDirectory(prefix="portalgen-docs-") as name:
        root = Path(name).resolve()
        docs, source, empty = (root / part for part in ("docs", "source", "empty"))
        for directory in (docs, source, empty):
            directory.mkdir()
        origins, left_out = _origins(files, mounts)
        origins |= homes or {}
        for target, path in list(origins.items()):
            if not _write(docs / target, files[path]):
                left_out[origins.pop(target)] = "this system cannot hold a file of its name"
        if any(b"8<" in content or b"auto_append" in content for content in files.values()):
            start = join(folder, "")
            for path, content in files.items():
                if path.startswith(start) and is_inside(path):
                    _write(source / path.removeprefix(start), content)
        yield Workspace(docs, source, empty, origins, left_out)


def is_inside(path: str) -> bool:
    """Say whether a path is relative, plain and goes nowhere but down (Git itself lets odd trees pass)."""
    return not ("\0" in path or "\\" in path) and all(part not in {"", ".", ".."} for part in path.split("/"))


def _origins(files: Mapping[str, bytes], mounts: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return where each file of the docs goes, and why some go nowhere; what is included wins over the site's own."""
    found: dict[str, str] = {}
    left_out: dict[str, str] = {}
    for alias, folder in mounts.items():
        start = join(folder, "") if folder else ""
        for path in (path for path in files if path.startswith(start)):
            target = join(alias, path.removeprefix(start))
            if not (is_inside(path) and is_inside(target)):
                left_out[path] = "no file of a site can have this name"
            elif target.count("/") > DEEPEST:
                left_out[path] = f"it is more than {DEEPEST} folders deep"
            elif (before := found.get(target, path)) != path:
                left_out[before] = f"{path}, which the nav includes, has the same address"
                found[target] = path
            else:
                found[target] = path
    return found, left_out


def _write(path: Path, content: bytes) -> bool:
    """Write one file; False for a name that this file system cannot hold."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    except OSError:
        return False
    return True
