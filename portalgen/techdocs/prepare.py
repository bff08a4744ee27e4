"""The files of a documentation site -> what is known of it before MkDocs is asked, which is not even loaded.

Its configuration, its navigation, and whether there is anything to build.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from portalgen.diagnostics import Diagnostic
from portalgen.errors import CrawlError
from portalgen.model.catalog import DocsSource
from portalgen.model.source import BlobStore
from portalgen.techdocs.config_file import NAMES, ConfigFile, find_config, join
from portalgen.techdocs.findings import Findings
from portalgen.techdocs.lockdown import Settings, UnsafeDocsError, lock_down
from portalgen.techdocs.nav_data import NavData, read_nav
from portalgen.techdocs.readme_home import readme_home

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""Endings of what MkDocs takes for a page."""
_INCLUDES = b"include"


@dataclass(frozen=True)
class Prepared:
    """A site that has something to build."""

    source: DocsSource
    files: Mapping[str, bytes]
    config: ConfigFile
    settings: Settings
    nav: NavData
    homes: Mapping[str, str]
    """Path of the home page in the docs -> its file in the source, where the docs have none."""
    findings: Findings


def prepare(source: DocsSource, files: Mapping[str, bytes], findings: Findings) -> Prepared | str:
    """Read the configuration; return the name of a site that cannot be built, and why is among the findings.

    Of `files`, configurations are read, of others only the names count.
    """
    config = find_config(files, source.folder, findings)
    try:
        settings = lock_down(config, source.site_name or source.entity.name, findings)
    except UnsafeDocsError as error:
        findings.add("docs-failed", str(error), path=config.path, at=config.at("/docs_dir"))
        return source.site_name
    docs_folder = join(source.folder, settings.docs_dir) if settings.docs_dir else source.folder
    nav = read_nav(config, files, docs_folder, findings)
    homes = readme_home(source, files, docs_folder)
    if not homes and (problem := _nothing_to_build(files, nav, config, source.folder)):
        message, hint = problem
        findings.add("docs-not-found", message, path=config.path, at=config.at("/docs_dir"), hint=hint)
        return settings.site_name
    return Prepared(source, files, config, settings, nav, homes, findings)


def first_look(sources: Iterable[DocsSource], blobs: BlobStore) -> Iterator[Diagnostic]:
    """Yield what is wrong with where documentation is, and with its mkdocs.yml; no page is read."""
    for source in sources:
        findings = Findings(source)
        try:
            prepare(source, _configurations(source, blobs), findings)
        except CrawlError:
            continue  # whoever builds the docs says so
        yield from findings.sorted()


def _configurations(source: DocsSource, blobs: BlobStore) -> Mapping[str, bytes]:
    """Return all files, with the bytes of those that are read: mkdocs.yml, and what it may include."""
    wanted = {join(source.folder, name) for name in NAMES}
    found = blobs.read(source.source, [file for file in source.files if file.path in wanted])
    if any(_INCLUDES in content for content in found.values()):
        endings = tuple(posixpath.splitext(name)[1] for name in NAMES)
        found = blobs.read(source.source, [file for file in source.files if file.path.endswith(endings)])
    return {file.path: found.get(file.path, b"") for file in source.files}


def _nothing_to_build(
    files: Mapping[str, bytes], nav: NavData, config: ConfigFile, folder: str
) -> tuple[str, str] | None:
    """Say why there are no docs, and what would help; None if there are some."""
    starts = tuple(join(mount, "") if mount else "" for mount in nav.mounts.values())
    below = [path for path in files if path.startswith(starts)]
    if any(path.endswith(_MARKDOWN) for path in below):
        return None
    shown = nav.mounts[""] or "."
    if not files:
        return f"the folder '{folder or '.'}' does not exist or is empty", "correct backstage.io/techdocs-ref"
    if not below:
        named = "docs_dir names" if config.path else "without mkdocs.yml the docs are in"
        hint = f"add {shown}/index.md, or set docs_dir in mkdocs.yml"
        if folder and not config.path and join(folder, "index.md") in files:
            hint = "name the folder above it, mostly dir:. - the pages are in docs/ below the folder of techdocs-ref"
        return f"{named} '{shown}', which does not exist", hint
    return f"'{shown}' has no Markdown file", f"add {shown}/index.md"
