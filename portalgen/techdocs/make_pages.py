"""All pages of a site: those that are taken over from an earlier build, and the others rendered and finished."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from portalgen.techdocs.drawings import Drawings
from portalgen.techdocs.earlier_site import Made
from portalgen.techdocs.findings import Findings
from portalgen.techdocs.pages import check_anchors, finish_pages
from portalgen.techdocs.plugins import Plugins
from portalgen.techdocs.redirects import moved_pages
from portalgen.techdocs.render_page import PageRenderer
from portalgen.techdocs.site_index import SiteIndex
from portalgen.techdocs.tags import with_tags


@dataclass(frozen=True)
class SiteParts:
    """What is known of a site before its first page is rendered."""

    config: MkDocsConfig
    files: Files
    pages: Mapping[str, Page]
    """Path inside the docs, as in `DocsPage.path` -> page, sorted."""
    origins: Mapping[str, str]
    """Path of a file inside the docs -> path in the source."""
    published: frozenset[str]
    """Paths of the files beside the pages."""
    mounts: Mapping[str, str]
    plugins: Plugins

    def index(self, known: AbstractSet[str]) -> SiteIndex:
        """Return what links can lead to when some of the pages are known."""
        files = {page.file.src_uri: path for path, page in self.pages.items() if path in known}
        moved = moved_pages(self.plugins.redirects, files)
        return SiteIndex(known, self.published, files, self.mounts, self.pages.keys() - known, moved)


def make_pages(parts: SiteParts, taken: Mapping[str, Made], drawings: Drawings, findings: Findings) -> dict[str, Made]:
    """Return path -> page and notes, sorted; a page that fails is left out, and all that is wrong is a diagnostic."""
    renderer = PageRenderer(parts.config, parts.files, drawings, findings)
    others = ((path, page) for path, page in parts.pages.items() if path not in taken)
    rendered = [renderer.render(page, path, parts.origins[page.file.src_uri]) for path, page in others]
    done = with_tags([page for page in rendered if page], parts.plugins.tags)
    index = parts.index(taken.keys() | {page.path for page in done})
    made = dict(taken) | {page.path: (page, notes) for page, notes in finish_pages(done, index, drawings, findings)}
    findings.found += [row for _, notes in taken.values() for row in notes.diagnostics]
    check_anchors(made.values(), findings)
    return dict(sorted(made.items()))
