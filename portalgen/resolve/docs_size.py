"""Sizes of documentation: sites in, the same sites with no more bytes than one may have out."""

from collections.abc import Iterable
from dataclasses import replace

from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.model.catalog import DocsSource
from portalgen.model.source import SourceFile

MOST = 200_000_000
"""Bytes of the files of one site: they are in memory when it is built."""


def within_size(sites: Iterable[DocsSource]) -> tuple[tuple[DocsSource, ...], tuple[Diagnostic, ...]]:
    """Leave out the largest files of each site that has too many bytes, with a diagnostic."""
    kept, found = [], []
    for site in sites:
        files = _smallest(site.files)
        kept.append(site if len(files) == len(site.files) else replace(site, files=files))
        if kept[-1] is not site:
            found.append(_left_out(site, len(site.files) - len(files)))
    return tuple(kept), tuple(found)


def _smallest(files: tuple[SourceFile, ...]) -> tuple[SourceFile, ...]:
    left, out = MOST, set()
    for file in sorted(files, key=lambda file: (file.size, file.path)):
        left -= file.size
        if left < 0:
            out.add(file.path)
    return tuple(file for file in files if file.path not in out)


def _left_out(site: DocsSource, count: int) -> Diagnostic:
    message = (
        f"the {count:,} largest files below '{site.folder or '.'}' are left out: documentation may have {MOST:,} bytes"
    )
    hint = "name the folder of the documentation in backstage.io/techdocs-ref, not one with all the sources"
    return diagnose("docs-config", message, where=site.where, hint=hint, entity=str(site.entity))
