"""A site of an earlier build, of which pages are taken over whose Markdown did not change.

All else that pages are made of is the same then: configuration, names of files, the bytes of those that are no pages
(`kept`). What still depends on other pages is found out anew: navigation, redirects, and whether anchors are there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portalgen.model.docs import DocsPage, DocsSite, PageNotes
from portalgen.model.source import SourceFile

Made = tuple[DocsPage, PageNotes]
_INCLUDES = b"8<"
"""In a page that includes other files, which may have changed."""


@dataclass(frozen=True, slots=True)
class EarlierSite:
    """A site for nobody in particular, with notes, and what its pages were made of."""

    site: DocsSite
    digests: Mapping[str, str]
    """Markdown file of the source -> digest of its bytes."""

    def pages(self, listed: Iterable[SourceFile], files: Mapping[str, bytes]) -> Mapping[str, Made]:
        """Return path -> page and notes, of pages that would come out the same."""
        same = {file.path for file in listed if self.digests.get(file.path) == file.digest}
        made = zip(self.site.pages, self.site.notes, strict=True)
        return {
            page.path: (page, notes)
            for page, notes in made
            if page.source_path in same and _INCLUDES not in files[page.source_path]
        }
