"""An operation in, the request that a caller may send out: what is required, examples for values, names for secrets."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import quote, urlsplit

from portalgen_definitions.node import Node
from portalgen_definitions.values import Server
from portalgen_openapi.payloads import read_payload
from portalgen_openapi.request import Payload, Request, Secret
from portalgen_openapi.sampled import in_header, in_path, in_query, placeholder
from portalgen_openapi.security import Credential
from portalgen_openapi.values import Operation

MAX_PARAMETERS = 50
"""Parameters of a request; further ones are left out."""
NO_HOST = "https://HOST"
"""What stands for a server that the definition does not name."""
SAFE_IN_PATH = "/:@!$&'()*+,;=%~-._?"
_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9!#$%&'*+.^_`|~-]*")
_VARIABLE = re.compile(r"\{([^{}]*)\}")
_LINES = re.compile(r"[\x00-\x1f\x7f]+")
_OWN = frozenset({"accept", "content-type", "authorization"})
"""Headers that OpenAPI does not take from parameters."""

Header = tuple[str, Secret]


@dataclass(frozen=True, slots=True)
class RequestMaker:
    """Makes the requests of one definition."""

    servers: tuple[Server, ...] = ()
    credentials: Mapping[str, Credential] = field(default_factory=dict)

    def request(self, operation: Operation, rows: Iterable[Node], body: Node) -> Request | None:
        """Return the request of an operation with these parameters and this body; None if it cannot be sent."""
        if operation.webhook or not _TOKEN.fullmatch(operation.method):
            return None
        needed = list(islice((row for row in rows if row.flag("required") or row.text("in") == "path"), MAX_PARAMETERS))
        credentials = self._credentials(operation)
        payload = read_payload(operation, body)
        return Request(
            operation.method,
            _url(self._base(operation), operation.path, needed, credentials),
            tuple(_headers(operation, needed, credentials, payload)),
            any(each.place == "basic" for each in credentials),
            payload,
        )

    def _credentials(self, operation: Operation) -> list[Credential]:
        """Return what the first way to authenticate asks for."""
        needs = operation.security[0] if operation.security else ()
        return [self.credentials[need.name] for need in needs if need.name in self.credentials]

    def _base(self, operation: Operation) -> str:
        servers = operation.servers or self.servers
        return base_of(servers[0]) if servers else NO_HOST


def base_of(server: Server) -> str:
    """Return the address of a server with the defaults of its variables, perhaps with a placeholder for its host."""
    values = {name: value.split(" (one of ")[0] for name, value, _ in server.variables}
    url = _VARIABLE.sub(lambda found: values.get(found[1]) or placeholder(found[1]), server.url)
    url = quote(url, safe=f"{SAFE_IN_PATH}[]").rstrip("/")
    if urlsplit(url).scheme in {"http", "https"}:
        return url
    path = url if url.startswith("/") and not url.startswith("//") else ""
    return f"{NO_HOST}{path}"


def _url(base: str, path: str, rows: Iterable[Node], credentials: Iterable[Credential]) -> Secret:
    rows = list(rows)
    values = {row.text("name"): in_path(row) for row in rows if row.text("in") == "path"}
    filled = _VARIABLE.sub(lambda found: values.get(found[1], placeholder(found[1])), path)
    url = f"{base}/{quote(filled, safe=SAFE_IN_PATH).lstrip('/')}"
    pairs = [pair for row in rows if row.text("in") == "query" for pair in in_query(row)]
    query = [f"{quote(name, safe='')}={quote(value, safe=',:')}" for name, value in pairs]
    key = next((each for each in credentials if each.place == "query"), None)
    if key:
        query.append(f"{quote(key.name, safe='')}=")
    mark = "&" if "?" in url else "?"
    return Secret(f"{url}{mark}{'&'.join(query)}" if query else url, key.secret if key else "")


def _headers(
    operation: Operation, rows: Iterable[Node], credentials: Iterable[Credential], payload: Payload | None
) -> Iterable[Header]:
    answers = [media for answer in operation.responses if answer.status.startswith("2") for media in answer.contents]
    if answers and answers[0].types[0] not in {"application/json", "*/*"}:
        yield "Accept", Secret(_line(answers[0].types[0]))
    if payload and operation.body and not payload.fields:
        yield "Content-Type", Secret(_line(operation.body.contents[0].types[0]))
    for row in rows:
        name = row.text("name")
        if row.text("in") == "header" and name.lower() not in _OWN and _TOKEN.fullmatch(name):
            yield name, Secret(_line(in_header(row)))
    known = [each for each in credentials if _TOKEN.fullmatch(each.name)]
    yield from _cookies(rows, known)
    yield from ((each.name, Secret(each.before, each.secret)) for each in known if each.place == "header")


def _cookies(rows: Iterable[Node], credentials: Iterable[Credential]) -> Iterable[Header]:
    found = [_line(f"{row.text('name')}={in_header(row)}") for row in rows if row.text("in") == "cookie"]
    key = next((each for each in credentials if each.place == "cookie"), None)
    if key:
        yield "Cookie", Secret("; ".join([*found, f"{key.name}="]), key.secret)
    elif found:
        yield "Cookie", Secret("; ".join(found))


def _line(text: str) -> str:
    return _LINES.sub(" ", text).strip()
