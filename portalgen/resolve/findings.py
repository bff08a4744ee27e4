"""Findings: the weighed diagnostics of a catalog as a text to keep, and what they hang on."""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import FunctionType

from portalgen.cache import digest, folder_digest
from portalgen.diagnostics import Diagnostic
from portalgen.model.catalog import Catalog, Suppressed
from portalgen.model.contributions import LintRule
from portalgen.model.source import Snapshot


def findings_text(catalog: Catalog) -> str:
    """Return the diagnostics of a catalog, shown and suppressed."""
    shown = [one.row for one in catalog.diagnostics]
    suppressed = [[one.diagnostic.row, one.reason] for one in catalog.suppressed]
    return json.dumps({"shown": shown, "suppressed": suppressed}, separators=(",", ":"))


def with_findings(catalog: Catalog, text: str) -> Catalog:
    """Return the catalog with the diagnostics that a text holds."""
    found = json.loads(text)
    shown = tuple(map(Diagnostic.of_row, found["shown"]))
    suppressed = tuple(Suppressed(Diagnostic.of_row(row), reason) for row, reason in found["suppressed"])
    return replace(catalog, diagnostics=shown, suppressed=suppressed)


def made_of(snapshots: Iterable[Snapshot], rules: Iterable[LintRule], *others: object) -> str | None:
    """Return a digest of all that the findings hang on; None if that is not known of a rule, or of files.

    `others` are what else counts, as values that `repr` tells all about.
    """
    known = [*map(_rule, rules), *map(_content, snapshots)]
    if not all(known):
        return None
    return digest(*map(repr, others), *map(str, known))


def _content(snapshot: Snapshot) -> str | None:
    """Return what tells a snapshot from another: a commit stands for its files; those of a work tree are not known."""
    about = (snapshot.location, snapshot.source, snapshot.entries, snapshot.links, snapshot.stale_since)
    if snapshot.source.commit:
        return repr(about)
    if not all(file.digest for file in snapshot.files):
        return None
    return repr((about, [(file.path, file.digest) for file in snapshot.files]))


def _rule(rule: LintRule) -> str | None:
    """Return the name of a rule that hangs on the catalog and on portalgen's code alone; the policy has the kinds."""
    own = isinstance(rule, partial) and rule.func.__module__.startswith(f"{__package__}.")
    function = rule.func if isinstance(rule, partial) and own else rule
    if not isinstance(function, FunctionType) or function.__closure__ or function.__defaults__:
        return None
    package = function.__module__.partition(".")[0]
    if package not in _OURS or function.__kwdefaults__:
        return None
    code = " ".join(map(_folder_digest, (package, *_OURS[package])))
    return f"{function.__module__} {function.__qualname__} {code}"


def _folder_digest(package: str) -> str:
    file = sys.modules[package].__file__
    return folder_digest(str(Path(file).parent)) if file else ""


_OURS: Mapping[str, tuple[str, ...]] = {
    "portalgen": (),
    "portalgen_graphql": ("portalgen_definitions",),
    "portalgen_asyncapi": ("portalgen_avro", "portalgen_definitions"),
    "portalgen_avro": ("portalgen_definitions",),
    "portalgen_jsonschema": ("portalgen_definitions",),
    "portalgen_mcp": ("portalgen_definitions",),
    "portalgen_openapi": ("portalgen_definitions",),
    "portalgen_protobuf": ("portalgen_definitions",),
}
"""Packages whose rules have no settings, and what else they run; rules of others may hang on anything."""
