"""Built documentation: one MkDocs site as pages of clean HTML, ready to be put into the portal's frame."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from portalgen.diagnostics import Diagnostic
from portalgen.model.catalog import DocsSource
from portalgen.model.change import LastChange
from portalgen.model.source import SourceFile


@dataclass(frozen=True, slots=True)
class Heading:
    """A row of a page's table of contents."""

    id: str
    title: str
    """Plain text."""
    level: int
    children: tuple["Heading", ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """The text below one heading, for search; `id` is empty for the text before the first heading."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class PageStatus:
    """What a page says of its own state."""

    word: str
    """`new`, `deprecated`, or a word of the author's."""
    title: str = ""
    """What the docs call it, empty if they do not say."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """A row of a site's navigation tree: a page (`path`), an outside link (`url`), or a section (`children`)."""

    title: str
    path: str | None = None
    """Path of a page inside the docs ("" is the home page, `guide/start/`)."""
    url: str = ""
    children: tuple["NavItem", ...] = ()
    status: PageStatus | None = None


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link that other sites, the catalog or the repository answer, once all of them are there."""

    written: str
    """As its author wrote it."""
    path: str | None = None
    """The file or folder of the repository that it names ("" is the root), if it is a path."""
    line: int = 1
    file: str = ""
    """The snippet in the repository that has the line, empty for the page's own file."""


@dataclass(frozen=True, slots=True)
class AnchorLink:
    """A link to a place on a page of the same docs, to be checked when all pages are there."""

    page: str
    """Path of the page that it leads to."""
    anchor: str
    written: str
    line: int = 1
    file: str = ""
    """As in `OpenLink`."""


@dataclass(frozen=True, slots=True)
class PageNotes:
    """What is asked of a page again, when another page of its site has changed."""

    anchors: tuple[AnchorLink, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    """What was found in it, but for anchors that are not there."""
    status: str = ""


@dataclass(frozen=True, slots=True)
class DocsPage:
    """One page; `html` is sanitised, its links to pages and files of the same docs are relative to the page."""

    path: str
    """Path inside the docs, as in `NavItem.path`."""
    title: str
    html: str
    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    source_path: str
    """The Markdown file inside the source repository."""
    description: str = ""
    """First sentence or so of the page, plain text."""
    hide: tuple[str, ...] = ()
    """`navigation`, `toc` from the page's front matter (Material)."""
    text: str = ""
    """Of folders that plug-ins show: the file as it is written."""
    links: tuple[OpenLink, ...] = ()
    """What the marks in `html` stand for (`techdocs.open_links`); empty once they are answered."""
    edit_url: str | None = None
    """Where its mkdocs.yml says that the page is edited, empty for nowhere; None: as all files of its repository."""


@dataclass(frozen=True, slots=True)
class DocsAsset:
    """A file that pages refer to: an image, a download."""

    path: str
    content: bytes = b""
    file: SourceFile | None = None
    """The file of the source that it is, unchanged: `content` is empty, the bytes are read when it is written."""


OWN_STYLE = "portal-extra.css"
"""Path of a site's own style sheet (`extra_css`): repositories' ones are not published as they are."""


@dataclass(frozen=True, slots=True)
class DocsSite:
    """All of one documentation site; without pages it failed, and the diagnostics say why."""

    source: DocsSource
    title: str
    pages: tuple[DocsPage, ...] = ()
    nav: tuple[NavItem, ...] = ()
    assets: tuple[DocsAsset, ...] = ()
    redirects: tuple[tuple[str, str], ...] = ()
    """(old path, new path or absolute URL)."""
    diagnostics: tuple[Diagnostic, ...] = field(default=())
    notes: tuple[PageNotes, ...] = field(default=(), compare=False)
    """Of each page, in their order, for the next build; none where pages are not taken over."""
    changes: Mapping[str, LastChange] = field(default_factory=dict)
    """Markdown file -> what its history says; joined when the site is built, since the files alone do not tell it."""

    @property
    def own_style(self) -> DocsAsset | None:
        """The style sheet that the docs bring with them, if they do."""
        return next((asset for asset in self.assets if asset.path == OWN_STYLE), None)
