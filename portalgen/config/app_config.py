"""Backstage's app-config.yaml in, a portal.yaml out: `portalgen init --from app-config.yaml`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from portalgen.config.catalog_section import CatalogSection, Integrations
from portalgen.config.section import Section, Unused
from portalgen.errors import ConfigError
from portalgen.yaml12 import parse_documents

_HEAD = """\
# Configuration of a portalgen developer portal, taken over from {name}.
# Every key: `portalgen config schema`. ${{NAME}} is replaced by the environment variable NAME.
"""
_PACKAGE_FOLDER = "../../"
"""Backstage's backend resolves `file` targets at its own package, two folders below app-config.yaml."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A portal.yaml, and what of the app-config has no counterpart in it."""

    text: str
    left: tuple[str, ...]
    """One sentence for each part that was left out or changed."""


def from_app_config(text: str, *, name: str = "app-config.yaml") -> TakenOver:
    """Take over organization, catalog and integrations, `${VAR}` as written. Raises `ConfigError` for bad YAML."""
    document = next(iter(parse_documents(text)), None)
    if document and document.fault:
        fault = document.fault
        raise ConfigError(f"{name}:{fault.line}:{fault.column}: {fault.message}", hint="mend the file and try again")
    source = document.value if document and isinstance(document.value, dict) else {}
    left: list[str] = []
    portal = dict(_sections(source, left))
    rows = (
        yaml.safe_dump({key: value}, sort_keys=False, allow_unicode=True, width=120) for key, value in portal.items()
    )
    notes = "".join(f"#   {note}\n" for note in left)
    tail = f"\n# Not taken over from {name}:\n{notes}" if left else ""
    return TakenOver("\n".join([_HEAD.format(name=name), *rows]) + tail, tuple(left))


def _sections(source: Mapping[str, Any], left: list[str]) -> Iterator[tuple[str, Any]]:
    organization, app = _mapping(source, "organization"), _mapping(source, "app")
    yield "organization", {"name": organization.get("name") or "My company"}
    yield "site", {"title": app.get("title") or f"{organization.get('name') or 'My company'} developer portal"}
    integrations = _known("integrations", Integrations, _mapping(source, "integrations"), left)
    if integrations:
        yield "integrations", integrations
    catalog = _known("catalog", CatalogSection, _mapping(source, "catalog"), left)
    yield "catalog", catalog | {"locations": [_location(entry, left) for entry in catalog.get("locations") or []]}
    taken = {"app", "organization", "integrations", "catalog"}
    left.extend(f"app.{key}: for Backstage's server" for key in app if key != "title")
    left.extend(f"{key}: for Backstage's server" for key in source if key not in taken)


def _known(name: str, section: type[Section], values: Mapping[str, Any], left: list[str]) -> dict[str, Any]:
    """Keep the keys that mean something here."""
    used = {
        field.alias for field in section.model_fields.values() if not any(isinstance(m, Unused) for m in field.metadata)
    }
    unused = {
        field.alias: mark.code
        for field in section.model_fields.values()
        for mark in field.metadata
        if isinstance(mark, Unused)
    }
    words = {"config-unsupported": "not supported yet"}
    left.extend(
        f"{name}.{key}: {words.get(unused.get(key, ''), 'has no meaning here')}" for key in values if key not in used
    )
    return {key: value for key, value in values.items() if key in used and value is not None}


def _location(entry: Any, left: list[str]) -> Any:  # noqa: ANN401  (a file as written can hold anything)
    """Let `file` targets start at the folder of the file, as ours do."""
    if not isinstance(entry, dict) or entry.get("type") != "file":
        return entry
    target = str(entry.get("target", ""))
    if not target.startswith(_PACKAGE_FOLDER):
        return entry
    own = target.removeprefix(_PACKAGE_FOLDER)
    left.append(f"catalog.locations: {target} is now {own}, relative to this file; check that it is there")
    return {**entry, "target": own}


def _mapping(source: Mapping[str, Any], key: str) -> dict[str, Any]:
    found = source.get(key)
    return found if isinstance(found, dict) else {}
