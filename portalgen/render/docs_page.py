"""Contexts of documentation: one version of it, as its pages stand in the portal's frame."""

from dataclasses import dataclass
from functools import cached_property

from portalgen.model import routes
from portalgen.model.docs import DocsPage, DocsSite
from portalgen.render.contexts import Crumb, EntityLink, Head
from portalgen.render.docs_contexts import DocsContext
from portalgen.render.docs_features import Feature, features_of, own_style
from portalgen.render.docs_tree import DocsTree, contents
from portalgen.render.docs_versions import Edition, Editions
from portalgen.render.frame import Planning
from portalgen.render.lookup import link_to, related_links

STYLES = ("css/docs.css", "css/docs-content.css", "css/docs-tools.css")
SCRIPTS = ("js/docs.js", "js/docs-tools.js", "js/docs-lightbox.js", "js/docs-notes.js")
SWITCHER = ("js/docs-versions.js",)
"""Where there is more than one version."""


@dataclass(frozen=True)
class DocsPages:
    """Makes the contexts of one version's pages."""

    edition: Edition
    every: Editions
    planning: Planning
    style: str
    """Route of the style sheet of Material's content."""

    def context(self, page: DocsPage) -> DocsContext:
        """Return what the template of a page needs."""
        edition, source, features = self.edition, self.edition.site.source.source, features_of(page.html)
        (before, after), hides = self._tree.neighbours(page.path), "navigation" in page.hide
        return DocsContext(
            self.planning.shell,
            self._head(page, features),
            *self._about,
            tree=self._tree.rows(page.path) if len(edition.pages) > 1 or not hides else (),
            hides_tree=hides,
            headings=() if "toc" in page.hide else contents(page.headings),
            title=page.title,
            html=page.html,
            titled="<h1" in page.html,
            edit_url=self._edit_url(page),
            time=source.time,
            commit=source.commit,
            changed=edition.site.changes.get(page.source_path),
            previous=before,
            next=after,
            features=tuple(feature.name for feature in features),
            issue=self.planning.settings.forges.issue_form(source.url),
            versions=self.every.rows(edition, page.path),
            status=self._tree.status(page.path),
            newer=edition.current_route(page.path),
            own_style=own_style(edition.site),
            source_url=self.planning.settings.forges.file_url(source.url, source.ref, page.source_path) or "",
        )

    @cached_property
    def _about(self) -> tuple[str, str, str, EntityLink, tuple[EntityLink, ...]]:
        """The same on all pages: title, first page and style of the docs, what is documented, and who owns it."""
        ref, catalog = self.edition.site.source.entity, self.planning.catalog
        owners = related_links(ref, "ownedBy", catalog)
        return title_of(self.edition.site), self.edition.route(""), self.style, link_to(ref, catalog), owners

    @cached_property
    def _tree(self) -> DocsTree:
        return DocsTree(self.edition)

    def _edit_url(self, page: DocsPage) -> str:
        if self.edition.before:  # a tag cannot be edited, and another branch has another text
            return ""
        if page.edit_url is not None:
            return page.edit_url
        source = self.edition.site.source.source
        return self.planning.settings.forges.edit_url(source.url, source.ref, page.source_path) or ""

    def _head(self, page: DocsPage, features: tuple[Feature, ...]) -> Head:
        site = self.edition.site
        sections = self._tree.trail(page.path)[:-1]
        here = (Crumb(title_of(site), site.source.route()), *(Crumb(item.title) for item in sections))
        last = (Crumb(page.title),) if page.path else ()
        version = (site.source.version.name,) if site.source.version else ()
        switcher = SWITCHER if len(self.every.every) > 1 else ()
        return Head(
            title=page.title,
            description=page.description,
            section=routes.DOCS,
            crumbs=(Crumb("@nav.docs", routes.DOCS), *here, *last),
            scripts=(*SCRIPTS, *switcher, *(script for feature in features for script in feature.scripts)),
            styles=(*STYLES, *(style for feature in features for style in feature.styles)),
            parts=(*(item.title for item in reversed(sections)), title_of(site), *version),
            wide=True,
            canonical=self.edition.current_route(page.path),
        )


def title_of(site: DocsSite) -> str:
    """Return what documentation is called."""
    return site.title or site.source.site_name or site.source.entity.name
