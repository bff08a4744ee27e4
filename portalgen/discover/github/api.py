"""GitHub's GraphQL API: a query in, the nodes of all its pages out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from portalgen.errors import DiscoveryError
from portalgen.http_api import ApiClient, ApiError
from portalgen.model.credentials import Credentials
from portalgen.model.discovery import Ask, GitHost

_TOO_MUCH = frozenset({502, 504})
"""How GitHub answers when a page took it too long."""
_SMALLEST = 10
_MOST_PAGES = 10_000
_GIVE_ONE = "give a token or an App under integrations.github: GraphQL answers nobody else"


def api_base(host: GitHost) -> str:
    """Return the address of a host's REST API."""
    if host.api:
        return host.api
    return "https://api.github.com" if host.host.lower() == "github.com" else f"https://{host.host}/api/v3"


@dataclass(frozen=True)
class GitHubApi:
    """The API of one GitHub, with the token for one organisation."""

    client: ApiClient
    owner: str

    @classmethod
    def open(cls, host: GitHost, owner: str, credentials: Credentials, ask: Ask) -> "GitHubApi":
        """Return it for an organisation, or a user."""

        def authorization() -> Mapping[str, str]:
            token = credentials.token(f"https://{host.host}/{owner}") or host.token
            if not token:
                raise DiscoveryError(f"{host.host}: there is no token for {owner}", hint=_GIVE_ONE)
            return {"Authorization": f"Bearer {token}"}

        return cls(ask(api_base(host), authorization), owner)

    def nodes(self, query: str, path: str, size: int, **variables: object) -> Iterator[Mapping[str, Any]]:
        """Yield the nodes of a connection, which is at a path of names (`organization.teams`).

        The query takes `$owner`, `$first` and `$cursor`. Raises `DiscoveryError` unless all of them can be had.
        """
        cursor = None
        for _ in range(_MOST_PAGES):
            page, size = self._page(query, path, size, {**variables, "cursor": cursor})
            yield from (node for node in page["nodes"] if node)
            if not page["pageInfo"]["hasNextPage"]:
                return
            cursor = page["pageInfo"]["endCursor"]
        raise DiscoveryError(f"{self.client.host}: the pages of {path} have no end")

    def _page(self, query: str, path: str, size: int, variables: Mapping[str, object]) -> tuple[Mapping[str, Any], int]:
        """Return one page, and its size: smaller ones are asked for where GitHub does not finish a big one."""
        while True:
            try:
                data = self._data(query, {**variables, "owner": self.owner, "first": size})
                return self._connection(data, path), size
            except ApiError as error:
                if error.status not in _TOO_MUCH or size <= _SMALLEST:
                    raise
                size = max(size // 4, _SMALLEST)

    def _data(self, query: str, variables: Mapping[str, object]) -> Any:  # noqa: ANN401  (JSON)
        base = self.client.base
        url = f"{base.removesuffix('/v3')}/graphql" if base.endswith("/api/v3") else f"{base}/graphql"
        answer = self.client.post(url, {"query": query, "variables": variables})
        value = answer.value if isinstance(answer.value, dict) else {}
        if value.get("errors") or not isinstance(value.get("data"), dict):
            raise DiscoveryError(f"{self.client.host}: {answer.words or 'the answer has no data'}", hint=_HINT)
        return value["data"]

    def _connection(self, data: Any, path: str) -> Mapping[str, Any]:  # noqa: ANN401  (JSON)
        for name in path.split("."):
            data = data.get(name) if isinstance(data, dict) else None
        if not isinstance(data, dict):
            text = f"{self.client.host}: there is no organisation '{self.owner}', or the token may not see it"
            raise DiscoveryError(text, hint="check the name, and what the token may read")
        return data


_HINT = "check the name of the organisation, and what the token may read"
