"""Markdown -> HTML as MkDocs' `Page.render` does it, with one Markdown object for the pages of a site.

Making one, with its thirty extensions, takes as long as converting a short page.
"""

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page, _ExtractTitleTreeprocessor, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc


class Converter:
    """Converts pages one after the other; what one page makes of it does not reach the next."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        """Keep what all pages share."""
        self._config, self._files = config, files
        self._markdown: Markdown | None = None

    def convert(self, page: Page) -> None:
        """Give a page its content, table of contents and title. Raises whatever extensions raise.

        What MkDocs notes beside these, the anchors of a page, is read from the HTML when all pages are there.
        """
        markdown, self._markdown = self._ready(), None
        links = _RelativePathTreeprocessor(page.file, self._files, self._config)
        links._register(markdown)  # noqa: SLF001  (as `Page.render`: the name under which the last page's is replaced)
        heading = _ExtractTitleTreeprocessor()
        heading._register(markdown)  # noqa: SLF001  (as above)
        page.content = markdown.convert(page.markdown or "")
        page.toc = get_toc(getattr(markdown, "toc_tokens", []))
        page._title_from_render = heading.title  # noqa: SLF001  (what `Page.title` asks first)
        self._markdown = markdown  # after an error it stays None: what that left behind is thrown away

    def _ready(self) -> Markdown:
        if self._markdown is None or self._counts_documents():
            options = self._config["mdx_configs"]
            return Markdown(extensions=self._config["markdown_extensions"], extension_configs=options)
        return self._markdown.reset()

    def _counts_documents(self) -> bool:
        """Say whether the pages before one show in it: numbers of footnotes that are unique among all pages."""
        extra = self._config["mdx_configs"].get("pymdownx.extra", {})
        return any(options.get("UNIQUE_IDS") for options in extra.values())
