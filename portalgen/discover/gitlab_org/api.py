"""What is asked of GitLab about people: rows of users and groups, each listing whole or an error."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from portalgen.discover.authorization import with_token
from portalgen.discover.paging import Row, checked_rows
from portalgen.errors import DiscoveryError
from portalgen.http_api import Answer, ApiClient
from portalgen.model.discovery import Ask, GitHost

_PAGE = 100
_GROUPS = """
query groups($group: ID!, $cursor: String) {
  group(fullPath: $group) {
    found: descendantGroups(first: 100, after: $cursor) {
      nodes { id name description fullPath visibility }
      pageInfo { endCursor hasNextPage }
    }
  }
}
"""
_MEMBERS = """
query members($group: ID!, $cursor: String, $relations: [GroupMemberRelation!]) {
  group(fullPath: $group) {
    found: groupMembers(first: 100, after: $cursor, relations: $relations) {
      nodes { user { id } }
      pageInfo { endCursor hasNextPage }
    }
  }
}
"""


@dataclass(frozen=True, slots=True)
class GitLabPeople:
    """Asks one GitLab; any thread may use it."""

    host: str
    web: str
    """Address of its pages."""
    _api: ApiClient

    @classmethod
    def open(cls, host: GitHost, ask: Ask) -> "GitLabPeople":
        """Return what asks a host of `integrations`, with its token. Raises `ApiError`."""
        web = host.text("baseUrl").rstrip("/") or f"https://{host.host}"
        base = (host.api or f"{web}/api/v4").removesuffix("/v4")
        return cls(host.host, web, ask(base, with_token(host.token)))

    def users(self) -> Iterator[Row]:
        """Yield all active users of the GitLab."""
        return self._rows("users", active="true", without_project_bots="true", exclude_internal="true")

    def members(self, group: str, **params: str) -> Iterator[Row]:
        """Yield the members of a group, inherited ones included, as users."""
        return self._rows(f"groups/{quote(group, safe='')}/members/all", **params)

    def groups(self) -> Iterator[Row]:
        """Yield all groups of the GitLab."""
        return self._rows("groups", all_available="true")

    def group(self, path: str) -> Row:
        """Return one group."""
        answer = self._api.get(f"v4/groups/{quote(path, safe='')}", {"with_projects": "false"})
        return checked_rows(self._api, [answer.value])[0]

    def groups_below(self, path: str) -> Iterator[Row]:
        """Yield the groups below one, with the same keys as the others."""
        for row in self._nodes(_GROUPS, path):
            yield {**row, "id": _number(row["id"]), "full_path": row["fullPath"]}

    def member_ids(self, path: str, relations: tuple[str, ...]) -> tuple[str, ...]:
        """Return the numbers of the users that a group has by some relations."""
        rows = self._nodes(_MEMBERS, path, relations=[*relations])
        return tuple(_number(row["user"]["id"]) for row in rows if row.get("user"))

    def _rows(self, path: str, **params: str) -> Iterator[Row]:
        """Yield the rows of all pages, which are counted: links may lead to the name that readers know the host by."""
        page: int | None = 1
        while page:
            answer = self._api.get(f"v4/{path}", {**params, "per_page": _PAGE, "page": page})
            yield from checked_rows(self._api, answer.value)
            after = answer.number("x-next-page")
            page = after if after and after > page else None

    def _nodes(self, query: str, group: str, **variables: object) -> Iterator[Row]:
        cursor: str | None = None
        while True:
            asked = {"query": query, "variables": {"group": group, "cursor": cursor, **variables}}
            found = self._found(self._api.post("graphql", asked), group)
            yield from (row for row in found.get("nodes") or () if row and ("id" not in row or row["id"]))
            page = found.get("pageInfo") or {}
            if not page.get("hasNextPage") or page.get("endCursor") in {None, cursor}:
                return
            cursor = page["endCursor"]

    def _found(self, answer: Answer, group: str) -> Row:
        value = answer.value if isinstance(answer.value, dict) else {}
        if value.get("errors"):
            raise DiscoveryError(f"{self.host}: {group}: {answer.words or 'it cannot be listed'}")
        data = value.get("data") or {}
        found = (data.get("group") or {}).get("found")
        if not isinstance(found, dict):
            hint = "check its path, and that the token under integrations has the scope read_api"
            raise DiscoveryError(f"{self.host}: it shows no group '{group}' and its members", hint=hint)
        return found


def _number(gid: object) -> str:
    """Return the number in `gid://gitlab/User/5`."""
    return str(gid).rpartition("/")[2]
