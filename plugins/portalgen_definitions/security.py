"""How callers authenticate: security schemes in words, and what operations need of them."""

from collections.abc import Iterator, Mapping

from portalgen_definitions.anchors import Anchors
from portalgen_definitions.node import Node
from portalgen_definitions.values import Alternatives, Flow, Need, SecurityScheme
from portalgen_definitions.wording import shown

_FLOWS = {
    "authorizationCode": "Authorization code",
    "clientCredentials": "Client credentials",
    "implicit": "Implicit",
    "password": "Password",
    "deviceAuthorization": "Device authorization",
}
_LABELS = {
    "oauth2": "OAuth 2.0",
    "mutualTLS": "Mutual TLS",
    "userPassword": "User name and password",
    "X509": "Client certificate (X.509)",
    "symmetricEncryption": "Symmetric encryption",
    "asymmetricEncryption": "Asymmetric encryption",
    "plain": "SASL/PLAIN",
    "scramSha256": "SASL/SCRAM-SHA-256",
    "scramSha512": "SASL/SCRAM-SHA-512",
    "gssapi": "SASL/GSSAPI",
}
_URLS = {
    "authorizationUrl": "Authorize",
    "deviceAuthorizationUrl": "Device",
    "tokenUrl": "Token",
    "refreshUrl": "Refresh",
}


def read_needs(node: Node, schemes: Mapping[str, str]) -> Alternatives:
    """Return what `security` below a node asks for; `schemes` gives the anchor of each scheme by name."""
    return tuple(tuple(needs_of(row, schemes)) for row in node.rows("security") if isinstance(row.value, dict))


def needs_of(row: Node, schemes: Mapping[str, str]) -> Iterator[Need]:
    """Yield the schemes that are needed together."""
    for name in row.value if isinstance(row.value, dict) else ():
        if name not in schemes:
            row.fault(f"the security scheme {name[:100]} is not in the definition")
        yield Need(name, schemes.get(name, ""), row.words(name))


def read_scheme(name: str, node: Node, anchors: Anchors) -> SecurityScheme:
    """Return a security scheme of OpenAPI 3 or AsyncAPI."""
    flows = tuple(_flow(key, flow) for key, flow in node.members("flows") if key in _FLOWS)
    return SecurityScheme(name, anchors.take("security", name), scheme_label(node), node.prose("description"), flows)


def scheme_label(node: Node) -> str:
    """Return the kind of a security scheme in words."""
    kind, scheme = node.text("type"), node.text("scheme")
    if kind in {"apiKey", "httpApiKey"}:
        return f"API key in {node.text('in') or 'header'} {node.text('name')}".strip()
    if kind == "http":
        bearer = node.text("bearerFormat")
        words = {"bearer": "Bearer token", "basic": "HTTP Basic"}.get(scheme.lower(), f"HTTP {scheme}")
        return f"{words} ({bearer})" if bearer else words
    if kind == "openIdConnect":
        return f"OpenID Connect {node.text('openIdConnectUrl')}".strip()
    return _LABELS.get(kind, kind or "Unknown")


def _flow(key: str, node: Node) -> Flow:
    urls = tuple((word, url) for name, word in _URLS.items() if (url := node.text(name)))
    pairs = ((name, scope) for key in ("scopes", "availableScopes") for name, scope in node.members(key))
    scopes = tuple((name, shown(scope.value)) for name, scope in pairs)
    return Flow(_FLOWS[key], urls, scopes)
