"""The provider `bitbucketCloud`: the repositories of a workspace.

One request for 100 repositories, which names their main branches and heads; the code search, which has to be switched
on and lags behind, is not used.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from urllib.parse import quote

from portalgen.config import ProviderSettings, Section, Text
from portalgen.discover.authorization import with_password, with_token
from portalgen.discover.filters import file_url
from portalgen.discover.paging import Row, Step, walked_rows
from portalgen.discover.patterns import Whole
from portalgen.http_api import Answer, Authorization
from portalgen.model.credentials import Credentials
from portalgen.model.discovery import Ask, Found, GitHost, Listed, Provider
from portalgen.model.source import Location

_HOST = "bitbucket.org"
_FIELDS = ("slug", "links.html.href", "project.key", "mainbranch.name", "mainbranch.target.hash")
_READ = frozenset(name for path in _FIELDS for name in path.split("."))


class Filters(Section):
    """Which repositories count."""

    project_key: Whole | None = None
    """Regular expression for whole keys of projects."""
    repo_slug: Whole | None = None
    """Regular expression for whole names of repositories, as their URLs have them."""


class BitbucketCloudProvider(Section):
    """An entry of `catalog.providers.bitbucketCloud`."""

    workspace: Text
    """Workspace whose repositories are looked through."""
    catalog_path: Text = "/catalog-info.yaml"
    """Descriptor in each repository; a glob is allowed."""
    filters: Filters = Filters()
    """Which repositories count."""


def make_bitbucket_cloud(settings: ProviderSettings) -> Iterable[Provider]:
    """Return the providers of all entries. Raises `ConfigError`."""
    for entry in settings.read_as(BitbucketCloudProvider):
        yield entry.provider(partial(_find, settings.host("bitbucketCloud", _HOST), settings.credentials))


def _find(host: GitHost, credentials: Credentials, wanted: BitbucketCloudProvider, ask: Ask) -> Iterator[Found]:
    made = credentials.token(f"https://{host.host}/{wanted.workspace}")
    api = ask(host.api or "https://api.bitbucket.org/2.0", with_token(made) if made else _authorization(host))
    fields = ",".join(["next", *(f"values.{name}" for name in _FIELDS)])
    first: Step = (f"repositories/{quote(wanted.workspace, safe='')}", {"pagelen": 100, "fields": fields})
    for row in walked_rows(api, first, _onward, "values", _READ):
        yield Listed()
        branch = row.get("mainbranch") or {}
        if branch.get("name") and _allowed(row, wanted.filters):
            url = row["links"]["html"]["href"]
            target = file_url(url, branch["name"], wanted.catalog_path, "{repository}/src/{branch}/{path}")
            yield Location("url", target, optional=True, commit=(branch.get("target") or {}).get("hash", ""))


def _authorization(host: GitHost) -> Authorization:
    """Return what proves who asks: a user with an API token or app password, or an access token alone."""
    user = host.text("username")
    if user:
        return with_password(user, host.token or host.text("appPassword"))
    return with_token(host.token)


def _allowed(row: Row, filters: Filters) -> bool:
    project, slug = (row.get("project") or {}).get("key", ""), row["slug"]
    return not (
        (filters.project_key and not filters.project_key.search(project))
        or (filters.repo_slug and not filters.repo_slug.search(slug))
    )


def _onward(answer: Answer) -> Step | None:
    url = answer.value.get("next")
    return (url, {}) if url else None
