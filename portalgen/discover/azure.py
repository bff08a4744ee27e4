"""The provider `azureDevOps`: the repositories of an organisation's projects on Azure DevOps, its cloud and Server.

One request for all of a project, or of the organisation. Where `branch` is not a repository's default branch, one more
for that repository. The code search, which is an extension and lags behind, is not used.
"""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from functools import partial
from urllib.parse import quote

from portalgen.config import ProviderSettings, Section, Text
from portalgen.discover.at_once import at_once
from portalgen.discover.authorization import with_password, with_token
from portalgen.discover.client_tokens import azure_credential
from portalgen.discover.paging import Row, checked_rows
from portalgen.http_api import ApiClient
from portalgen.model.credentials import Credentials
from portalgen.model.discovery import Ask, Found, GitHost, Listed, Provider
from portalgen.model.source import Location

_VERSION = {"api-version": "6.0"}
_FIELDS = frozenset({"value", "id", "name", "project", "defaultBranch", "isDisabled", "objectId"})
"""Of a repository, or a ref, what is read."""
_HEADS = "refs/heads/"
_PLAIN = ";,/?:@&=+$-_.!~*'()#"
"""What JavaScript's `encodeURI` leaves as it is, with which Backstage writes these targets."""


class AzureDevOpsProvider(Section):
    """An entry of `catalog.providers.azureDevOps`."""

    host: Text = "dev.azure.com"
    """Host of `integrations.azure`."""
    organization: Text
    """Organisation, or collection of a Server."""
    project: Text
    """Project; `*` stands for any characters."""
    repository: Text = "*"
    """Repository; `*` stands for any characters."""
    branch: str = ""
    """Branch to read; absent: each repository's default branch. Repositories without it do not count."""
    path: Text = "/catalog-info.yaml"
    """Descriptor in each repository; a glob is allowed."""


def make_azure_devops(settings: ProviderSettings) -> Iterable[Provider]:
    """Return the providers of all entries. Raises `ConfigError`."""
    for entry in settings.read_as(AzureDevOpsProvider):
        yield entry.provider(partial(_find, settings.host("azure", entry.settings.host), settings.credentials))


def _find(host: GitHost, credentials: Credentials, wanted: AzureDevOpsProvider, ask: Ask) -> Iterator[Found]:
    made = credentials.token(f"https://{host.host}/{wanted.organization}")
    proof = with_token(made) if made else with_password("", _token(host, wanted.organization))
    api = ask(host.api or f"https://{host.host}", proof)
    within = (wanted.organization,) if "*" in wanted.project else (wanted.organization, wanted.project)
    listed = _rows(api, *within, "_apis", "git", "repositories")
    yield Listed(len(listed))
    rows = [row for row in listed if _allowed(row, wanted)]
    for row, commit in zip(rows, at_once(partial(_commit, api, wanted), rows), strict=True):
        if commit is not None:
            yield Location("url", _target(host, row, wanted), optional=True, commit=commit)


def _rows(api: ApiClient, *path: str, **params: str) -> list[Row]:
    value = api.get("/".join(quote(part, safe="") for part in path), {**_VERSION, **params}, fields=_FIELDS).value
    return checked_rows(api, value.get("value") if isinstance(value, dict) else None)


def _token(host: GitHost, organization: str) -> str:
    """Return the personal access token for an organisation: that of the entry that names it, or names none."""
    return str(azure_credential(host, organization).get("personalAccessToken") or host.token)


def _allowed(row: Row, wanted: AzureDevOpsProvider) -> bool:
    """Say whether a repository counts; one without a commit has no default branch."""
    if row.get("isDisabled") or not row.get("defaultBranch"):
        return False
    pairs = ((row["project"]["name"], wanted.project), (row["name"], wanted.repository))
    return all(fnmatchcase(name.lower(), pattern.lower().replace("[", "[[]")) for name, pattern in pairs)


def _commit(api: ApiClient, wanted: AzureDevOpsProvider, row: Row) -> str | None:
    """Return the head of the branch, empty for the default one, which costs no request; None if there is none."""
    name = f"{_HEADS}{wanted.branch}"
    if name in {_HEADS, row["defaultBranch"]}:
        return ""
    path = (wanted.organization, row["project"]["name"], "_apis", "git", "repositories", row["id"], "refs")
    found = _rows(api, *path, filter=f"heads/{wanted.branch}")
    return next((str(ref["objectId"]) for ref in found if ref["name"] == name), None)


def _target(host: GitHost, row: Row, wanted: AzureDevOpsProvider) -> str:
    place = f"https://{host.host}/{wanted.organization}/{row['project']['name']}/_git/{row['name']}"
    version = f"&version=GB{wanted.branch}" if wanted.branch else ""
    return quote(f"{place}?path=/{wanted.path.removeprefix('/')}{version}", safe=_PLAIN)
