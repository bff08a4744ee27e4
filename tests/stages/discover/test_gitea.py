"""Gitea's and Forgejo's repositories: one request for a page of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.builders.api_server import ApiServer, Reply, Request, api_server
from tests.builders.discovery import discover, found, read_back

A = "a" * 40
NAMES = ("api", "attic", "empty", "old.master", "web")
HEADS = {"/api/v1/repos/acme/old.master/branches/feature%2Fx": A, "/api/v1/repos/acme/web/branches/feature%2Fx": A}


def row(server: ApiServer, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "full_name": f"acme/{name}",
        "html_url": f"{server.url}/acme/{name}",
        "default_branch": "master" if "master" in name else "main",
        "empty": name == "empty",
        "archived": name == "attic",
    }


@pytest.fixture
def server() -> Iterator[ApiServer]:
    def answer(request: Request) -> Reply:
        if request.headers.get("authorization") != "token s3cret":
            return Reply({"message": "token is required", "url": "https://x/api/swagger"}, 401)
        if request.path in HEADS:
            return Reply({"name": "feature/x", "commit": {"id": HEADS[request.path]}})
        if request.path != "/api/v1/orgs/acme/repos":
            return Reply({"errors": None, "message": "not found"}, 404)
        start = 3 * (int(request.query.get("page", 1)) - 1)
        following = f'<{forge.url}{request.path}?limit=50&page=2>; rel="next"'
        return Reply(
            [row(forge, name) for name in NAMES[start : start + 3]], headers={} if start else {"Link": following}
        )

    with api_server(answer) as forge:
        yield forge


def portal(server: ApiServer, keys: str, proof: str = "token: s3cret") -> str:
    return (
        f"catalog: {{providers: {{gitea: {{host: '{server.host}', {keys}}}}}}}\n"
        f"integrations: {{gitea: [{{host: '{server.host}', baseUrl: '{server.url}', {proof}}}]}}\n"
    )


def test_an_organisation_is_listed_with_the_default_branches(server: ApiServer, tmp_path: Path) -> None:
    listed = discover(tmp_path, portal(server, "organization: acme"))
    assert found(listed) == [
        (f"{server.url}/acme/api/src/branch/main/catalog-info.yaml", ""),
        (f"{server.url}/acme/attic/src/branch/main/catalog-info.yaml", ""),
        (f"{server.url}/acme/old.master/src/branch/master/catalog-info.yaml", ""),
        (f"{server.url}/acme/web/src/branch/main/catalog-info.yaml", ""),
    ]
    assert listed.requests == 2
    assert server.asked[0].query == {"limit": "50"}


def test_only_what_has_the_chosen_branch_counts_and_its_head_is_known(server: ApiServer, tmp_path: Path) -> None:
    keys = "organization: acme, branch: feature/x, catalogPath: /docs/info.yaml"
    listed = found(discover(tmp_path, portal(server, keys)))
    assert listed == [
        (f"{server.url}/acme/old.master/src/branch/feature%2Fx/docs/info.yaml", A),
        (f"{server.url}/acme/web/src/branch/feature%2Fx/docs/info.yaml", A),
    ]
    assert read_back("gitea", listed[0][0]) == (f"{server.url}/acme/old.master.git", "feature/x", "docs/info.yaml")


def test_the_default_branch_by_name_costs_no_request(server: ApiServer, tmp_path: Path) -> None:
    listed = discover(tmp_path, portal(server, "organization: acme, branch: main"))
    assert [target.split("/")[4] for target, _ in found(listed)] == ["api", "attic", "web"]
    assert listed.requests == 3  # one for the repository whose default branch is another


@pytest.mark.parametrize(
    ("keys", "token", "expected"),
    [
        ("organization: acme", "token: wrong", "status 401 for GET /api/v1/orgs/acme/repos (token is required)"),
        ("organization: a/b", "token: s3cret", "status 404 for GET /api/v1/orgs/a%2Fb/repos (not found)"),
    ],
)
def test_what_cannot_be_listed_is_said(server: ApiServer, tmp_path: Path, keys: str, token: str, expected: str) -> None:
    (problem,) = discover(tmp_path, portal(server, keys, token)).diagnostics
    assert problem.message == f"gitea/default: {server.host}: {expected}"


def test_a_password_proves_as_backstage_has_it(server: ApiServer, tmp_path: Path) -> None:
    assert found(discover(tmp_path, portal(server, "organization: acme", "password: s3cret")))
    discover(tmp_path, portal(server, "organization: acme", "username: me, password: s3cret"))
    assert server.asked[-1].headers["authorization"] == "Basic bWU6czNjcmV0"
