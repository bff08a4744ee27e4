"""The home page of docs that have none: a README, as `legacyCopyReadmeMdToIndexMd` in Backstage takes it."""

from collections.abc import Mapping

from portalgen.model.catalog import DocsForm, DocsSource
from portalgen.techdocs.config_file import join

_OWN = ("index.md", "README.md", "index.markdown", "README.markdown")
"""What MkDocs takes for the home page by itself."""


def readme_home(source: DocsSource, files: Mapping[str, bytes], docs: str) -> Mapping[str, str]:
    """Return path of the home page in the docs -> its file in the source; nothing if they have one, or need none."""
    if source.form is not DocsForm.FILLED or any(join(docs, name) in files for name in _OWN):
        return {}
    wanted = (join(docs, "readme.md"), join(source.folder, "README.md"), join(source.folder, "readme.md"))
    found = next((path for path in wanted if path in files), "")
    return {"index.md": found} if found else {}
