"""Redirects of a site: mkdocs-redirects' map, and its home page when no page stands there."""

from collections.abc import Iterable, Iterator, Mapping

from portalgen.model.docs import NavItem
from portalgen.techdocs.findings import Findings

_WEB = ("http://", "https://")


def read_redirects(
    maps: Iterable[tuple[str, str]], pages: Mapping[str, str], config_path: str, findings: Findings
) -> Iterator[tuple[str, str]]:
    """Yield (old path, new path or URL); `pages` has Markdown file -> path of the page."""
    taken = set(pages.values())
    for old, new in maps:
        file, mark, anchor = new.partition("#")
        source = _page_path(old)
        if new.lower().startswith(_WEB):
            target = new
        elif file in pages:
            target = f"{pages[file]}{mark}{anchor}"
        else:
            findings.add(
                "docs-broken-link", f"the redirect from '{old}' leads to '{new}', which is not there", path=config_path
            )
            continue
        if source is None or source in taken:
            findings.add(
                "docs-config", f"the redirect from '{old}' is not used: it is no path of an old page", path=config_path
            )
        else:
            yield source, target


def home_redirect(nav: Iterable[NavItem], pages: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return a redirect from the site's root to its first page when there is no index page."""
    known = sorted(pages)
    if not known or "" in known:
        return ()
    return (("", next(_paths(nav), known[0])),)


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
