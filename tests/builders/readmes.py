"""Builds a README or a folder of Markdown: `build_plain({"README.md": "# Shop"})`, paths from the repository's root."""

from collections.abc import Iterable
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from portalgen.model.catalog import DocsForm
from portalgen.model.docs import DocsSite
from portalgen.model.docs_tab import DocsTab
from portalgen.model.source import Location, Snapshot
from portalgen.techdocs.build_pages import build_pages
from portalgen.techdocs.named_files import with_named
from tests.builders.docs import Contents, Files, docs_job

DECISIONS = DocsTab("backstage.io/adr-location", "adrs")


def build_plain(files: Files, *, folder: str = "", readme: str = "") -> DocsSite:
    """Build a folder for a tab, or the README that is named; a repository has more files than the site needs."""
    everything, contents = docs_job(files)
    snapshot = Snapshot(Location("git", everything.source.url), everything.source, everything.files)
    form = DocsForm.README if readme else DocsForm.FOLDER
    mine = tuple(file for file in everything.files if file.path == readme) if readme else snapshot.under(folder)
    folder = readme.rpartition("/")[0] if readme else folder
    source = replace(everything, folder=folder, files=mine, form=form, tab=None if readme else DECISIONS)
    blobs = Contents([(everything, contents)])
    (complete,) = with_named([source], [snapshot], blobs)
    return build_pages(complete, blobs.read(complete.source, complete.files))


def asset_paths(site: DocsSite) -> list[str]:
    """Return the paths of the files beside the pages."""
    return [asset.path for asset in site.assets]


def addresses(html: str, names: Iterable[str] = ("href", "src")) -> list[str]:
    """Return the addresses in a page, without those of headings to themselves."""
    found: list[str] = []
    for node in LexborHTMLParser(html).css("[href]:not(.headerlink), [src], [srcset]"):
        found += [value for name, value in node.attributes.items() if name in names and value]
    return found
