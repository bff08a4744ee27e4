"""The provider `githubOrg`: teams and members of organisations as Groups and Users, as Backstage's module has them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from portalgen.config import ProviderSettings
from portalgen.discover.directory.privacy import private
from portalgen.discover.github.api import GitHubApi
from portalgen.discover.github.settings import GitHubOrgProvider
from portalgen.discover.people import Document, described, group, managed, sorted_people, user
from portalgen.errors import DiscoveryError
from portalgen.model.credentials import Credentials
from portalgen.model.discovery import Ask, Found, GitHost, Provider, Roster

_USERS = """
query users($owner: String!, $first: Int!, $cursor: String, $email: Boolean!, $verified: Boolean!) {
  organization(login: $owner) {
    membersWithRole(first: $first, after: $cursor) {
      pageInfo { hasNextPage endCursor }
      nodes {
        id name bio avatarUrl
        email @include(if: $email)
        organizationVerifiedDomainEmails(login: $owner) @include(if: $verified)
        login
      }
    }
  }
}
"""
_SUSPENDED = "login suspendedAt"
"""What stands for `login` where the schema has the other one: on a GitHub Enterprise."""
_TEAMS = """
query teams($owner: String!, $first: Int!, $cursor: String, $members: Int!) {
  organization(login: $owner) {
    teams(first: $first, after: $cursor) {
      pageInfo { hasNextPage endCursor }
      nodes {
        slug combinedSlug name description avatarUrl editTeamUrl
        parentTeam { slug }
        members(first: $members, membership: IMMEDIATE) {
          pageInfo { hasNextPage endCursor }
          nodes { login }
        }
      }
    }
  }
}
"""
_MEMBERS = """
query members($owner: String!, $first: Int!, $cursor: String, $team: String!) {
  organization(login: $owner) {
    team(slug: $team) {
      members(first: $first, after: $cursor, membership: IMMEDIATE) {
        pageInfo { hasNextPage endCursor }
        nodes { login }
      }
    }
  }
}
"""


def make_github_org(settings: ProviderSettings) -> Iterable[Provider]:
    """Return the providers of all entries. Raises `ConfigError`."""
    for entry in settings.read_as(GitHubOrgProvider):
        host = settings.host("github", urlsplit(entry.settings.github_url).netloc)
        yield entry.provider(partial(_find, host, settings.credentials))


def _find(host: GitHost, credentials: Credentials, wanted: GitHubOrgProvider, ask: Ask) -> Iterator[Found]:
    owners = wanted.orgs or credentials.owners(host.host)
    if not owners:
        text = f"{host.host}: there is no organisation to ask for people"
        raise DiscoveryError(text, hint="name them under orgs, or give a GitHub App under integrations.github")
    is_alone = len(owners) == 1 or wanted.always_use_default_namespace
    people = _People(wanted)
    for owner in owners:
        is_app = bool(credentials.token(f"https://{host.host}/{owner}"))
        people.add(GitHubApi.open(host, owner, credentials, ask), "" if is_alone else owner.lower(), is_app=is_app)
    for owner, documents in people.documents():
        placed = (managed(document, f"url:https://{host.host}/{_page(document)}") for document in documents)
        shown = (private(document, wanted.emails) for document in placed)
        yield Roster(f"https://{host.host}/{owner}", sorted_people(shown))


def _page(document: Document) -> str:
    annotations = document["metadata"]["annotations"]
    if document["kind"] == "User":
        return str(annotations["github.com/user-login"])
    owner, _, team = annotations["github.com/team-slug"].partition("/")
    return f"orgs/{owner}/teams/{team}"


@dataclass
class _People:
    """Everybody who was found so far; who is in several organisations is listed with the first."""

    wanted: GitHubOrgProvider
    users: dict[str, Document] = field(default_factory=dict)
    """Login -> user."""
    _by_owner: dict[str, list[Document]] = field(default_factory=dict)

    def documents(self) -> Iterable[tuple[str, list[Document]]]:
        """Return each organisation with its groups and users."""
        return self._by_owner.items()

    def add(self, api: GitHubApi, namespace: str, *, is_app: bool) -> None:
        """Ask for the members and teams of an organisation."""
        fresh = {}
        for row in self._users(api, is_app=is_app):
            if row["login"] not in self.users and not row.get("suspendedAt"):
                fresh[row["login"]] = _user(row, self.wanted)
        self.users |= fresh
        groups = {row["slug"]: _group(row, self._members(api, row), namespace) for row in self._teams(api)}
        for name, one in groups.items():
            self._join(one, f"{namespace}/{name}" if namespace else name)
            if parent := groups.get(one["spec"].get("parent", "")):
                parent["spec"]["children"].append(name)
        self._by_owner[api.owner] = [*groups.values(), *fresh.values()]

    def _users(self, api: GitHubApi, *, is_app: bool) -> Iterator[Mapping[str, Any]]:
        wanted = self.wanted
        query = _USERS.replace("login\n", f"{_SUSPENDED}\n") if wanted.exclude_suspended_users else _USERS
        # An App may not read the addresses that users publish, and a token not those that the organisation verified.
        emails = {"email": not is_app, "verified": wanted.default_user_transformer.use_verified_emails}
        return api.nodes(query, "organization.membersWithRole", wanted.page_sizes.organization_members, **emails)

    def _teams(self, api: GitHubApi) -> Iterator[Mapping[str, Any]]:
        sizes = self.wanted.page_sizes
        return api.nodes(_TEAMS, "organization.teams", sizes.teams, members=sizes.team_members)

    def _members(self, api: GitHubApi, team: Mapping[str, Any]) -> list[str]:
        """Return the logins of a team; those of a big one are asked for on their own."""
        rows: Iterable[Any] = team["members"]["nodes"]
        if team["members"]["pageInfo"]["hasNextPage"]:
            size = self.wanted.page_sizes.team_members
            rows = api.nodes(_MEMBERS, "organization.team.members", size, team=team["slug"])
        return sorted({row["login"] for row in rows if row})

    def _join(self, team: Document, ref: str) -> None:
        for member in team["spec"]["members"]:
            if found := self.users.get(member.rpartition("/")[2]):
                found["spec"]["memberOf"].append(ref)


def _user(row: Mapping[str, Any], wanted: GitHubOrgProvider) -> Document:
    verified = row.get("organizationVerifiedDomainEmails") or ()
    email = verified[0] if verified and wanted.default_user_transformer.use_verified_emails else row.get("email")
    annotations = {"github.com/user-login": row["login"], "github.com/user-id": row["id"]}
    made = user(row["login"], annotations, displayName=row["name"], email=email, picture=row["avatarUrl"])
    return described(made, row["bio"])


def _group(row: Mapping[str, Any], members: list[str], namespace: str) -> Document:
    annotations = {"github.com/team-slug": row["combinedSlug"]}
    if row["editTeamUrl"]:
        annotations["backstage.io/edit-url"] = row["editTeamUrl"]
    made = described(
        group(row["slug"], "team", annotations, displayName=row["name"], picture=row["avatarUrl"]), row["description"]
    )
    if namespace:
        made["metadata"]["namespace"] = namespace
        members = [f"default/{member}" for member in members]  # a member is looked for in its group's namespace
    if row["parentTeam"]:
        made["spec"]["parent"] = row["parentTeam"]["slug"]
    made["spec"]["members"] = members
    return made
