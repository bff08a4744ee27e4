"""TechDocs: the files of one documentation site -> its pages as clean HTML, which `render` puts into its frame.

In: DocsSource and the bytes of its files.  Out: DocsSite (pages, navigation, files, redirects, diagnostics).
Pure: yes; the engine (MkDocs) runs in a child process that may die without hurting anything else.
Kept: by the caller, by the digests of the source's files and the versions of the engine.
Not its job: fetching files, deciding URLs of the portal, drawing the frame around a page.
"""

from portalgen.techdocs.build_many import DocsJob, build_many
from portalgen.techdocs.isolate import Limits

__all__ = ["DocsJob", "Limits", "build_many"]
