"""Diagnostics in; the same out, those of a missing owner with a word on the CODEOWNERS file that could give it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from portalgen.cli.portal_model import CODEOWNERS

if TYPE_CHECKING:
    from portalgen.config import Config
    from portalgen.crawl import WorkTreeFetcher
    from portalgen.diagnostics import Diagnostic

_FOLDERS = frozenset({".", ".bitbucket", ".github", ".gitlab", "docs"})
"""Where Git hosts look for CODEOWNERS."""
_MISSING = "spec.owner is missing"


def hinted(found: "Iterable[Diagnostic]", fetcher: "WorkTreeFetcher", config: "Config") -> "Iterator[Diagnostic]":
    """Yield every diagnostic, in its order; nothing is added where the plug-in has looked already."""
    is_asked = config.plugin(CODEOWNERS).enabled
    for row in found:
        tree = fetcher.tree(row.where.source) if not is_asked and _MISSING in row.message else None
        files = [name for name in tree.listed(_FOLDERS, ("CODEOWNERS",)) if _is_one(name)] if tree else []
        if files:
            can = f"`plugins: {{{CODEOWNERS}: true}}` in portal.yaml takes it from {files[0]}"
            yield replace(row, hint=f"{row.hint}; or {can}" if row.hint else can)
        else:
            yield row


def _is_one(name: str) -> bool:
    return name.rpartition("/")[2] == "CODEOWNERS"
