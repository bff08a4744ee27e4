"""Backstage's app-config.yaml in, a portal.yaml out: `portalgen init --from app-config.yaml`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from portalgen.config.catalog_section import CatalogSection, Integrations
from portalgen.config.section import Section, Unused
from portalgen.config.substitute import NOT_SUPPORTED
from portalgen.errors import ConfigError
from portalgen.yaml12 import parse_documents

_HEAD = """\
# Configuration of a portalgen developer portal, taken over from {name}.
# Every key: `portalgen config schema`. ${{NAME}} is replaced by the environment variable NAME.
"""
_SERVER = "for Backstage's server"
_FINDING = "nothing here finds repositories so; name a provider of catalog.providers, or list them in catalog.locations"
_PEOPLE = "nothing here fetches these users and groups; until something brings them, owners lead nowhere"
_OF_PEOPLE = re.compile(r"(?i).*org|auth0|keycloak|okta")
"""Providers, and types of location, that bring users and groups."""
_FOUND = re.compile(r".+-(?:discovery|org)")
"""Types of location, of older Backstages, that look for something."""
_ANY_REPOSITORY = re.compile(r"https?://[^?#]*\*[^?#]*/(?:blob|tree|raw|src|browse)/.*")
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
    providers: frozenset[str]
    """Keys of `catalog.providers` that something reads."""
    left: dict[str, list[str]] = field(default_factory=dict)
    """Why something is left out -> its keys."""
    moved: list[str] = field(default_factory=list)
    """Files that have another path now."""

    def leave(self, key: str, why: str) -> None:
        """Note that a key is left out."""
        self.left.setdefault(why, []).append(key)

    def all_left(self) -> tuple[str, ...]:
        """Return a sentence for each reason: what is missed most comes first, what nobody misses last."""
        order = {_PEOPLE: 0, _FINDING: 1, _SERVER: 3}
        reasons = sorted(self.left, key=lambda why: order.get(why, 2))
        return tuple(f"{', '.join(self.left[why])}: {why}" for why in reasons)

    def changed(self) -> tuple[str, ...]:
        """Return what is in another form."""
        files = f"{', '.join(self.moved)}: relative to portal.yaml now; check that it finds {_them(self.moved)}"
        return (f"catalog.locations: {files}",) if self.moved else ()


def _them(things: list[str]) -> str:
    return "it" if len(things) == 1 else "them"


def from_app_config(text: str, *, name: str = "app-config.yaml", providers: Iterable[str] = ()) -> TakenOver:
    """Take over organization, catalog and integrations, `${VAR}` as written. Raises `ConfigError` for bad YAML.

    `providers` are the keys of `catalog.providers` that something reads.
    """
    document = next(iter(parse_documents(text)), None)
    if document and document.fault:
        fault = document.fault
        hint = fault.hint or "mend the file and try again"
        raise ConfigError(f"{name}:{fault.line}:{fault.column}: {fault.message}", hint=hint)
    source = document.value if document and isinstance(document.value, dict) else {}
    notes = _Notes(frozenset(providers))
    portal = dict(_sections(source, notes))
    left, changed = notes.all_left(), notes.changed()
    rows = (
        yaml.safe_dump({key: value}, sort_keys=False, allow_unicode=True, width=120) for key, value in portal.items()
    )
    tail = _comment(f"Not taken over from {name}", left) + _comment("Changed", changed)
    return TakenOver("\n".join([_HEAD.format(name=name), *rows]) + tail, left, changed)


def _comment(title: str, sentences: tuple[str, ...]) -> str:
    return f"\n# {title}:\n" + "".join(f"#   {sentence}\n" for sentence in sentences) if sentences else ""


def _sections(source: Mapping[str, Any], notes: _Notes) -> Iterator[tuple[str, Any]]:
    organization, app = _mapping(source, "organization", notes), _mapping(source, "app", notes)
    yield "organization", {"name": organization.get("name") or "My company"}
    yield "site", {"title": app.get("title") or f"{organization.get('name') or 'My company'} developer portal"}
    integrations = _known("integrations", Integrations, _mapping(source, "integrations", notes), notes)
    if integrations:
        yield "integrations", integrations
    catalog = _known("catalog", CatalogSection, _mapping(source, "catalog", notes), notes)
    entries = catalog.get("locations") or []
    if not isinstance(entries, list):
        notes.leave("catalog.locations", "it is not a list")
        entries = []
    kept = [entry for index, entry in enumerate(entries) if _is_readable(entry, index, notes)]
    yield "catalog", catalog | {"locations": [_location(entry, notes) for entry in kept]}
    taken = {"app", "organization", "integrations", "catalog", "backend"}
    for key in (key for key in app if key != "title"):
        notes.leave(f"app.{key}", _SERVER)
    yield from _reading(_mapping(source, "backend", notes), notes)
    for key in (key for key in source if key not in taken):
        notes.leave(str(key), _SERVER)


def _reading(backend: Mapping[str, Any], notes: _Notes) -> Iterator[tuple[str, Any]]:
    """Yield the list of plain web sites, if there is one; the rest of the section is the server's."""
    reading = backend.get("reading")
    allow = reading.get("allow") if isinstance(reading, dict) else None
    if isinstance(allow, list) and allow:
        yield "backend", {"reading": {"allow": allow}}
        backend = {key: value for key, value in backend.items() if key != "reading"}
    if backend:
        notes.leave("backend", _SERVER)


def _known(name: str, section: type[Section], values: Mapping[str, Any], notes: _Notes) -> dict[str, Any]:
    """Keep the keys that mean something here."""
    used = {row.alias for row in section.model_fields.values() if not any(isinstance(m, Unused) for m in row.metadata)}
    for key in values:
        if key not in used:
            notes.leave(f"{name}.{key}", _SERVER)
    kept = {key: value for key, value in values.items() if key in used and value is not None}
    return kept | {"providers": _providers(kept["providers"], notes)} if "providers" in kept else kept


def _providers(values: object, notes: _Notes) -> dict[str, Any]:
    """Keep the providers that something reads."""
    given = values if isinstance(values, dict) else {}
    for name in sorted(given.keys() - notes.providers, key=str):
        notes.leave(f"catalog.providers.{name}", _PEOPLE if _OF_PEOPLE.fullmatch(str(name)) else _FINDING)
    return {name: value for name, value in given.items() if name in notes.providers}


def _is_readable(entry: object, index: int, notes: _Notes) -> bool:
    """Say whether a location names something; one that has to be looked for is left out."""
    kind, target = (str(entry.get(key)) for key in ("type", "target")) if isinstance(entry, dict) else ("", "")
    if not _FOUND.fullmatch(kind) and not (kind == "url" and _ANY_REPOSITORY.fullmatch(target)):
        return True
    notes.leave(f"catalog.locations[{index}] ({kind})", _PEOPLE if _OF_PEOPLE.fullmatch(kind) else _FINDING)
    return False


def _location(entry: Any, notes: _Notes) -> Any:  # noqa: ANN401  (a file as written can hold anything)
    """Let `file` targets start at the folder of the file, as ours do."""
    if not isinstance(entry, dict) or entry.get("type") != "file":
        return entry
    target = str(entry.get("target", ""))
    if not target.startswith(_PACKAGE_FOLDER):
        return entry
    own = target.removeprefix(_PACKAGE_FOLDER)
    notes.moved.append(own)
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
    notes.leave(at, f"{form} is not supported; write the value here, or ${{NAME}} and set the variable")
    return None
