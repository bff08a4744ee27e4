"""Notes: what portal.yaml says and nothing acts upon, as diagnostics."""

import difflib
from collections.abc import Iterator
from pathlib import Path

from portalgen.config.catalog_section import (
    FURTHER_KEYS,
    GitHubIntegration,
    Integrations,
    LocationRule,
    Rule,
)
from portalgen.config.faults import place, subject
from portalgen.config.schema_file import schema_of
from portalgen.config.section import Unused, rows
from portalgen.config.settings import Settings
from portalgen.diagnostics import Diagnostic, Where, diagnose
from portalgen.model.kinds import BUILT_IN
from portalgen.yaml12 import YamlDocument

Loc = tuple[int | str, ...]
Note = tuple[Loc, str, str, str]
"""A place, a code, a message and a hint."""
_KEYS = frozenset(field.alias or name for name, field in GitHubIntegration.model_fields.items())


def notes(settings: Settings, path: Path, document: YamlDocument, text: str) -> Iterator[Diagnostic]:
    """Say what is accepted and has no effect; `path` is that of portal.yaml, `text` what is in it."""
    file = path.name
    if not settings.catalog.locations and not settings.catalog.providers:
        yield diagnose(
            "config-no-locations",
            "catalog names no locations and no providers: the portal will have no entities",
            where=Where("", file),
            hint="name a repository: `- {type: git, target: https://…}`",
        )
    yield from _unused(file, document)
    for at, code, message, hint in (*_hosts(settings.integrations), *_kinds(settings), *_fields(settings, path.parent)):
        where = Where("", file, *place(at, document.positions, text))
        yield diagnose(code, f"{subject(at)}: {message}", where=where, hint=hint)


def _unused(file: str, document: YamlDocument) -> Iterator[Diagnostic]:
    for loc, field in rows(Settings):
        at = "/" + "/".join(loc)
        for mark in field.metadata:
            if isinstance(mark, Unused) and at in document.positions:
                where = Where("", file, *document.positions[at])
                about = (field.description or "").rstrip(".")
                yield diagnose(mark.code, f"{'.'.join(loc)} is {about[:1].lower()}{about[1:]}", where=where)


def _hosts(integrations: Integrations) -> Iterator[Note]:
    """Yield keys of Git hosts that nobody knows, each with code and words.

    A key that Backstage knows may be there: the section can be pasted.
    """
    for name, field in type(integrations).model_fields.items():
        entries = getattr(integrations, name) or ()
        for index, entry in enumerate(entries if isinstance(entries, tuple) else ()):  # of an ignored kind, anything
            at = ("integrations", field.alias or name, index)
            for key in sorted((entry.model_extra or {}).keys() - FURTHER_KEYS):
                yield (*at, key), "config-unknown", "nothing reads this key", _meant(key)


def _kinds(settings: Settings) -> Iterator[Note]:
    """Yield kinds that look like a known one; any other may be one of a plug-in."""
    names = (*(kind.name for kind in BUILT_IN), *(kind.name for kind in settings.model.kinds))
    known = {name.lower(): name for name in names}
    for at, name in _named(settings):
        close = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.8)
        if close and name.lower() not in known:
            yield at, "config-unknown", f"no kind '{name}' is known", f"did you mean {known[close[0]]}?"


def _fields(settings: Settings, folder: Path) -> Iterator[Note]:
    """Yield fields that relate and that no descriptor may have, since the schema of the kind does not know them."""
    for index, kind in enumerate(settings.model.kinds):
        schema = schema_of(kind.schema_, folder)
        document = schema.document if schema else {}
        known = document.get("properties") or {}
        is_closed = document.get("additionalProperties") is False and "patternProperties" not in document
        for number, row in enumerate(kind.relations if is_closed else ()):
            name = row.field.removeprefix("spec.")
            if name not in known:
                at = ("model", "kinds", index, "relations", number, "field")
                close = difflib.get_close_matches(name, known, n=1)
                hint = f"did you mean spec.{close[0]}?" if close else f"add {name} to the properties of the schema"
                yield at, "config-unknown", f"the schema of {kind.name} has no field '{name}'", hint


def _named(settings: Settings) -> Iterator[tuple[Loc, str]]:
    """Yield where a kind is named, and its name."""
    rules: list[tuple[Loc, Rule | LocationRule]] = []
    rules += ((("catalog", "rules", index), rule) for index, rule in enumerate(settings.catalog.rules or ()))
    for index, entry in enumerate(settings.catalog.locations):
        at: Loc = ("catalog", "locations", index, "rules")
        rules += (((*at, number), rule) for number, rule in enumerate(entry.rules))
    for at, rule in rules:
        yield from (((*at, "allow", index), allowed.kind) for index, allowed in enumerate(rule.allow))
    for index, kind in enumerate(settings.model.kinds):
        at = ("model", "kinds", index, "relations")
        fields = enumerate(kind.relations)
        yield from (((*at, n, "defaultKind"), one.default_kind) for n, one in fields if one.default_kind)


def _meant(key: str) -> str:
    known = {one.lower(): one for one in sorted(_KEYS | FURTHER_KEYS)}
    close = difflib.get_close_matches(key.lower().replace("_", "").replace("-", ""), known, n=1)
    return f"did you mean {known[close[0]]}?" if close else f"remove it; keys that are read: {', '.join(sorted(_KEYS))}"
