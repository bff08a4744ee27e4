"""The definition that "try it" gets: operations and schemas, only servers that an admin allows, nothing elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from portalgen_definitions.links import read_servers
from portalgen_definitions.node import Node, Tree
from portalgen_definitions.source import parse_definition
from portalgen_openapi.operations import METHODS
from portalgen_openapi.options import origin_of
from portalgen_openapi.requests import base_of

_SHARED = {"info", "paths", "security"}
_NEW = {"openapi", "jsonSchemaDialect", "components"}
_OLD = {"swagger", "host", "basePath", "schemes", "consumes", "produces"}
_OLD_PARTS = {"definitions", "parameters", "responses", "securityDefinitions"}
KEYS = frozenset(_SHARED | _NEW | _OLD | _OLD_PARTS)
"""What a definition keeps; servers are written anew."""
MAX_LENGTH = 2_000_000
"""Characters of definitions that can be tried: Swagger UI takes long with such a one already."""

Map = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Trial:
    """A definition that can be tried."""

    definition: Map
    origins: tuple[str, ...]
    """Where its requests go: scheme, host and port, sorted."""

    @property
    def titles(self) -> tuple[str, ...]:
        """Its operations, as `GET /orders/{id}`."""
        rows = (
            (path, method) for path, item in self.definition["paths"].items() for method in METHODS if method in item
        )
        return tuple(f"{method.upper()} {path}" for path, method in rows)


def make_trial(text: str, allowed: frozenset[str]) -> Trial | None:
    """Return what can be tried of a definition; None if no server of it is allowed."""
    root = parse_definition(text).value if allowed and len(text) <= MAX_LENGTH else None
    if not isinstance(root, dict) or not isinstance(root.get("paths"), dict):
        return None
    kept = {key: _local(value) for key, value in root.items() if key in KEYS}
    servers = _old_servers(kept, allowed) if "swagger" in kept else _servers(root, allowed)
    if "swagger" not in kept:
        kept["servers"] = [{"url": url} for url in servers]
    kept["paths"] = dict(_paths(Node(kept, "", Tree(kept)), allowed, usable=bool(servers)))
    named = {origin_of(each) for each in (*servers, *_servers_below(kept["paths"]))}
    if not kept["paths"] or not named:
        return None
    return Trial(_signed(kept), tuple(sorted(named)))


def _servers(holder: Map, allowed: frozenset[str]) -> list[str]:
    """Return the addresses of a definition, path or operation that are allowed, with the defaults of variables."""
    found = (base_of(server) for server in read_servers(Node(holder, "", Tree(holder))))
    return [url for url in found if origin_of(url) in allowed]


def _old_servers(kept: Map, allowed: frozenset[str]) -> list[str]:
    """Return the allowed addresses of Swagger 2.0, and leave only these schemes in the definition."""
    host, written = str(kept.get("host") or ""), kept.get("schemes")
    schemes = [each for each in (written if isinstance(written, list) else ["https"]) if each in ("https", "http")]
    kept["schemes"] = [scheme for scheme in schemes if origin_of(f"{scheme}://{host}") in allowed]
    if any(letter in host for letter in "/?#@\\"):
        kept["schemes"] = []
    return [f"{scheme}://{host}" for scheme in kept["schemes"]]


def _paths(root: Node, allowed: frozenset[str], *, usable: bool) -> Iterator[tuple[str, Map]]:
    """Yield the paths with the operations that have an allowed server, their own or the definition's."""
    for path, written in root.members("paths"):
        item, here = _narrowed(written.follow().map, allowed, usable=usable)
        operations = {method: item[method] for method in METHODS if isinstance(item.get(method), dict)}
        kept = {method: _narrowed(each, allowed, usable=here) for method, each in operations.items()}
        found = {method: operation for method, (operation, allows) in kept.items() if allows}
        if found and path.startswith("/"):
            yield path, {key: value for key, value in item.items() if key not in METHODS} | found


def _narrowed(holder: Map, allowed: frozenset[str], *, usable: bool) -> tuple[Map, bool]:
    """Return a path or an operation with allowed servers only, and whether it has one; without own ones as outside."""
    found = {key: value for key, value in holder.items() if key not in {"externalDocs", "callbacks"}}
    if "servers" not in holder:
        return found, usable
    found["servers"] = [{"url": url} for url in _servers(holder, allowed)]
    return found, bool(found["servers"])


def _servers_below(paths: Map) -> Iterator[str]:
    for item in paths.values():
        operations = (item.get(method) for method in METHODS)
        for holder in (item, *(each for each in operations if isinstance(each, dict))):
            yield from (server["url"] for server in holder.get("servers", ()))


def _local(value: object) -> Any:  # noqa: ANN401  (any JSON)
    """Return data without references into other files, which would be fetched."""
    if isinstance(value, list):
        return [_local(each) for each in value]
    if not isinstance(value, dict):
        return value
    reference = value.get("$ref")
    if isinstance(reference, str) and not reference.startswith("#"):
        return {}
    return {key: _local(each) for key, each in value.items() if key not in {"$id", "$schema", "externalValue"}}


def _signed(kept: Map) -> Map:
    """Return the definition with ways to sign in that need no other host: for OAuth, a token that the reader has."""
    written = kept.get("info")
    info = written if isinstance(written, dict) else {}
    found = {**kept, "info": {"title": str(info.get("title", "")), "version": str(info.get("version", ""))}}
    components = kept.get("components")
    if isinstance(components, dict) and isinstance(components.get("securitySchemes"), dict):
        written = Node(kept, "", Tree(kept)).get("components")
        schemes = _tokens(written, "securitySchemes", {"type": "http", "scheme": "bearer"})
        found["components"] = {**components, "securitySchemes": schemes}
    if isinstance(kept.get("securityDefinitions"), dict):
        header = {"type": "apiKey", "in": "header", "name": "Authorization", "description": "Bearer …"}
        found["securityDefinitions"] = _tokens(Node(kept, "", Tree(kept)), "securityDefinitions", header)
    return found


def _tokens(holder: Node, key: str, token: Mapping[str, str]) -> Map:
    """Return the ways to sign in, references followed; those that lead nowhere are left out."""
    found = ((name, each.follow()) for name, each in holder.members(key))
    wide = {"oauth2", "openIdConnect"}
    return {name: token if each.text("type") in wide else each.map for name, each in found if each.map}
