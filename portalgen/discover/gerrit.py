"""The provider `gerrit`: the projects that a query finds.

One request, and a second one for the heads of all of them.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import quote, unquote

from portalgen.config import ProviderSettings, Section, Text
from portalgen.discover.authorization import with_password
from portalgen.discover.filters import file_url
from portalgen.errors import DiscoveryError
from portalgen.http_api import ApiClient, ApiError
from portalgen.model.discovery import Ask, Found, GitHost, Listed, Provider
from portalgen.model.source import Location

_MOST_PAGES = 1000


class GerritProvider(Section):
    """An entry of `catalog.providers.gerrit`."""

    host: Text
    """Host of `integrations.gerrit`."""
    query: Text
    """Parameters of Gerrit's "List Projects", as in `state=ACTIVE&type=CODE`."""
    branch: str = ""
    """Branch to read; absent: each project's default branch. Projects without it do not count."""
    catalog_path: Text = "catalog-info.yaml"
    """Descriptor in each project; a glob is allowed."""


def make_gerrit(settings: ProviderSettings) -> Iterable[Provider]:
    """Return the providers of all entries. Raises `ConfigError`."""
    for entry in settings.read_as(GerritProvider):
        yield entry.provider(partial(_find, settings.host("gerrit", entry.settings.host)))


def _find(host: GitHost, wanted: GerritProvider, ask: Ask) -> Iterator[Found]:
    base = (host.api or host.text("baseUrl") or f"https://{host.host}").rstrip("/")
    password = host.text("password") or host.token
    api = ask(f"{base}/a" if password else base, with_password(host.text("username"), password))
    pages = (host.text("gitilesBaseUrl") or f"{base}/plugins/gitiles").rstrip("/")
    names, heads = _listed(api, wanted.query), _heads(api, wanted)
    form = "{repository}/+/refs/heads/{branch}/{path}" if wanted.branch else "{repository}/+/HEAD/{path}"
    yield Listed(len(names))
    for name in names:
        if name in heads or not wanted.branch:
            target = file_url(f"{pages}/{name}", wanted.branch, wanted.catalog_path, form)
            yield Location("url", target, optional=True, commit=heads.get(name, ""))


def _heads(api: ApiClient, wanted: GerritProvider) -> Mapping[str, str]:
    """Return name -> head of the projects that have the branch; of default ones, none where Gerrit does not say."""
    branch = wanted.branch or "HEAD"
    try:
        found = _listed(api, f"{wanted.query}&b={quote(branch)}")
    except ApiError:
        if wanted.branch:
            raise
        return {}
    heads = ((name, (row.get("branches") or {}).get(branch)) for name, row in found.items())
    return {name: str(head) for name, head in heads if head}


def _listed(api: ApiClient, query: str) -> Mapping[str, Mapping[str, Any]]:
    """Return name -> project, of all pages."""
    found: dict[str, Mapping[str, Any]] = {}
    for _ in range(_MOST_PAGES):
        start = f"&S={len(found)}" if found else ""
        page = _by_name(api, api.get(f"projects/?{query}{start}").value)
        found |= page
        if not page or not any(row.get("_more_projects") for row in page.values()):
            return found
    raise DiscoveryError(f"{api.host}: the pages of projects have no end")


def _by_name(api: ApiClient, value: object) -> Mapping[str, Mapping[str, Any]]:
    """Return an answer as name -> project; of a `query=` it is a list."""
    if isinstance(value, dict):
        return value
    if isinstance(value, list):
        return {unquote(row["id"]): row for row in value}
    raise DiscoveryError(f"{api.host}: its answer is no list of projects", hint="check the query, and the host")
