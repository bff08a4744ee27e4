"""Redirects of a site: mkdocs-redirects' map, and its home page when no page stands there."""

from collections.abc import Iterable, Iterator, Mapping

from portalgen.model.docs import NavItem
from portalgen.techdocs.findings import Findings
from portalgen.techdocs.places import Places
from portalgen.techdocs.plugins import Redirect

_WEB = ("http://", "https://")


def read_redirects(
    rows: Iterable[Redirect], pages: Mapping[str, str], places: Places, path: str, findings: Findings
) -> Iterator[tuple[str, str]]:
    """Yield (old path, new path or URL); `pages` has Markdown file -> path of its page, `path` is of mkdocs.yml."""
    for row in rows:
        source, target = _page_path(row.old), _target(row.new, pages)
        if target is None:
            message = f"the redirect from '{row.old}' leads to '{row.new}', which is not there"
            findings.add("docs-broken-link", message, path=path, at=row.at)
        elif source is None:
            message = f"the redirect from '{row.old}' is not used: it is no path of an old page"
            findings.add("docs-config", message, path=path, at=row.at)
        elif problem := places.take(source, f"the redirect from '{row.old}'"):
            message = f"the redirect from '{row.old}' is not used: {problem}"
            findings.add("docs-config", message, path=path, at=row.at)
        else:
            yield source, target


def home_redirect(
    nav: Iterable[NavItem], pages: Iterable[str], redirects: Iterable[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """Return a redirect from the site's root to its first page when no page and no other redirect stands there."""
    known = sorted(pages)
    if not known or "" in {*known, *dict(redirects)}:
        return ()
    return (("", next(_paths(nav), known[0])),)


def _target(new: str, pages: Mapping[str, str]) -> str | None:
    if new.lower().startswith(_WEB):
        return new
    file, mark, anchor = new.partition("#")
    return f"{pages[file]}{mark}{anchor}" if file in pages else None


def _paths(nav: Iterable[NavItem]) -> Iterator[str]:
    for item in nav:
        if item.path and item.path.endswith("/"):
            yield item.path
        yield from _paths(item.children)


def _page_path(file: str) -> str | None:
    stem = file.lstrip("/").removesuffix(".md")
    if stem == file or any(part in {"", ".", ".."} for part in stem.split("/")):
        return None
    folder, _, name = stem.rpartition("/")
    return (f"{folder}/" if folder else "") if name in {"index", "README"} else f"{stem}/"
