"""How callers authenticate: security schemes in words, and what operations need of them."""

from collections.abc import Iterator, Mapping

from portalgen_openapi.anchors import Anchors
from portalgen_openapi.node import Node
from portalgen_openapi.swagger2 import security_scheme
from portalgen_openapi.values import Alternatives, Flow, Need, SecurityScheme
from portalgen_openapi.wording import shown

_FLOWS = {
    "authorizationCode": "Authorization code",
    "clientCredentials": "Client credentials",
    "implicit": "Implicit",
    "password": "Password",
    "deviceAuthorization": "Device authorization",
}
_URLS = {
    "authorizationUrl": "Authorize",
    "deviceAuthorizationUrl": "Device",
    "tokenUrl": "Token",
    "refreshUrl": "Refresh",
}


def read_schemes(root: Node, anchors: Anchors) -> tuple[SecurityScheme, ...]:
    """Return the security schemes of a definition, in their order."""
    old = root.members("securityDefinitions")
    new = root.get("components").members("securitySchemes")
    rows = [
        *((name, Node(security_scheme(node), node.pointer, node.tree)) for name, node in old),
        *((name, node.follow()) for name, node in new),
    ]
    return tuple(_scheme(name, node, anchors) for name, node in rows)


def read_needs(node: Node, schemes: Mapping[str, str]) -> Alternatives:
    """Return what `security` below a node asks for; `schemes` gives the anchor of each scheme by name."""
    return tuple(tuple(_needs(row, schemes)) for row in node.rows("security") if isinstance(row.value, dict))


def _needs(row: Node, schemes: Mapping[str, str]) -> Iterator[Need]:
    for name in row.value if isinstance(row.value, dict) else ():
        if name not in schemes:
            row.fault(f"the security scheme {name[:100]} is not in the definition")
        yield Need(name, schemes.get(name, ""), row.words(name))


def _scheme(name: str, node: Node, anchors: Anchors) -> SecurityScheme:
    flows = tuple(_flow(key, flow) for key, flow in node.members("flows") if key in _FLOWS)
    return SecurityScheme(name, anchors.take("security", name), _label(node), node.prose("description"), flows)


def _label(node: Node) -> str:
    kind, scheme = node.text("type"), node.text("scheme")
    if kind == "apiKey":
        return f"API key in {node.text('in') or 'header'} {node.text('name')}".strip()
    if kind == "http":
        bearer = node.text("bearerFormat")
        words = {"bearer": "Bearer token", "basic": "HTTP Basic"}.get(scheme.lower(), f"HTTP {scheme}")
        return f"{words} ({bearer})" if bearer else words
    if kind == "openIdConnect":
        return f"OpenID Connect {node.text('openIdConnectUrl')}".strip()
    return {"oauth2": "OAuth 2.0", "mutualTLS": "Mutual TLS"}.get(kind, kind or "Unknown")


def _flow(key: str, node: Node) -> Flow:
    urls = tuple((word, url) for name, word in _URLS.items() if (url := node.text(name)))
    scopes = tuple((name, shown(scope.value)) for name, scope in node.members("scopes"))
    return Flow(_FLOWS[key], urls, scopes)
