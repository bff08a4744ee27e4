"""The provider `gitea`: the repositories of an organisation on Gitea or Forgejo.

One request for 50 repositories. Where `branch` is not a repository's default branch, one more for that repository.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any
from urllib.parse import quote

from portalgen.config import ProviderSettings, Section, Text
from portalgen.discover.at_once import at_once
from portalgen.discover.authorization import with_password, with_token
from portalgen.discover.filters import file_url
from portalgen.discover.paging import Row, linked_rows
from portalgen.http_api import ApiClient, ApiError, Authorization
from portalgen.model.discovery import Ask, Found, GitHost, Listed, Provider
from portalgen.model.source import Location

_PAGE = 50
"""Rows that a server gives at most, unless its administrator says otherwise."""
_FIELDS = frozenset({"html_url", "full_name", "default_branch", "empty"})
"""Of a repository, what is read."""
_NOT_FOUND = 404


class GiteaProvider(Section):
    """An entry of `catalog.providers.gitea`."""

    host: Text
    """Host of `integrations.gitea`."""
    organization: Text
    """Organisation whose repositories are looked through."""
    branch: str = ""
    """Branch to read; absent: each repository's default branch. Repositories without it do not count."""
    catalog_path: Text = "catalog-info.yaml"
    """Descriptor in each repository; a glob is allowed."""


def make_gitea(settings: ProviderSettings) -> Iterable[Provider]:
    """Return the providers of all entries. Raises `ConfigError`."""
    for entry in settings.read_as(GiteaProvider):
        yield entry.provider(partial(_find, settings.host("gitea", entry.settings.host)))


def _find(host: GitHost, wanted: GiteaProvider, ask: Ask) -> Iterator[Found]:
    base = host.text("baseUrl").rstrip("/") or f"https://{host.host}"
    api = ask(host.api or f"{base}/api/v1", _authorization(host))
    path = f"orgs/{quote(wanted.organization, safe='')}/repos"
    rows = list(linked_rows(api, path, {"limit": _PAGE}, _FIELDS))
    yield Listed(len(rows))
    yield from filter(None, at_once(partial(_location, api, wanted), rows))


def _location(api: ApiClient, wanted: GiteaProvider, row: Row) -> Location | None:
    branch = wanted.branch or row.get("default_branch") or ""
    commit = _commit(api, row, branch) if branch and not row.get("empty") else None
    if commit is None:
        return None
    target = file_url(row["html_url"], branch, wanted.catalog_path, "{repository}/src/branch/{branch}/{path}")
    return Location("url", target, optional=True, commit=commit)


def _authorization(host: GitHost) -> Authorization:
    if host.token or not host.text("username"):
        return with_token(host.token or host.text("password"), "token")
    return with_password(host.text("username"), host.text("password"))


def _commit(api: ApiClient, row: Row, branch: str) -> str | None:
    """Return the head of a branch, empty for the default one, which costs no request; None if there is none."""
    if branch == row.get("default_branch"):
        return ""
    try:
        found: Any = api.get(f"repos/{quote(row['full_name'])}/branches/{quote(branch, safe='')}").value
    except ApiError as error:
        if error.status == _NOT_FOUND:
            return None
        raise
    return str(found["commit"]["id"])
