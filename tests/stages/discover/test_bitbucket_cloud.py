"""Bitbucket Cloud's repositories: one request for a page of them, which has their heads."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.builders.api_server import ApiServer, Reply, Request, api_server
from tests.builders.discovery import discover, found, read_back

A = "a" * 40
ROWS = (("web", "SHOP", "main"), ("api", "SHOP", "release/1.x"), ("empty", "SHOP", ""), ("tool-kit", "IT", "master"))


def row(slug: str, project: str, branch: str) -> dict[str, Any]:
    return {
        "slug": slug,
        "links": {"html": {"href": f"https://bitbucket.org/acme/{slug}"}},
        "project": {"key": project},
        "mainbranch": {"name": branch, "target": {"hash": A}} if branch else None,
    }


@pytest.fixture
def server() -> Iterator[ApiServer]:
    def answer(request: Request) -> Reply:
        if request.headers.get("authorization") not in {"Bearer s3cret", "Basic bWU6czNjcmV0"}:
            return Reply({"type": "error", "error": {"message": "Access denied."}}, 403)
        if request.path != "/2.0/repositories/acme":
            return Reply({"type": "error", "error": {"message": "No workspace with identifier 'x'."}}, 404)
        start = 2 * (int(request.query.get("page", 1)) - 1)
        following = {} if start else {"next": f"{forge.url}{request.path}?pagelen=100&page=2"}
        return Reply({"values": [row(*one) for one in ROWS[start : start + 2]], "pagelen": 2, **following})

    with api_server(answer) as forge:
        yield forge


def portal(server: ApiServer, keys: str, proof: str = "token: s3cret") -> str:
    return (
        f"catalog: {{providers: {{bitbucketCloud: {{{keys}}}}}}}\n"
        f"integrations: {{bitbucketCloud: [{{apiBaseUrl: '{server.url}/2.0', {proof}}}]}}\n"
    )


def test_a_workspace_is_listed_with_heads(server: ApiServer, tmp_path: Path) -> None:
    listed = discover(tmp_path, portal(server, "workspace: acme"))
    assert found(listed) == [
        ("https://bitbucket.org/acme/api/src/release%2F1.x/catalog-info.yaml", A),
        ("https://bitbucket.org/acme/tool-kit/src/master/catalog-info.yaml", A),
        ("https://bitbucket.org/acme/web/src/main/catalog-info.yaml", A),
    ]
    assert listed.requests == 2
    assert "values.mainbranch.target.hash" in server.asked[0].query["fields"]
    repository = "https://bitbucket.org/acme/api.git"
    assert read_back("bitbucketCloud", found(listed)[0][0]) == (repository, "release/1.x", "catalog-info.yaml")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("projectKey: SHOP", ["api", "web"]),
        ("projectKey: SHO", []),
        ("projectKey: ^SH.*$", ["api", "web"]),
        ("repoSlug: '.*k.*'", ["tool-kit"]),
        ("repoSlug: 'web|tool-kit', projectKey: IT", ["tool-kit"]),
    ],
)
def test_filters_match_whole_names(server: ApiServer, tmp_path: Path, filters: str, expected: list[str]) -> None:
    listed = discover(tmp_path, portal(server, f"workspace: acme, filters: {{{filters}}}"))
    assert [target.split("/")[4] for target, _ in found(listed)] == expected


@pytest.mark.parametrize("token", ["username: me, token: s3cret", "username: me, appPassword: s3cret"])
def test_a_user_proves_with_a_password(server: ApiServer, tmp_path: Path, token: str) -> None:
    assert found(discover(tmp_path, portal(server, "workspace: acme", token)))


@pytest.mark.parametrize(
    ("keys", "token", "expected"),
    [
        ("workspace: acme", "token: wrong", "status 403 for GET /2.0/repositories/acme (Access denied.)"),
        (
            "workspace: x",
            "token: s3cret",
            "status 404 for GET /2.0/repositories/x (No workspace with identifier 'x'.)",
        ),
    ],
)
def test_what_cannot_be_listed_is_said(server: ApiServer, tmp_path: Path, keys: str, token: str, expected: str) -> None:
    (problem,) = discover(tmp_path, portal(server, keys, token)).diagnostics
    assert problem.message == f"bitbucketCloud/default: {server.host}: {expected}"


def test_a_listing_that_breaks_off_is_no_listing(server: ApiServer, tmp_path: Path) -> None:
    whole, answer = discover(tmp_path, portal(server, "workspace: acme")), server.answer
    server.answer = lambda request: Reply({}, 404) if "page" in request.query else answer(request)
    stale = discover(tmp_path, portal(server, "workspace: acme"))
    assert stale.locations == whole.locations
    assert [problem.code for problem in stale.diagnostics] == ["source-stale"]
