"""The provider `scim`: users and groups of a file, or of a service, as Users and Groups."""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from portalgen.config import ProviderSettings
from portalgen.discover.authorization import with_token
from portalgen.discover.directory import make_rosters
from portalgen.discover.scim.as_entry import as_entry
from portalgen.discover.scim.resources import Kind, Row, resources
from portalgen.discover.scim.settings import ScimProvider
from portalgen.discover.scim.unread_keys import unread_keys
from portalgen.errors import DiscoveryError
from portalgen.http_api import ApiClient
from portalgen.model.discovery import Ask, Found, Provider
from portalgen.yaml12 import Limits, parse_documents

_PAGE = 100
_MOST_BYTES = 50_000_000
_CORRECT = "correct the file"


def make_scim(settings: ProviderSettings) -> Iterable[Provider]:
    """Return the providers of all entries. Raises `ConfigError`."""
    for entry in settings.read_as(ScimProvider):
        yield entry.provider(partial(_find, settings.folder), local=bool(entry.settings.file))


def _find(folder: Path, wanted: ScimProvider, ask: Ask) -> Iterator[Found]:
    source = wanted.file or (wanted.url or "").rstrip("/")
    found = list(_of_file(folder, source) if wanted.file else _of_service(source, wanted, ask))
    if wanted.file:
        yield from unread_keys(found, source)
    entries = [entry for kind, row in found for entry in as_entry(kind, row, wanted.name_from, source)]
    yield from make_rosters(source, entries, wanted.emails)


def _of_file(folder: Path, name: str) -> Iterator[tuple[Kind, Row]]:
    try:
        with (folder / name).open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError:
        raise DiscoveryError(
            f"{name}: the file cannot be read", hint="write its path from portal.yaml's folder on"
        ) from None
    if len(content) > _MOST_BYTES:
        raise DiscoveryError(f"{name}: the file has more than {_MOST_BYTES:,} bytes")
    yield from resources(_yaml(content, name) if name.endswith((".yaml", ".yml")) else _json(content, name), name)


def _json(content: bytes, name: str) -> Any:  # noqa: ANN401  (JSON)
    try:
        return json.loads(content)
    except json.JSONDecodeError as error:
        raise DiscoveryError(f"{name}:{error.lineno}:{error.colno}: {error.msg}", hint=_CORRECT) from None
    except (ValueError, RecursionError):
        raise DiscoveryError(f"{name}: the file is no JSON", hint=_CORRECT) from None


def _yaml(content: bytes, name: str) -> Any:  # noqa: ANN401  (YAML)
    documents = parse_documents(content, Limits(size=_MOST_BYTES))
    if fault := next((one.fault for one in documents if one.fault), None):
        raise DiscoveryError(f"{name}:{fault.line}:{fault.column}: {fault.message}", hint=fault.hint or _CORRECT)
    return documents[0].value if documents else None


def _of_service(base: str, wanted: ScimProvider, ask: Ask) -> Iterator[tuple[Kind, Row]]:
    api = ask(base, with_token(wanted.token.get_secret_value() if wanted.token else ""))
    for name in ("Users", "Groups"):
        yield from resources({name: list(_pages(api, name))}, api.host)


def _pages(api: ApiClient, name: str) -> Iterator[Any]:
    """Yield the rows of all pages; a service may give fewer of them at a time than it is asked for."""
    start = 1
    while True:
        value = api.get(name, {"startIndex": start, "count": _PAGE}).value
        rows = value.get("Resources") or [] if isinstance(value, dict) else []
        total = value.get("totalResults") if isinstance(value, dict) else None
        if not isinstance(rows, list) or not isinstance(total, int):
            raise DiscoveryError(f"{api.host}: {name} is no ListResponse of SCIM", hint="check 'url'")
        yield from rows
        start += len(rows)
        if not rows or start > total:
            break
    if start <= total:
        raise DiscoveryError(f"{api.host}: it lists {start - 1:,} of {total:,} {name}")
