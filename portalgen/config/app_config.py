"""Backstage's app-config.yaml in, a portal.yaml out: `portalgen init --from app-config.yaml`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from portalgen.config.catalog_section import INSTEAD_OF_APPS, NO_APPS, CatalogSection, Integrations
from portalgen.config.section import Section, Unused
from portalgen.config.settings import Settings
from portalgen.config.substitute import NOT_SUPPORTED
from portalgen.errors import ConfigError
from portalgen.yaml12 import parse_documents

_HEAD = """\
# Configuration of a portalgen developer portal, taken over from {name}.
# Every key: `portalgen config schema`. ${{NAME}} is replaced by the environment variable NAME.
"""
_SERVER = "for Backstage's server"
_WORDS = {"catalog.providers": "finding repositories is not supported yet; list them in catalog.locations"}
_PACKAGE_FOLDER = "../../"
"""Backstage's backend resolves `file` targets at its own package, two folders below app-config.yaml."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A portal.yaml, and what of the app-config has no counterpart in it."""

    text: str
    left: tuple[str, ...]
    """One sentence for each part that was left out; what a reader misses most comes first."""
    changed: tuple[str, ...] = ()
    """One sentence for each part that is in it in another form."""


@dataclass(frozen=True, slots=True)
class _Notes:
    left: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def from_app_config(text: str, *, name: str = "app-config.yaml") -> TakenOver:
    """Take over organization, catalog and integrations, `${VAR}` as written. Raises `ConfigError` for bad YAML."""
    document = next(iter(parse_documents(text)), None)
    if document and document.fault:
        fault = document.fault
        hint = fault.hint or "mend the file and try again"
        raise ConfigError(f"{name}:{fault.line}:{fault.column}: {fault.message}", hint=hint)
    source = document.value if document and isinstance(document.value, dict) else {}
    notes = _Notes()
    portal = dict(_sections(source, notes))
    notes.left.sort(key=lambda note: not note.startswith("catalog.providers"))
    rows = (
        yaml.safe_dump({key: value}, sort_keys=False, allow_unicode=True, width=120) for key, value in portal.items()
    )
    tail = _comment(f"Not taken over from {name}", notes.left) + _comment("Changed", notes.changed)
    return TakenOver("\n".join([_HEAD.format(name=name), *rows]) + tail, tuple(notes.left), tuple(notes.changed))


def _comment(title: str, sentences: list[str]) -> str:
    return f"\n# {title}:\n" + "".join(f"#   {sentence}\n" for sentence in sentences) if sentences else ""


def _sections(source: Mapping[str, Any], notes: _Notes) -> Iterator[tuple[str, Any]]:
    organization, app = _mapping(source, "organization", notes), _mapping(source, "app", notes)
    yield "organization", {"name": organization.get("name") or "My company"}
    yield "site", {"title": app.get("title") or f"{organization.get('name') or 'My company'} developer portal"}
    integrations = _known("integrations", Integrations, _mapping(source, "integrations", notes), notes)
    if integrations:
        yield "integrations", {**integrations, **_without_apps(integrations, notes)}
    catalog = _known("catalog", CatalogSection, _mapping(source, "catalog", notes), notes)
    entries = catalog.get("locations") or []
    if not isinstance(entries, list):
        notes.left.append("catalog.locations: it is not a list")
        entries = []
    yield "catalog", catalog | {"locations": [_location(entry, notes) for entry in entries]}
    taken = {"app", "organization", "integrations", "catalog", "backend"}
    notes.left.extend(f"app.{key}: {_SERVER}" for key in app if key != "title")
    yield from _reading(_mapping(source, "backend", notes), notes)
    notes.left.extend(f"{key}: {_sentence(Settings, key) or _SERVER}" for key in source if key not in taken)


def _reading(backend: Mapping[str, Any], notes: _Notes) -> Iterator[tuple[str, Any]]:
    """Yield the list of plain web sites, if there is one; the rest of the section is the server's."""
    reading = backend.get("reading")
    allow = reading.get("allow") if isinstance(reading, dict) else None
    if isinstance(allow, list) and allow:
        yield "backend", {"reading": {"allow": allow}}
        backend = {key: value for key, value in backend.items() if key != "reading"}
    if backend:
        notes.left.append(f"backend: {_SERVER}")


def _known(name: str, section: type[Section], values: Mapping[str, Any], notes: _Notes) -> dict[str, Any]:
    """Keep the keys that mean something here."""
    used = {row.alias for row in section.model_fields.values() if not any(isinstance(m, Unused) for m in row.metadata)}
    for key in values:
        if key not in used:
            place = f"{name}.{key}"
            notes.left.append(f"{place}: {_WORDS.get(place) or _sentence(section, key) or 'has no meaning here'}")
    return {key: value for key, value in values.items() if key in used and value is not None}


def _sentence(section: type[Section], key: str) -> str:
    """Return what the reference says of a key that is accepted and has no effect, without `Ignored:`."""
    unused = (row for row in section.model_fields.values() if any(isinstance(m, Unused) for m in row.metadata))
    found = next((row for row in unused if row.alias == key), None)
    return re.sub(r"^Ignored[:,.] ?", "", " ".join((found.description or "").split())).rstrip(".") if found else ""


def _without_apps(integrations: Mapping[str, Any], notes: _Notes) -> dict[str, Any]:
    """Return the `github` section without the credentials of GitHub Apps."""
    entries = integrations.get("github")
    if not isinstance(entries, list):
        return {}
    for index, entry in enumerate(entries):
        if isinstance(entry, dict) and "apps" in entry:
            notes.left.append(f"integrations.github[{index}].apps: {NO_APPS}; {INSTEAD_OF_APPS}")
    return {"github": [_without(entry, "apps") if isinstance(entry, dict) else entry for entry in entries]}


def _without(entry: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name != key}


def _location(entry: Any, notes: _Notes) -> Any:  # noqa: ANN401  (a file as written can hold anything)
    """Let `file` targets start at the folder of the file, as ours do."""
    if not isinstance(entry, dict) or entry.get("type") != "file":
        return entry
    target = str(entry.get("target", ""))
    if not target.startswith(_PACKAGE_FOLDER):
        return entry
    own = target.removeprefix(_PACKAGE_FOLDER)
    notes.changed.append(f"catalog.locations: {target} is now {own}, relative to this file; check that it is there")
    return {**entry, "target": own}


def _mapping(source: Mapping[str, Any], key: str, notes: _Notes) -> dict[str, Any]:
    found = _values(source.get(key), key, notes)
    return found if isinstance(found, dict) else {}


def _values(value: Any, at: str, notes: _Notes) -> Any:  # noqa: ANN401  (a file as written can hold anything)
    """Write `{$env: NAME}` as `${NAME}`; leave out what stands for another file, and say so."""
    if isinstance(value, list):
        items = [(_values(item, f"{at}[{index}]", notes), item) for index, item in enumerate(value)]
        return [item for item, before in items if item is not None or before is None]
    if not isinstance(value, dict):
        return value
    if len(value) == 1 and (only := next(iter(value))) in {"$env", *NOT_SUPPORTED}:
        return _reference(only, value[only], at, notes)
    return {key: _values(item, f"{at}.{key}", notes) for key, item in value.items()}


def _reference(form: str, name: object, at: str, notes: _Notes) -> str | None:
    if form == "$env":
        return f"${{{name}}}"
    notes.left.append(f"{at}: {form} is not supported; write the value here, or ${{NAME}} and set the variable")
    return None
