"""The model as a file, for who checks one repository alone: further kinds and relations, and what gives owners."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic.errors import PydanticUserError

from portalgen.config import Config
from portalgen.model import routes
from portalgen.model.catalog import Catalog
from portalgen.model.compact_json import embedded_json
from portalgen.model.kinds import BUILT_IN, Kind
from portalgen.model.relations import Relates
from portalgen.model.site import SiteFile

_OWNER = "/spec/owner"


def model_file(catalog: Catalog, kinds: Iterable[Kind], config: Config) -> SiteFile:
    """Return the file; its kinds and relations have the keys of the `model` section of portal.yaml."""
    built_in = {kind.key for kind in BUILT_IN}
    relations = (
        row.model_dump(mode="json", by_alias=True, exclude_none=True) for row in config.settings.model.relations
    )
    answer = {
        "kinds": [_kind(kind) for kind in sorted(kinds, key=lambda kind: kind.key) if kind.key not in built_in],
        "relations": [*relations],
        "plugins": [*_plugins(catalog, config)],
    }
    return SiteFile.at(routes.MODEL, f"{embedded_json(answer)}\n".encode())


def _kind(kind: Kind) -> dict[str, Any]:
    known = {"name": kind.name, "plural": kind.plural, "apiVersions": [*kind.api_versions]}
    schema = _schema(kind)
    return {
        **known,
        **({"icon": kind.icon} if kind.icon else {}),
        **({"schema": schema} if schema else {}),
        "relations": [*_relations(kind)],
    }


def _schema(kind: Kind) -> dict[str, Any] | None:
    """Return the JSON Schema of the spec; none where it hangs on the type, or cannot be said."""
    if kind.variants:
        return None
    if kind.spec.schema_of_spec:
        return dict(kind.spec.schema_of_spec.document)
    try:
        return kind.spec.model_json_schema()
    except PydanticUserError:
        return None


def _relations(kind: Kind) -> Iterator[dict[str, Any]]:
    for name, field in kind.spec.model_fields.items():
        for mark in (mark for mark in field.metadata if isinstance(mark, Relates)):
            row = {"field": f"spec.{name}", "type": f"{mark.pair.forward}/{mark.pair.backward}"}
            default = {"defaultKind": mark.kind} if mark.kind else {}
            yield row | default | ({"reverse": True} if mark.reverse else {})


def _plugins(catalog: Catalog, config: Config) -> Iterator[dict[str, Any]]:
    """Yield the plug-ins that portal.yaml turns on; of their settings the kinds that they are for, and no other."""
    giving = {entity.added[_OWNER][0] for entity in catalog.entities.values() if _OWNER in entity.added}
    disabled = config.settings.plugins.disabled
    active = {name for name in config.plugin_names if config.plugin(name).enabled and name not in disabled}
    for name in sorted(active | giving):
        values = config.plugin(name).values
        kinds = values.get("kinds") if isinstance(values, dict) else None
        is_said = isinstance(kinds, list) and all(isinstance(kind, str) for kind in kinds)
        yield {"name": name, "givesOwners": name in giving, **({"kinds": kinds} if is_said else {})}
