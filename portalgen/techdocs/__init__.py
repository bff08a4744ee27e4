"""TechDocs: the files of one documentation site -> its pages as clean HTML, which `render` puts into its frame.

In: DocsSource and the bytes of its files.  Out: DocsSite (pages, navigation, files, redirects, diagnostics).
Pure: yes; the engine (MkDocs) runs in a child process that may die without hurting anything else.
Kept: sites, by all that they were made of (`KeptSites`); workers keep the engine warm.
Not its job: fetching files, deciding URLs of the portal, drawing the frame around a page.
"""

from portalgen.techdocs.build_many import build_many
from portalgen.techdocs.child import Limits
from portalgen.techdocs.cross_links import cross_links
from portalgen.techdocs.docs_starts import with_starts
from portalgen.techdocs.kept import KeptSites
from portalgen.techdocs.named_files import with_named
from portalgen.techdocs.portal import Portal
from portalgen.techdocs.prepare import first_look
from portalgen.techdocs.told_once import told_once

__all__ = [
    "KeptSites",
    "Limits",
    "Portal",
    "build_many",
    "cross_links",
    "first_look",
    "told_once",
    "with_named",
    "with_starts",
]
