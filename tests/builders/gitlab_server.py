"""A GitLab on loopback: projects, groups and search by REST, heads by a part of GitLab's own GraphQL schema."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlencode

from graphql import build_schema, graphql_sync

from tests.builders.api_server import ApiServer, Reply, Request, api_server, not_found

TOKEN = "s3cret"  # noqa: S105  (a test's)
SCHEMA = build_schema(
    """
    type Query { projects(ids: [ID!], first: Int): ProjectConnection }
    type ProjectConnection { nodes: [Project] }
    type Project { id: ID! repository: Repository }
    type Repository {
      empty: Boolean! rootRef: String
      blobs(paths: [String!]!, ref: String): RepositoryBlobConnection
      tree(path: String, recursive: Boolean, ref: String): Tree
    }
    type RepositoryBlobConnection { nodes: [RepositoryBlob] }
    type RepositoryBlob { path: String }
    type Tree { lastCommit: Commit }
    type Commit { sha: String! }
    """
)


@dataclass(frozen=True)
class Project:
    """A project; `id` is its place in the list, from 1."""

    path: str
    files: tuple[str, ...] = ("catalog-info.yaml",)
    branches: dict[str, str] = field(default_factory=lambda: {"main": "a" * 40})
    """Name -> head; the first is the default branch."""
    archived: bool = False
    fork: bool = False
    topics: tuple[str, ...] = ()
    member: bool = True
    headless: bool = False
    """True: `HEAD` names a branch that is not there."""

    @property
    def default(self) -> str | None:
        return None if self.headless else next(iter(self.branches), None)


@dataclass
class GitLab:
    """What a test sees of it."""

    projects: Sequence[Project]
    server: ApiServer
    page: int = 2
    """Rows of a page at most."""
    graphql: bool = True
    silent: tuple[str, ...] = ()
    """Paths of projects whose repositories GraphQL answers with null."""
    found: tuple[dict[str, Any], ...] = ()
    """What the search finds."""

    @property
    def api(self) -> str:
        return f"{self.server.url}/api/v4"

    def answer(self, request: Request) -> Reply:
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return Reply({"message": "401 Unauthorized"}, 401)
        if request.path == "/api/graphql":
            return self._graphql(request) if self.graphql else Reply({"error": "404 Not Found"}, 404)
        return self._rest(request, request.path.removeprefix("/api/v4/"))

    def _rest(self, request: Request, path: str) -> Reply:
        if path == "groups":
            return self._page(request, [{"full_path": one} for one in sorted(self._groups())])
        if path.rpartition("/")[2] == "search":
            assert request.query["scope"] == "blobs"
            return self._page(request, list(self.found))
        if path.rpartition("/")[2] == "projects":
            return self._projects(request, unquote(path).removeprefix("groups/").removesuffix("projects").lower())
        return self._file(request, path.split("/"))

    def _groups(self) -> set[str]:
        paths = [one.path.split("/")[:-1] for one in self.projects]
        return {"/".join(parts[:end]) for parts in paths for end in range(1, len(parts) + 1)}

    def _projects(self, request: Request, below: str) -> Reply:
        if below and below.strip("/") not in self._groups():
            return Reply({"message": "404 Group Not Found"}, 404)
        asked = request.query
        topics = set(filter(None, asked.get("topic", "").split(",")))
        rows = [
            _row(number, one, self.server.url, simple="simple" in asked)
            for number, one in enumerate(self.projects, 1)
            if one.path.startswith(below)
            and ("/" not in one.path.removeprefix(below) or not below or "include_subgroups" in asked)
            and ("archived" not in asked or str(one.archived).lower() == asked["archived"])
            and ("membership" not in asked or one.member)
            and topics <= set(one.topics)
        ]
        return self._page(request, rows)

    def _page(self, request: Request, rows: list[dict[str, Any]]) -> Reply:
        number = int(request.query.get("page", 1))
        here = rows[(number - 1) * self.page : number * self.page]
        links = {}
        if number * self.page < len(rows):
            following = urlencode({**request.query, "page": number + 1})
            links = {"Link": f'<{self.server.url}{request.path}?{following}>; rel="next", <x>; rel="first"'}
        return Reply(here, headers=links)

    def _file(self, request: Request, parts: list[str]) -> Reply:
        if (parts[0], *parts[2:4]) != ("projects", "repository", "files"):
            return not_found(request)
        assert request.method == "HEAD"
        project = self.projects[int(parts[1]) - 1]
        there = request.query["ref"] in project.branches and unquote(parts[4]) in project.files
        return Reply(status=200 if there else 404)

    def _graphql(self, request: Request) -> Reply:
        ids = {f"gid://gitlab/Project/{number}": one for number, one in enumerate(self.projects, 1)}

        def found(_: object, **asked: Any) -> object:  # noqa: ANN401  (arguments of a query)
            return {"nodes": [_node(name, ids[name], self) for name in asked["ids"] if name in ids]}

        result = graphql_sync(
            SCHEMA, request.body["query"], {"projects": found}, variable_values=request.body["variables"]
        )
        return Reply(result.formatted)


def _row(number: int, one: Project, url: str, *, simple: bool) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": number,
        "path_with_namespace": one.path,
        "web_url": f"{url}/{one.path}",
        "default_branch": one.default,
        "topics": list(one.topics),
    }
    if simple:
        return row
    return {**row, "archived": one.archived, **({"forked_from_project": {"id": 99}} if one.fork else {})}


def _node(name: str, one: Project, lab: GitLab) -> dict[str, Any]:
    def blobs(_: object, *, paths: list[str], ref: str | None = None) -> object:
        found = set(paths) & set(one.files) if (ref or one.default) in one.branches else set()
        return {"nodes": [{"path": path} for path in sorted(found)]}

    def tree(_: object, *, ref: str | None = None) -> object:
        head = one.branches.get(ref or one.default or "")
        return {"lastCommit": {"sha": head} if head else None}

    repository = {"empty": not one.branches, "rootRef": one.default, "blobs": blobs, "tree": tree}
    return {"id": name, "repository": None if one.path in lab.silent else repository}


@contextmanager
def gitlab(projects: Sequence[Project]) -> Iterator[GitLab]:
    """Answer as a GitLab with some projects until the block ends."""
    with api_server(not_found) as server:
        lab = GitLab(projects, server)
        server.answer = lab.answer
        yield lab
