"""Tips: projects of GitLab in, the heads of their branches and whether the descriptor is there out.

One question in GraphQL for all projects of a page; those that it does not answer are asked for one by one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from portalgen.globs import has_wildcard
from portalgen.http_api import ApiClient, ApiError

_QUERY = """
query projects($ids: [ID!], $paths: [String!]!%(declared)s) {
  projects(ids: $ids, first: 100) {
    nodes {
      id
      repository { empty rootRef blobs(paths: $paths%(ref)s) { nodes { path } } tree%(only)s { lastCommit { sha } } }
    }
  }
}
"""
_DEFAULT = _QUERY % {"declared": "", "ref": "", "only": ""}
_CHOSEN = _QUERY % {"declared": ", $ref: String", "ref": ", ref: $ref", "only": "(ref: $ref)"}
_GID = "gid://gitlab/Project/"
_UNABLE = frozenset({400, 403, 404, 500, 502, 503, 504})
"""How a GitLab without GraphQL answers, or one that this question takes too long."""


@dataclass(frozen=True, slots=True)
class Tip:
    """What is at the end of a branch."""

    has_file: bool
    commit: str = ""


@dataclass(frozen=True, slots=True)
class Tips:
    """Asks for one descriptor."""

    api: ApiClient
    path: str
    branch: str = ""
    """Branch of all projects; empty for the default one of each."""

    def of(self, projects: Mapping[int, str]) -> Mapping[int, Tip]:
        """Return number -> tip of projects, given as number -> branch. Raises `ApiError`."""
        found = dict(self._asked_at_once(projects))
        for number, branch in projects.items():
            if number not in found:
                found[number] = Tip(self._exists(number, branch))
        return found

    def _asked_at_once(self, numbers: Iterable[int]) -> Iterator[tuple[int, Tip]]:
        ids = [f"{_GID}{number}" for number in numbers]
        variables = {"ids": ids, "paths": [self.path], **({"ref": self.branch} if self.branch else {})}
        query = _CHOSEN if self.branch else _DEFAULT
        url = f"{self.api.base.removesuffix('/api/v4')}/api/graphql"
        try:
            answer = self.api.post(url, {"query": query, "variables": variables}) if ids else None
        except ApiError as error:
            if error.status not in _UNABLE:
                raise
            return
        for row in _nodes(answer.value if answer else None):
            if tip := self._tip(row.get("repository")):
                yield int(str(row["id"]).removeprefix(_GID)), tip

    def _tip(self, repository: object) -> Tip | None:
        """Return what the answer says; None if it says nothing: there is no default branch, or it took too long."""
        if not isinstance(repository, dict):
            return None
        if repository.get("empty"):
            return Tip(has_file=False)
        blobs, tree = repository.get("blobs") or {}, repository.get("tree") or {}
        if "nodes" not in blobs or not (self.branch or repository.get("rootRef")):
            return None
        commit = (tree.get("lastCommit") or {}).get("sha") or ""
        return Tip(bool(commit if has_wildcard(self.path) else blobs["nodes"]), commit)

    def _exists(self, number: int, branch: str) -> bool:
        if has_wildcard(self.path):
            return bool(branch) and self.api.exists(f"projects/{number}/repository/branches/{quote(branch, safe='')}")
        return self.api.exists(f"projects/{number}/repository/files/{quote(self.path, safe='')}", {"ref": branch})


def _nodes(value: Any) -> Iterable[Mapping[str, Any]]:  # noqa: ANN401  (JSON)
    """Return the projects of an answer, none where it is an error."""
    for name in ("data", "projects", "nodes"):
        value = value.get(name) if isinstance(value, dict) else None
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
