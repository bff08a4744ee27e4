"""The repositories of a Bitbucket Data Center: one request for a page of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portalgen.errors import ConfigError
from tests.builders.api_server import ApiServer, Reply, Request, api_server
from tests.builders.discovery import discover, found, read_back

ROWS = (("SHOP", "web"), ("SHOP", "api.v2"), ("~anna", "notes"), ("IT", "attic"), ("SHOP_2", "empty"))
API = "/rest/api/1.0"


def row(server: ApiServer, key: str, slug: str) -> dict[str, Any]:
    return {
        "slug": slug,
        "project": {"key": key},
        "archived": slug == "attic",
        "links": {"self": [{"href": f"{server.url}/projects/{key}/repos/{slug}/browse"}]},
    }


@pytest.fixture
def server() -> Iterator[ApiServer]:
    def answer(request: Request) -> Reply:
        if request.headers.get("authorization") not in {"Bearer s3cret", "Basic bWU6czNjcmV0"}:
            return Reply({"errors": [{"context": None, "message": "Authentication failed."}]}, 401)
        if request.method == "HEAD":
            return Reply(status=200 if request.path == f"{API}/projects/SHOP/repos/web/browse/a%20b.yaml" else 404)
        if request.path != f"{API}/repos":
            return Reply({"errors": []}, 404)
        start = int(request.query.get("start", 0))
        rows = [row(forge, *one) for one in ROWS if request.query["archived"] == "ALL" or one[1] != "attic"]
        is_last = start + 2 >= len(rows)
        page = {"values": rows[start : start + 2], "start": start, "limit": 2, "isLastPage": is_last}
        return Reply({**page, "nextPageStart": None if is_last else start + 2})

    with api_server(answer) as forge:
        yield forge


def portal(server: ApiServer, keys: str = "", proof: str = "token: s3cret") -> str:
    host = server.host
    return (
        f"catalog: {{providers: {{bitbucketServer: {{host: '{host}', {keys}}}}}}}\n"
        f"integrations: {{bitbucketServer: [{{host: '{host}', apiBaseUrl: '{server.url}{API}', {proof}}}]}}\n"
    )


def names(listed: list[tuple[str, str]]) -> list[str]:
    return [target.split("/")[6] for target, _ in listed]


def test_all_projects_are_listed_without_those_of_people(server: ApiServer, tmp_path: Path) -> None:
    listed = discover(tmp_path, portal(server))
    assert found(listed) == [
        (f"{server.url}/projects/IT/repos/attic/browse/catalog-info.yaml", ""),
        (f"{server.url}/projects/SHOP/repos/api.v2/browse/catalog-info.yaml", ""),
        (f"{server.url}/projects/SHOP/repos/web/browse/catalog-info.yaml", ""),
        (f"{server.url}/projects/SHOP_2/repos/empty/browse/catalog-info.yaml", ""),
    ]
    assert listed.requests == 3
    repository = f"{server.url}/scm/SHOP/api.v2.git"
    assert read_back("bitbucketServer", found(listed)[1][0]) == (repository, "", "catalog-info.yaml")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("projectKey: SHOP", ["api.v2", "web", "empty"]),
        ("projectKey: ^SHOP$", ["api.v2", "web"]),
        ("repoSlug: 't|w'", ["attic", "web", "empty"]),
        ("repoSlug: 't|w', projectKey: IT", ["attic"]),
        ("skipArchivedRepos: true", ["api.v2", "web", "empty"]),
    ],
)
def test_filters_match_parts_of_names(server: ApiServer, tmp_path: Path, filters: str, expected: list[str]) -> None:
    assert names(found(discover(tmp_path, portal(server, f"filters: {{{filters}}}")))) == expected


def test_descriptors_are_looked_for_if_that_is_wanted(server: ApiServer, tmp_path: Path) -> None:
    listed = discover(tmp_path, portal(server, "catalogPath: /a b.yaml, validateLocationsExist: true"))
    assert (names(found(listed)), listed.requests) == (["web"], 7)


def test_a_user_proves_with_a_password(server: ApiServer, tmp_path: Path) -> None:
    assert found(discover(tmp_path, portal(server, proof="username: me, password: s3cret")))


def test_what_cannot_be_listed_is_said(server: ApiServer, tmp_path: Path) -> None:
    (problem,) = discover(tmp_path, portal(server, proof="token: wrong")).diagnostics
    assert problem.message.startswith(f"bitbucketServer/default: {server.host}: status 401 for GET {API}/repos")
    assert "wrong" not in problem.message


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("catalogPath: '*.yaml', validateLocationsExist: true", "takes no 'validateLocationsExist' with a glob"),
        ("filters: {repoSlug: '['}", "bitbucketServer.filters.repoSlug: is no regular expression: unterminated"),
    ],
)
def test_wrong_settings(server: ApiServer, tmp_path: Path, keys: str, expected: str) -> None:
    with pytest.raises(ConfigError) as caught:
        discover(tmp_path, portal(server, keys))
    assert expected in str(caught.value)
