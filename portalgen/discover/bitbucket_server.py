"""The provider `bitbucketServer`: the repositories of a Bitbucket Data Center (Bitbucket Server).

One request for 1,000 repositories. Targets name no branch, so nobody is asked for the default ones; with
`validateLocationsExist` there is one more request for each repository.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from urllib.parse import quote

from pydantic import model_validator

from portalgen.config import ProviderSettings, Section, Text
from portalgen.discover.at_once import at_once
from portalgen.discover.authorization import with_password, with_token
from portalgen.discover.paging import Params, Row, Step, walked_rows
from portalgen.discover.patterns import Part
from portalgen.globs import has_wildcard
from portalgen.http_api import Answer, ApiClient, Authorization
from portalgen.model.discovery import Ask, Found, GitHost, Listed, Provider
from portalgen.model.source import Location

_PAGE = 1000
_FIELDS = frozenset({"project", "key", "slug", "archived", "links", "self", "href"})
"""Of a repository, what is read."""


class Filters(Section):
    """Which repositories count."""

    project_key: Part | None = None
    """Regular expression for keys of projects; it matches anywhere in a key unless it says `^` and `$`."""
    repo_slug: Part | None = None
    """Regular expression for names of repositories, as their URLs have them; it matches anywhere in a name."""
    skip_archived_repos: bool = False
    """True: archived repositories do not count."""


class BitbucketServerProvider(Section):
    """An entry of `catalog.providers.bitbucketServer`."""

    host: Text
    """Host of `integrations.bitbucketServer`."""
    catalog_path: Text = "/catalog-info.yaml"
    """Descriptor in each repository; a glob is allowed."""
    filters: Filters = Filters()
    """Which repositories count."""
    validate_locations_exist: bool = False
    """True: repositories without the descriptor do not count, which costs a request for each."""

    @model_validator(mode="after")
    def _makes_sense(self) -> "BitbucketServerProvider":
        if self.validate_locations_exist and has_wildcard(self.catalog_path):
            raise ValueError("takes no 'validateLocationsExist' with a glob as 'catalogPath'")
        return self

    @property
    def path(self) -> str:
        """The descriptor, without its first slash."""
        return self.catalog_path.removeprefix("/")


def make_bitbucket_server(settings: ProviderSettings) -> Iterable[Provider]:
    """Return the providers of all entries. Raises `ConfigError`."""
    for entry in settings.read_as(BitbucketServerProvider):
        yield entry.provider(partial(_find, settings.host("bitbucketServer", entry.settings.host)))


def _find(host: GitHost, wanted: BitbucketServerProvider, ask: Ask) -> Iterator[Found]:
    api = ask(host.api or f"https://{host.host}/rest/api/1.0", _authorization(host))
    params: Params = {"limit": _PAGE, "archived": "ACTIVE" if wanted.filters.skip_archived_repos else "ALL"}
    listed = list(walked_rows(api, ("repos", params), partial(_onward, params), "values", _FIELDS))
    yield Listed(len(listed))
    rows = [row for row in listed if _allowed(row, wanted.filters)]
    for row, counts in zip(rows, at_once(partial(_counts, api, wanted), rows), strict=True):
        if counts:
            yield Location("url", f"{row['links']['self'][0]['href']}/{wanted.path}", optional=True)


def _authorization(host: GitHost) -> Authorization:
    return with_token(host.token) if host.token else with_password(host.text("username"), host.text("password"))


def _allowed(row: Row, filters: Filters) -> bool:
    """Say whether a repository counts; those of people are in no project, and never do."""
    key = row["project"]["key"]
    return not (
        key.startswith("~")
        or (filters.project_key and not filters.project_key.search(key))
        or (filters.repo_slug and not filters.repo_slug.search(row["slug"]))
        or (filters.skip_archived_repos and row.get("archived"))
    )


def _counts(api: ApiClient, wanted: BitbucketServerProvider, row: Row) -> bool:
    """Say whether the descriptor is there, if that is wanted."""
    if not wanted.validate_locations_exist:
        return True
    place = f"projects/{quote(row['project']['key'], safe='')}/repos/{quote(row['slug'], safe='')}"
    return api.exists(f"{place}/browse/{quote(wanted.path)}", {"type": "true"})


def _onward(params: Params, answer: Answer) -> Step | None:
    start = answer.value.get("nextPageStart")
    return None if answer.value.get("isLastPage", True) or start is None else ("repos", {**params, "start": start})
