"""The provider `github`: the repositories of an organisation, or of all that installed an App."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from portalgen.config import ProviderSettings
from portalgen.discover.filters import file_url
from portalgen.discover.github.api import GitHubApi
from portalgen.discover.github.settings import GitHubProvider
from portalgen.globs import has_wildcard
from portalgen.model.credentials import Credentials
from portalgen.model.discovery import Ask, Found, GitHost, Listed, Provider, Repository
from portalgen.model.source import Location

_QUERY = """
query repositories($owner: String!, $first: Int!, $cursor: String, $branch: String!, $other: Boolean!, $file: String!) {
  repositoryOwner(login: $owner) {
    repositories(first: $first, after: $cursor) {
      pageInfo { hasNextPage endCursor }
      nodes {
        nameWithOwner url isArchived isFork visibility
        defaultBranchRef { name target { oid } }
        ref(qualifiedName: $branch) @include(if: $other) { name target { oid } }
        repositoryTopics(first: 100) { nodes { topic { name } } }
        object(expression: $file) { __typename ... on Blob { byteSize } }
      }
    }
  }
}
"""


def make_github(settings: ProviderSettings) -> Iterable[Provider]:
    """Return the providers of all entries. Raises `ConfigError`."""
    for entry in settings.read_as(GitHubProvider):
        host = settings.host("github", entry.settings.host)
        yield entry.provider(partial(_find, host, settings.credentials))


def _find(host: GitHost, credentials: Credentials, wanted: GitHubProvider, ask: Ask) -> Iterator[Found]:
    owners = (wanted.organization,) if wanted.organization else credentials.owners(host.host, wanted.app or "")
    for owner in owners:
        api = GitHubApi.open(host, owner, credentials, ask)
        branch = wanted.filters.branch
        of_branch = {"branch": f"refs/heads/{branch}", "other": bool(branch)}
        file = f"{branch or 'HEAD'}:{wanted.path}"
        size = wanted.page_sizes.repositories
        for row in api.nodes(_QUERY, "repositoryOwner.repositories", size, file=file, **of_branch):
            yield Listed()
            repository = _repository(row, branch)
            if repository.branch and wanted.filters.allow(repository) and _has_descriptor(row, wanted):
                target = file_url(repository.url, repository.branch, wanted.path)
                yield Location("url", target, optional=True, commit=repository.commit)


def _repository(row: Mapping[str, Any], branch: str) -> Repository:
    ref = row["ref" if branch else "defaultBranchRef"] or {}
    return Repository(
        url=row["url"],
        path=row["nameWithOwner"],
        branch=ref.get("name", ""),
        commit=(ref.get("target") or {}).get("oid", ""),
        archived=row["isArchived"],
        fork=row["isFork"],
        visibility=row["visibility"].lower(),
        topics=tuple(one["topic"]["name"] for one in row["repositoryTopics"]["nodes"]),
    )


def _has_descriptor(row: Mapping[str, Any], wanted: GitHubProvider) -> bool:
    """Say whether the descriptor is there; of a glob only a fetch can say so."""
    if has_wildcard(wanted.path):
        return True
    found = row["object"] or {}
    return found.get("__typename") == "Blob" and (bool(found["byteSize"]) or not wanted.validate_locations_exist)
