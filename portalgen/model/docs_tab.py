"""Folders of Markdown beside TechDocs: the annotation that names one, and the tab of the entity where it is shown."""

from dataclasses import dataclass

MARKDOWN = (".md", ".markdown")
"""Endings, in lower case, of the files that are pages of such a folder."""


@dataclass(frozen=True, slots=True, order=True)
class DocsTab:
    """What a plug-in asks for: such folders are fetched, built and published like TechDocs; it shows their pages."""

    annotation: str
    """Its value is a path from the folder of the descriptor, or the address of a folder in a Git host."""
    tab: str
    """Key of the tab: pages and pictures of the folder stand below its route."""
