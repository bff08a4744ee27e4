"""Addresses of files in source hosts, and files of a site's own repository -> pages of the portal that show them."""

import re
from bisect import bisect_left
from operator import attrgetter
from urllib.parse import parse_qsl, urlsplit

from portalgen.model.docs import DocsSite
from portalgen.model.forge import RepositoryFile
from portalgen.model.source import Snapshot, Source
from portalgen.techdocs.library import Library, Place
from portalgen.techdocs.portal import NO_ADDRESS, Portal, Target

_LINES = re.compile(r"L\d.*|lines?-\d.*", re.IGNORECASE)
"""A fragment that names lines: who wrote it means the source."""
_PLACE = frozenset({"at", "path", "version", "ref_type"})
"""Parameters that say where a file is; any other one asks for something else (`?plain=1`)."""
_README = ("tab", "readme-ov-file")
"""The parameter of GitHub for the README below the files of a repository."""
_DEFAULT = frozenset({"", "HEAD"})


class HostTargets:
    """Finds files in repositories."""

    def __init__(self, portal: Portal, library: Library) -> None:
        self._forges, self._library = portal.forges, library
        self._snapshots = {snapshot.source: snapshot for snapshot in portal.catalog.sources}
        self._read: dict[str, RepositoryFile | None] = {}

    def of_url(self, url: str, reader: DocsSite) -> Target | None:
        """Answer the address of a Markdown file or folder that is a page of the portal, at the state that it shows.

        Whoever names the root of his own repository means the code, unless he names a heading of its README.
        """
        if url not in self._read:
            self._read[url] = self._meant(url)
        if (found := self._read[url]) is None:
            return None
        for ref in self._library.refs(found.repository, others=found.ref not in _DEFAULT):
            path = _path_at(found, ref)
            if path == "" and "#" not in url and self._library.is_of(reader, found.repository):
                continue
            if path is not None and (place := self._library.page_of(found.repository, ref, path.strip("/"), reader)):
                return _page(place)
        return None

    def of_path(self, path: str, reader: DocsSite) -> Target:
        """Answer a path in the repository of `reader`: a page of the portal, or else the file in its host."""
        source = reader.source.source
        if place := self._library.page_of(source.url, source.ref, path, reader):
            return _page(place)
        snapshot = self._snapshots.get(source)
        is_folder = snapshot is not None and _has_folder(snapshot, path)
        if snapshot and snapshot.listed and not is_folder and not _has_file(snapshot, path):
            return Target(problem="leads to nothing in these docs, nor in their repository")
        return self._shown(source, path, is_folder=is_folder)

    def _shown(self, source: Source, path: str, *, is_folder: bool) -> Target:
        ref = source.ref or source.commit
        make = self._forges.folder_url if is_folder else self._forges.file_url
        url = make(source.url, ref, path) if path else self._forges.web(source.url)
        return Target(url=url) if url else NO_ADDRESS

    def _meant(self, url: str) -> RepositoryFile | None:
        """Return the file or folder that an address shows to readers, not to editors nor line by line, nor to clone."""
        parts, found = urlsplit(url), self._forges.parse(url)
        if not found or parts.path.endswith(".git") or _LINES.fullmatch(parts.fragment):
            return None
        place = (found.repository, found.ref, found.path)
        is_edited = url.partition("#")[0] == self._forges.edit_url(*place) != self._forges.file_url(*place)
        asked = parse_qsl(parts.query)
        return None if is_edited or any(one[0] not in _PLACE and one != _README for one in asked) else found


def _page(place: Place) -> Target:
    return Target(place.book.site.source.route(place.path), place)


def _path_at(found: RepositoryFile, ref: str) -> str | None:
    """Return the path of a file at a branch or tag, "" for the root, None for one at another ref.

    A branch may have slashes in its name.
    """
    if found.ref in _DEFAULT:
        return found.path
    whole = f"{found.ref}/{found.path}".rstrip("/") + "/"
    return whole.removeprefix(f"{ref}/") if ref and whole.startswith(f"{ref}/") else None


def _has_file(snapshot: Snapshot, path: str) -> bool:
    """Say whether a file is there, or may be, behind a symbolic link."""
    linked = any(path == link or path.startswith(f"{link}/") for link in snapshot.links)
    return linked or snapshot.file(path) is not None


def _has_folder(snapshot: Snapshot, path: str) -> bool:
    start = f"{path}/" if path else ""
    at = bisect_left(snapshot.files, start, key=_PATH)
    return at < len(snapshot.files) and snapshot.files[at].path.startswith(start)


_PATH = attrgetter("path")
