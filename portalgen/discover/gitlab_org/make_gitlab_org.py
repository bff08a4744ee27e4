"""The provider `gitlabOrg`: groups and users of a GitLab as Groups and Users."""

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.parse import urljoin

from portalgen.config import ProviderSettings
from portalgen.discover.directory import Entry, make_rosters
from portalgen.discover.gitlab_org.api import GitLabPeople
from portalgen.discover.gitlab_org.settings import SAAS, GitLabOrgProvider
from portalgen.discover.paging import Row
from portalgen.discover.people import described, group, managed, user
from portalgen.model.discovery import Ask, Found, GitHost, Provider
from portalgen.model.entity import VIEW_URL

_BOT = re.compile(r"(?:project|group)_\w+_bot_\w+")
_AT_ONCE = 8


def make_gitlab_org(settings: ProviderSettings) -> Iterable[Provider]:
    """Return the providers of all entries. Raises `ConfigError`."""
    for entry in settings.read_as(GitLabOrgProvider):
        host = settings.host("gitlab", entry.settings.host)
        if entry.settings.org_enabled:
            yield entry.provider(partial(people_of, host))


def people_of(host: GitHost, wanted: GitLabOrgProvider, ask: Ask) -> Iterator[Found]:
    """Yield the roster of a GitLab. Raises `DiscoveryError`."""
    api = GitLabPeople.open(host, ask)
    users = {str(row["id"]): row for row in _users(api, wanted)}
    groups = [row for row in _groups(api, wanted) if wanted.has_group(row["full_path"])]
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="gitlab") as pool:
        relations = wanted.member_relations
        members = list(pool.map(lambda row: api.member_ids(row["full_path"], relations), groups))
    entries = [_user(api, row) for row in users.values()]
    entries += [
        _group(api, row, ids, wanted) for row, ids in zip(groups, members, strict=True) if {*ids} & users.keys()
    ]
    yield from make_rosters("/".join(filter(None, (api.web, wanted.group))), entries, wanted.emails)


def _users(api: GitLabPeople, wanted: GitLabOrgProvider) -> Iterator[Row]:
    """Yield the users who count."""
    for row in _listed(api, wanted):
        if row.get("state") == "active" and wanted.has_user(row.get("email") or row.get("username") or ""):
            yield row


def _listed(api: GitLabPeople, wanted: GitLabOrgProvider) -> Iterator[Row]:
    if api.host != SAAS:
        return api.members(wanted.group) if wanted.restrict_users_to_group else api.users()
    group = wanted.group if wanted.restrict_users_to_group else wanted.group.partition("/")[0]
    return (row for row in api.members(group, active="true", show_seat_info="true") if _has_seat(row, wanted))


def _has_seat(row: Row, wanted: GitLabOrgProvider) -> bool:
    if wanted.include_users_without_seat:
        return not _BOT.fullmatch(row.get("username") or "")
    return bool(row.get("is_using_seat"))


def _groups(api: GitLabPeople, wanted: GitLabOrgProvider) -> Iterator[Row]:
    if api.host != SAAS and not wanted.restrict_users_to_group:
        yield from api.groups()
    else:
        yield api.group(wanted.group)
        yield from api.groups_below(wanted.group)


def _user(api: GitLabPeople, row: Row) -> Entry:
    page = row.get("web_url") or f"{api.web}/{row['username']}"
    annotations = {f"{api.host}/user-login": page, f"{api.host}/user-id": str(row["id"]), VIEW_URL: page}
    if identity := (row.get("group_saml_identity") or {}).get("extern_uid"):
        annotations[f"{api.host}/saml-external-uid"] = identity
    made = user(
        row["username"],
        annotations,
        displayName=row.get("name"),
        email=row.get("email") or row.get("public_email"),
        picture=urljoin(f"{api.web}/", row.get("avatar_url") or "") if row.get("avatar_url") else None,
    )
    return Entry(managed(made, f"url:{api.web}/{row['username']}"), (_key(row["id"]),))


def _group(api: GitLabPeople, row: Row, members: tuple[str, ...], wanted: GitLabOrgProvider) -> Entry:
    path = row["full_path"]
    annotations = {f"{wanted.host}/team-path": path}
    if row.get("visibility"):
        annotations[f"{wanted.host}/visibility"] = row["visibility"]
    made = described(group(wanted.name_of(path), "team", annotations, displayName=row["name"]), row.get("description"))
    return Entry(managed(made, f"url:{api.web}/{path}"), (path,), (path.rpartition("/")[0],), tuple(map(_key, members)))


def _key(number: object) -> str:
    """Return what a user is known by, which no path of a group can be."""
    return f"#{number}"
