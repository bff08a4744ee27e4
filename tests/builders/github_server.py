"""A GitHub on loopback: GraphQL by a part of GitHub's own schema, and the REST API of Apps as documented."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from graphql import build_schema, graphql_sync

from tests.builders.api_server import ApiServer, Reply, Request, api_server

SCHEMA = build_schema(
    """
    scalar GitObjectID
    scalar URI
    type Query {
      organization(login: String!): Organization
      repositoryOwner(login: String!): Organization
    }
    type Organization {
      login: String!
      repositories(first: Int, after: String): RepositoryConnection!
      membersWithRole(first: Int, after: String): UserConnection!
      teams(first: Int, after: String): TeamConnection!
      team(slug: String!): Team
    }
    type PageInfo { hasNextPage: Boolean! endCursor: String }
    type RepositoryConnection { pageInfo: PageInfo! nodes: [Repository] }
    type Repository {
      nameWithOwner: String! url: URI! isArchived: Boolean! isFork: Boolean! visibility: RepositoryVisibility!
      defaultBranchRef: Ref
      ref(qualifiedName: String!): Ref
      repositoryTopics(first: Int): RepositoryTopicConnection!
      object(expression: String): GitObject
    }
    enum RepositoryVisibility { INTERNAL PRIVATE PUBLIC }
    type Ref { name: String! target: GitObject }
    type RepositoryTopicConnection { nodes: [RepositoryTopic] }
    type RepositoryTopic { topic: Topic! }
    type Topic { name: String! }
    interface GitObject { oid: GitObjectID! }
    type Commit implements GitObject { oid: GitObjectID! }
    type Blob implements GitObject { oid: GitObjectID! byteSize: Int! }
    type Tree implements GitObject { oid: GitObjectID! }
    type UserConnection { pageInfo: PageInfo! nodes: [User] }
    type User {
      id: ID! login: String! name: String bio: String avatarUrl: URI! email: String!
      organizationVerifiedDomainEmails(login: String!): [String!]!
    }
    enum TeamMembershipType { ALL CHILD_TEAM IMMEDIATE }
    type TeamConnection { pageInfo: PageInfo! nodes: [Team] }
    type Team {
      slug: String! combinedSlug: String! name: String! description: String avatarUrl: URI editTeamUrl: URI!
      parentTeam: Team
      members(first: Int, after: String, membership: TeamMembershipType): UserConnection!
    }
    """
)
SHA = "0123456789abcdef0123456789abcdef01234567"


def make_key() -> tuple[str, Any]:
    """Return a private key in PEM, and the public one."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(), key.public_key()


@dataclass
class Repo:
    """A repository; `files` are those of each branch."""

    name: str
    branches: Mapping[str, str] = field(default_factory=lambda: {"main": SHA})
    """Branch -> commit; the first is the default one."""
    files: Mapping[str, int] = field(default_factory=lambda: {"catalog-info.yaml": 100})
    """Path -> size, in every branch."""
    archived: bool = False
    fork: bool = False
    visibility: str = "PUBLIC"
    topics: Sequence[str] = ()


@dataclass
class Org:
    """An organisation."""

    repos: Sequence[Repo] = ()
    users: Sequence[Mapping[str, Any]] = ()
    teams: Sequence[Mapping[str, Any]] = ()
    """Maps with `slug`, `members` (logins), `parent`."""


