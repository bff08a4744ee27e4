"""Where a page is edited, when its mkdocs.yml says so itself: `repo_url` with `edit_uri` or `edit_uri_template`.

Without both, the portal derives it from the source's host, as Backstage does.
"""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote, urljoin, urlsplit

from portalgen.model.docs import DocsPage
from portalgen.techdocs.config_file import ConfigFile, join
from portalgen.techdocs.findings import Findings

_WEB = ("http", "https")


@dataclass(frozen=True, slots=True)
class EditLinks:
    """What a mkdocs.yml says about editing."""

    base: str = ""
    """URL with which the address of every page starts, empty if nothing is to be edited."""
    template: str = ""
    """Address below `base` with `{path}` and `{path_noext}`; empty: the path itself."""

    def url(self, file: str) -> str:
        """Return the address at which a Markdown file (relative to the docs) is edited, empty for no web address."""
        try:
            found = self._joined(file) if self.base else ""
            return found if urlsplit(found).scheme in _WEB else ""
        except ValueError:
            return ""

    def _joined(self, file: str) -> str:
        if not self.template:
            return self.base + quote(file)
        path, bare = file, posixpath.splitext(file)[0]
        values = {"path": path, "path_noext": bare, "path!q": quote(path, ""), "path_noext!q": quote(bare, "")}
        found = self.template
        for name, value in values.items():
            found = found.replace(f"{{{name}}}", value)
        return urljoin(self.base, found)


def read_edit_links(config: ConfigFile, findings: Findings) -> EditLinks | None:
    """Return what a configuration says, None if it leaves that to the portal."""
    repository, uri = config.value.get("repo_url"), config.value.get("edit_uri")
    template = config.value.get("edit_uri_template")
    if not isinstance(repository, str) or not isinstance(uri if template is None else template, str):
        return None
    if not uri and not template:
        return EditLinks()
    links = EditLinks(_base(repository, uri if isinstance(uri, str) else ""), template or "")
    if links.url("index.md"):
        return links
    key = "edit_uri" if template is None else "edit_uri_template"
    message = f"'{key}' is not used: with 'repo_url' it makes no web address, so pages have no link for editing"
    findings.add("docs-config", message, path=config.path, at=config.at(f"/{key}"))
    return EditLinks()


def _base(repository: str, uri: str) -> str:
    given = uri if uri.startswith(("?", "#")) or not uri else uri.rstrip("/") + "/"
    try:
        base = urljoin(repository.rstrip("/") + "/", given)
        return base if urlsplit(base).scheme in _WEB else ""
    except ValueError:
        return ""


def with_edit_links(pages: Iterable[DocsPage], links: EditLinks | None, folder: str) -> tuple[DocsPage, ...]:
    """Return the pages with their addresses; those of other folders, which the nav includes, keep the portal's."""
    start = join(folder, "") if folder else ""
    return tuple(
        replace(page, edit_url=links.url(page.source_path.removeprefix(start)))
        if links and page.source_path.startswith(start)
        else page
        for page in pages
    )
