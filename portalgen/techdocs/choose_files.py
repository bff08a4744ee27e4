"""MkDocs' files -> those that become pages and those beside them; what has no place of its own is reported."""

from collections.abc import Collection, Mapping

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import is_markdown_file

from portalgen.model.docs import DocsAsset
from portalgen.techdocs.findings import Findings
from portalgen.techdocs.nav_tree import is_excluded, page_path
from portalgen.techdocs.places import Places


def choose_pages(files: Files, origins: Mapping[str, str], places: Places, findings: Findings) -> dict[str, Page]:
    """Return path -> page, sorted; of two files for one page the last in MkDocs' order wins, as in MkDocs.

    `origins` has path inside the docs -> path in the source.
    """
    chosen: dict[str, Page] = {}
    last_first = [file.page for file in reversed(files.documentation_pages()) if file.page]
    for page in sorted(last_first, key=page_path):
        path, origin = page_path(page), origins[page.file.src_uri]
        if problem := places.take(path, origin):
            findings.left_out(origin, problem)
        else:
            chosen[path] = page
    for uri, origin in origins.items():
        if is_markdown_file(uri) and files.get_file_from_path(uri) is None:
            findings.left_out(origin, "another file of its folder has the same address")  # README.md beside index.md
    return chosen


def other_files(files: Files, origins: Mapping[str, str]) -> dict[str, str]:
    """Return path inside the docs -> path in the source of what is no page, but hidden and excluded files."""
    found = {uri: files.get_file_from_path(uri) for uri in origins}
    return {
        uri: origins[uri]
        for uri, file in found.items()
        if file and not file.is_documentation_page() and not is_excluded(file)
    }


def forget_others(files: Files, pages: Collection[Page], assets: Collection[DocsAsset]) -> None:
    """Take away what has no place: MkDocs then leaves links to it as they are written, and so they are reported."""
    kept = {page.file.src_uri for page in pages} | {asset.path for asset in assets}
    for file in list(files):
        if file.src_uri not in kept:
            files.remove(file)
