"""Redirects of a site: mkdocs-redirects' map, and its home page when no page stands there."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from mkdocs.utils import is_markdown_file

from portalgen.model.docs import DocsPage, NavItem
from portalgen.model.links import is_hiding, is_safe_url
from portalgen.techdocs.anchors import Anchors
from portalgen.techdocs.findings import Findings
from portalgen.techdocs.places import Places
from portalgen.techdocs.plugins import Redirect
from portalgen.techdocs.sanitise import free_id
from portalgen.techdocs.site_index import SiteIndex

_WEB = ("http://", "https://")


@dataclass(frozen=True)
class RedirectReader:
    """Reads the map of a site whose pages are there."""

    index: SiteIndex
    pages: Mapping[str, DocsPage]
    """By path."""
    places: Places
    path: str
    """Of mkdocs.yml."""
    findings: Findings
    _anchors: dict[str, Anchors] = field(default_factory=dict)

    def read(self, rows: Iterable[Redirect]) -> Iterator[tuple[str, str]]:
        """Yield (old path, new path or URL)."""
        for row in rows:
            source, target = _page_path(row.old), _target(row, self.index.files)
            if target is None:
                hint = f"did you mean '{near}'?" if (near := self.index.near(row.new.partition("#")[0])) else ""
                self._broken(row, f"leads to '{row.new}', which is not there", hint)
            elif source is None:
                self._unused(row, "it is no path of an old page")
            elif problem := self.places.take(source, f"the redirect from '{row.old}'"):
                self._unused(row, problem)
            else:
                self._check_anchor(row, target)
                yield source, target

    def _check_anchor(self, row: Redirect, target: str) -> None:
        """Report a place that is not on its page: readers get to the page."""
        path, _, anchor = target.partition("#")
        if path not in self.pages or not anchor:
            return
        if path not in self._anchors:
            self._anchors[path] = Anchors(self.pages[path].html)
        anchors, named = self._anchors[path], unquote(anchor)
        if named not in anchors:
            self._broken(row, f"leads to '{row.new}', a heading or anchor that is not there", anchors.hint(named))

    def _broken(self, row: Redirect, reason: str, hint: str) -> None:
        message = f"the redirect from '{row.old}' {reason}"
        self.findings.add("docs-broken-link", message, path=self.path, at=row.at, hint=hint)

    def _unused(self, row: Redirect, reason: str) -> None:
        message = f"the redirect from '{row.old}' is not used: {reason}"
        self.findings.add("docs-config", message, path=self.path, at=row.at)


def moved_pages(rows: Iterable[Redirect], files: Mapping[str, str]) -> dict[str, str]:
    """Return old path -> new path or URL, of what leads somewhere; `files` has the path of each Markdown file."""
    found: dict[str, str] = {}
    for row in rows:
        old, new = _page_path(row.old), _target(row, files)
        if old is not None and new is not None:
            found.setdefault(old, new)
    return found


def home_redirect(
    nav: Iterable[NavItem], pages: Iterable[str], redirects: Iterable[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """Return a redirect from the site's root to its first page when no page and no other redirect stands there."""
    known = sorted(pages)
    if not known or "" in {*known, *dict(redirects)}:
        return ()
    return (("", next(_paths(nav), known[0])),)


def _paths(nav: Iterable[NavItem]) -> Iterator[str]:
    for item in nav:
        if item.path and item.path.endswith("/"):
            yield item.path
        yield from _paths(item.children)


def _target(row: Redirect, files: Mapping[str, str]) -> str | None:
    """Return the path of a page, perhaps with an anchor, or a URL; None for what is not there."""
    if row.new.lower().startswith(_WEB):
        return row.new if is_safe_url(row.new) and not is_hiding(row.new) else None
    file, _, anchor = row.new.partition("#")
    path = files.get(file)
    return f"{path}#{free_id(anchor)}" if anchor and path is not None else path


def _page_path(file: str) -> str | None:
    stem = posixpath.splitext(file.lstrip("/"))[0]
    if not is_markdown_file(file) or any(part in {"", ".", ".."} for part in stem.split("/")):
        return None
    folder, _, name = stem.rpartition("/")
    return (f"{folder}/" if folder else "") if name in {"index", "README"} else f"{stem}/"
