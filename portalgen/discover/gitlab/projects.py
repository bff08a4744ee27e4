"""The provider `gitlab`: the projects of groups and their subgroups, or all that a token may see.

Two requests for 100 projects: a page of the listing, and a question in GraphQL for heads and descriptors.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain
from urllib.parse import quote

from portalgen.config import ProviderSettings
from portalgen.discover.at_once import at_once
from portalgen.discover.authorization import with_token
from portalgen.discover.filters import file_url
from portalgen.discover.gitlab.found_files import FoundFile, found_files
from portalgen.discover.gitlab.settings import GitLabProvider
from portalgen.discover.gitlab.tips import Tips
from portalgen.discover.gitlab_org import people_of
from portalgen.discover.paging import Params, Row, checked_rows, linked_rows
from portalgen.http_api import ApiClient
from portalgen.model.discovery import Ask, Found, GitHost, Listed, Provider, Repository
from portalgen.model.source import Location

_PAGE = 100
_FIELDS = frozenset({"id", "web_url", "path_with_namespace", "default_branch", "forked_from_project"})
"""Of a project, what is read: nothing of its runners."""
_OF_GROUPS = frozenset({"full_path"})
_FORM = "{repository}/-/blob/{branch}/{path}"
Files = Mapping[int, frozenset[FoundFile]]
Page = tuple[int, Mapping[int, Repository]]
"""How many projects GitLab lists on it, and number -> project of those that count."""


def make_gitlab(settings: ProviderSettings) -> Iterable[Provider]:
    """Return the providers of all entries: of projects, and of people where they are wanted. Raises `ConfigError`."""
    for entry in settings.read_as(GitLabProvider):
        host = settings.host("gitlab", entry.settings.host)
        provider = entry.provider(partial(_find, host))
        yield provider
        if entry.settings.org_enabled:
            yield replace(provider, name=f"{provider.name} (people)", discover=partial(people_of, host, entry.settings))


def _find(host: GitHost, wanted: GitLabProvider, ask: Ask) -> Iterator[Found]:
    base = host.text("baseUrl").rstrip("/") or f"https://{host.host}"
    api = ask(host.api or f"{base}/api/v4", with_token(host.token))
    if wanted.use_search:
        files = found_files(api, wanted.group, wanted.entity_filename)
        yield from chain.from_iterable(_searched(page, files) for page in _pages(api, wanted))
    else:
        yield from chain.from_iterable(at_once(partial(_listed, api, wanted), _pages(api, wanted)))


def _pages(api: ApiClient, wanted: GitLabProvider) -> Iterator[Page]:
    """Yield the projects, a page at a time."""
    for group in _groups(api, wanted) if wanted.group_patterns else (wanted.group,):
        path = f"groups/{quote(group, safe='')}/projects" if group else "projects"
        within: Params = {"include_subgroups": "true"} if group else {"order_by": "id", "pagination": "keyset"}
        for answer in api.pages(path, {**_params(wanted), **within}, fields=_FIELDS):
            projects = {row["id"]: _project(row, wanted) for row in checked_rows(api, answer.value)}
            allowed = {number: project for number, project in projects.items() if wanted.allow(project)}
            yield len(projects), allowed


def _groups(api: ApiClient, wanted: GitLabProvider) -> Iterator[str]:
    """Yield the groups that count; one below another comes with that."""
    chosen: set[str] = set()
    for path in sorted(str(row["full_path"]) for row in linked_rows(api, "groups", {"per_page": _PAGE}, _OF_GROUPS)):
        above = {path[: end.start()] for end in re.finditer("/", path)}
        if not chosen & above and any(re.search(pattern, path) for pattern in wanted.group_patterns):
            chosen.add(path)
            yield path


def _params(wanted: GitLabProvider) -> Params:
    params: Params = {"per_page": _PAGE}
    params |= {} if wanted.include_archived_repos else {"archived": "false"}
    params |= {"membership": "true"} if wanted.membership else {}
    params |= {"topic": ",".join(wanted.topics)} if wanted.topics else {}
    return params | ({} if wanted.skip_forked_repos else {"simple": "true"})  # which says nothing of forks


def _project(row: Row, wanted: GitLabProvider) -> Repository:
    return Repository(
        url=row["web_url"],
        path=row["path_with_namespace"],
        branch=wanted.branch or row.get("default_branch") or wanted.fallback_branch,
        fork="forked_from_project" in row,
    )


def _listed(api: ApiClient, wanted: GitLabProvider, page: Page) -> list[Found]:
    count, projects = page
    branches = {number: project.branch for number, project in projects.items()}
    tips = Tips(api, wanted.entity_filename, wanted.branch).of(branches)
    found = ((projects[number], tip.commit) for number, tip in tips.items() if tip.has_file)
    return [Listed(count), *(_location(project, wanted.entity_filename, commit) for project, commit in found)]


def _searched(page: Page, files: Files) -> Iterator[Found]:
    count, projects = page
    yield Listed(count)
    for number, project in projects.items():
        for file in files.get(number, ()):
            yield _location(replace(project, branch=file.branch or project.branch), file.path)


def _location(project: Repository, path: str, commit: str = "") -> Location:
    return Location("url", file_url(project.url, project.branch, path, _FORM), optional=True, commit=commit)
