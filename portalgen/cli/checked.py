"""Checked: what a check looked at and found, with the places of its files on this machine or on the web."""

import os
import posixpath
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from portalgen.diagnostics import Diagnostic, Where

if TYPE_CHECKING:
    from portalgen.config import Config
    from portalgen.model.catalog import Catalog
    from portalgen.report import Place, SourceText
    from portalgen.rounds import Gathered
    from portalgen.tools import Tools

_PLACE = re.compile(r"(?<![\w./-])[^\s:]+(?=:\d+:\d)")
"""The file of a place in a text."""


@dataclass(frozen=True)
class Checked:
    """A finished check."""

    tools: "Tools"
    gathered: "Gathered"
    catalog: "Catalog"
    diagnostics: Sequence[Diagnostic]
    remarks: tuple[str, ...] = ()
    """What else to say, a sentence each."""

    @property
    def descriptors(self) -> list[Where]:
        """The files that were read, whatever was in them."""
        rows = ((one.source.url, file.path) for one in self.gathered.fragments for file in one.files)
        return [Where(*row) for row in dict.fromkeys(rows)]


def whereabouts(config: "Config", gathered: "Gathered") -> "Callable[[Where], Place]":
    """Return where files are in a check of the whole portal: beside portal.yaml, or on the web pages of their host."""
    from portalgen.report import Place

    sources = {snapshot.source.url: snapshot for snapshot in gathered.snapshots}
    forges = config.forges()

    def place(where: Where) -> Place:
        if not where.source:
            return Place(below_here(config.folder / where.path)) if where.path else Place()
        snapshot = sources.get(where.source)
        if snapshot and snapshot.location.type == "file" and not snapshot.source.commit:
            return Place(below_here(config.folder / where.source / where.path))
        if own := _below_here(config.folder / where.source / where.path):
            return Place(own)
        ref = snapshot.source.ref or snapshot.source.commit if snapshot else ""
        url = forges.file_url(where.source, ref, where.path) or _joined(where)
        return Place(url=url)

    return place


def _joined(where: Where) -> str:
    path = f"{where.source.rstrip('/')}/{where.path}"
    return path if ":" in where.source else posixpath.normpath(path)


def _below_here(path: Path) -> str:
    """Return a file of a local repository as the working folder sees it; empty for what is not below that."""
    found = below_here(path)
    return found if not found.startswith("../") and path.is_file() else ""


def below_here(path: Path) -> str:
    """Return a path as the working folder sees it, with forward slashes; links are not followed."""
    return os.path.relpath(path).replace(os.sep, "/")


def relocated(
    diagnostics: Iterable[Diagnostic], place: "Callable[[Where], Place]", files: Iterable[Where]
) -> list[Diagnostic]:
    """Return diagnostics of files that are here with the paths that a person would type, in their texts as well."""
    paths: dict[str, str] = {}
    for file in dict.fromkeys(files):
        name = str(file)
        paths[name] = name if name in paths else place(file).path or name  # of two files with one name, neither

    def typed(text: str) -> str:
        return _PLACE.sub(lambda found: paths.get(found[0], found[0]), text)

    found = []
    for diagnostic in diagnostics:
        path = place(diagnostic.where).path
        where = diagnostic.where._replace(source="", path=path) if path else diagnostic.where
        found.append(replace(diagnostic, where=where, message=typed(diagnostic.message), hint=typed(diagnostic.hint)))
    return found


def local_text(where: Where) -> str | None:
    """Return the text of a file that is here, for excerpts."""
    try:
        return Path(where.path).read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return None


def source_text(path: Path, tools: "Tools", gathered: "Gathered") -> "SourceText":
    """Return a reader of the files of a whole portal, for excerpts; `path` is that of portal.yaml."""
    from functools import cache

    from portalgen.config import showable
    from portalgen.errors import PortalgenError

    snapshots = {snapshot.source.url: snapshot for snapshot in gathered.snapshots}

    @cache
    def text(source: str, name: str) -> str | None:
        if not source:
            return showable(path.read_text(encoding="utf-8-sig")) if name == path.name else None
        file = snapshots[source].file(name) if source in snapshots else None
        if file is None:
            return None
        try:
            return tools.blobs.read(snapshots[source].source, [file])[name].decode("utf-8", "replace")
        except PortalgenError:
            return None

    return lambda where: text(where.source, where.path)