@dataclass
class GitHub:
    """What a test sees of it."""

    orgs: Mapping[str, Org]
    tokens: set[str] = field(default_factory=lambda: {"s3cret"})
    app_keys: dict[str, Any] = field(default_factory=dict)
    """Number of an App -> its public key."""
    installed: list[dict[str, Any]] = field(default_factory=list)
    """Installations, as GitHub lists them."""
    now: float = 1_700_000_000.0
    made: int = 0
    """Installation tokens so far."""
    server: ApiServer = field(init=False)

    def answer(self, request: Request) -> Reply:
        if request.path.endswith("/graphql"):
            return self._graphql(request)
        if not self._is_app(request):
            return Reply({"message": "A JSON web token could not be decoded", "status": "401"}, 401)
        if request.path.endswith("/app/installations"):
            return self._installations(request)
        self.made += 1
        token = f"ghs_{self.made}"
        self.tokens.add(token)
        ends = datetime.fromtimestamp(self.now + 3600, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return Reply({"token": token, "expires_at": ends, "repository_selection": "all"}, 201)

    def queries(self) -> list[dict[str, Any]]:
        """Return the variables of every GraphQL query so far."""
        return [request.body["variables"] for request in self.server.asked if request.path.endswith("/graphql")]

    def _graphql(self, request: Request) -> Reply:
        if request.headers.get("authorization", "").removeprefix("Bearer ") not in self.tokens:
            return Reply({"message": "Bad credentials", "status": "401"}, 401)
        root = {"organization": self._owner, "repositoryOwner": self._owner}
        result = graphql_sync(SCHEMA, request.body["query"], root, variable_values=request.body["variables"])
        errors = [
            {"message": error.message, "type": (error.extensions or {}).get("type", "")}
            for error in result.errors or ()
        ]
        return Reply({"data": result.data, **({"errors": errors} if errors else {})})

    def _is_app(self, request: Request) -> bool:
        proof = request.headers.get("authorization", "").removeprefix("Bearer ")
        try:
            issuer = jwt.decode(proof, options={"verify_signature": False})["iss"]
            claims = jwt.decode(
                proof, self.app_keys[issuer], algorithms=["RS256"], options={"verify_exp": False, "verify_iat": False}
            )
        except (jwt.PyJWTError, KeyError):
            return False
        return bool(claims["iat"] <= self.now < claims["exp"] <= claims["iat"] + 600)

    def _installations(self, request: Request) -> Reply:
        """Return one a page: a client has to follow the links."""
        page = int(request.query.get("page", 1))
        onward = f'<{self.server.url}{request.path}?per_page=100&page={page + 1}>; rel="next"'
        return Reply(self.installed[page - 1 : page], headers={"Link": onward} if page < len(self.installed) else {})

    def _owner(self, _info: object, login: str) -> dict[str, Any] | None:
        org = self.orgs.get(login)
        if org is None:
            return None
        users = {user["login"]: _user(user) for user in org.users}
        teams = {team["slug"]: _team(login, team, users) for team in org.teams}
        for team in org.teams:
            teams[team["slug"]]["parentTeam"] = teams.get(team.get("parent", ""))
        return {
            "login": login,
            "repositories": partial(_page, [_repo(self.server.url, login, repo) for repo in org.repos]),
            "membersWithRole": partial(_page, list(users.values())),
            "teams": partial(_page, list(teams.values())),
            "team": lambda _info, slug: teams.get(slug),
        }


def _page(rows: Sequence[Any], _info: object, first: int, after: str | None = None, **_: object) -> dict[str, Any]:
    start = int(base64.b64decode(after)) if after else 0
    end = min(start + first, len(rows))
    cursor = base64.b64encode(str(end).encode()).decode()
    return {"nodes": rows[start:end], "pageInfo": {"hasNextPage": end < len(rows), "endCursor": cursor}}


def _repo(url: str, owner: str, repo: Repo) -> dict[str, Any]:
    refs = {name: {"name": name, "target": {"__typename": "Commit", "oid": oid}} for name, oid in repo.branches.items()}
    default = next(iter(repo.branches), "")

    def find(_info: object, expression: str) -> dict[str, Any] | None:
        branch, _, path = expression.partition(":")
        size = repo.files.get(path)
        known = branch == "HEAD" or branch in refs
        return {"__typename": "Blob", "oid": SHA, "byteSize": size} if known and size is not None else None

    return {
        "nameWithOwner": f"{owner}/{repo.name}",
        "url": f"{url}/{owner}/{repo.name}",
        "isArchived": repo.archived,
        "isFork": repo.fork,
        "visibility": repo.visibility,
        "defaultBranchRef": refs.get(default),
        "ref": lambda _info, qualifiedName: refs.get(qualifiedName.removeprefix("refs/heads/")),  # noqa: N803 - GraphQL's name
        "repositoryTopics": lambda _info, **_: {"nodes": [{"topic": {"name": name}} for name in repo.topics]},
        "object": find,
    }


def _user(user: Mapping[str, Any]) -> dict[str, Any]:
    usual = {"id": f"U_{user['login']}", "avatarUrl": f"https://avatars.example.org/{user['login']}", "email": ""}
    emails = user.get("verified", ())
    return {**usual, **user, "organizationVerifiedDomainEmails": lambda _info, **_: emails}


def _team(owner: str, team: Mapping[str, Any], users: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "combinedSlug": f"{owner}/{team['slug']}",
        "name": team["slug"].title(),
        "editTeamUrl": f"https://github.com/orgs/{owner}/teams/{team['slug']}/edit",
        **team,
        "members": partial(_page, [users[login] for login in team.get("members", ())]),
    }


@contextmanager
def github(orgs: Mapping[str, Org]) -> Iterator[GitHub]:
    """Answer as GitHub does until the block ends."""
    hub = GitHub(orgs)
    with api_server(hub.answer) as server:
        hub.server = server
        yield hub
