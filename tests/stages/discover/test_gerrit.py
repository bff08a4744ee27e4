"""Gerrit's projects: one request for those that a query finds, and one for their heads."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.builders.api_server import ApiServer, Reply, Request, api_server
from tests.builders.discovery import discover, found, read_back

A, B = "a" * 40, "b" * 40
HEADS: dict[str, dict[str, str]] = {
    "training/gerrit": {"main": A, "dev/x": B},
    "training/sample": {"main": A},
    "empty": {},
    "tools": {"main": B},
}


def listed_as(request: Request) -> dict[str, Any]:
    branch = request.query.get("b", "")
    heads = {name: found.get("main" if branch == "HEAD" else branch) for name, found in HEADS.items()}
    rows = {
        name: {"id": name.replace("/", "%2F"), **({"branches": {branch: heads[name]}} if branch else {})}
        for name in sorted(HEADS)
        if heads[name] or not branch
    }
    start = int(request.query.get("S", 0))
    page: dict[str, Any] = dict(list(rows.items())[start : start + 3])
    if start + 3 < len(rows):
        page[list(page)[-1]]["_more_projects"] = True
    return page


def gerrit(value: object) -> Reply:
    return Reply(b")]}'\n" + json.dumps(value).encode())


@pytest.fixture
def server() -> Iterator[ApiServer]:
    def answer(request: Request) -> Reply:
        if request.path.startswith("/a/") and request.headers.get("authorization") != "Basic bWU6czNjcmV0":
            return Reply(b"Unauthorized", 401)
        return (
            gerrit(listed_as(request)) if request.path.removeprefix("/a") == "/projects/" else Reply(b"Not found", 404)
        )

    with api_server(answer) as server:
        yield server


def portal(server: ApiServer, keys: str = "", integration: str = "username: me, password: s3cret") -> str:
    host = server.host
    return (
        f"catalog: {{providers: {{gerrit: {{host: '{host}', query: 'state=ACTIVE&type=CODE', {keys}}}}}}}\n"
        f"integrations: {{gerrit: [{{host: '{host}', baseUrl: '{server.url}/', {integration}}}]}}\n"
    )


def test_a_query_is_listed_with_heads(server: ApiServer, tmp_path: Path) -> None:
    listed = discover(tmp_path, portal(server))
    pages = f"{server.url}/plugins/gitiles"
    assert found(listed) == [
        (f"{pages}/empty/+/HEAD/catalog-info.yaml", ""),
        (f"{pages}/tools/+/HEAD/catalog-info.yaml", B),
        (f"{pages}/training/gerrit/+/HEAD/catalog-info.yaml", A),
        (f"{pages}/training/sample/+/HEAD/catalog-info.yaml", A),
    ]
    assert [request.query.get("S") for request in server.asked] == [None, "3", None]
    assert server.asked[0].query == {"state": "ACTIVE", "type": "CODE"}
    assert read_back("gerrit", found(listed)[2][0]) == (f"{server.url}/training/gerrit", "HEAD", "catalog-info.yaml")


def test_only_what_has_the_chosen_branch_counts(server: ApiServer, tmp_path: Path) -> None:
    keys = "branch: dev/x, catalogPath: '**/catalog-info.{yml,yaml}'"
    address = "gitilesBaseUrl: https://g.example.org/gitiles/"
    (only,) = found(discover(tmp_path, portal(server, keys, address)))
    target = "https://g.example.org/gitiles/training/gerrit/+/refs/heads/dev%2Fx/**/catalog-info.{yml,yaml}"
    assert only == (target, B)
    assert {request.path for request in server.asked} == {"/projects/"}, "without a password nothing is proved"


def test_heads_that_a_gerrit_does_not_tell_are_not_needed(server: ApiServer, tmp_path: Path) -> None:
    answer = server.answer
    server.answer = lambda request: Reply(b"no", 400) if "b" in request.query else answer(request)
    assert {commit for _, commit in found(discover(tmp_path, portal(server)))} == {""}
    (problem,) = discover(tmp_path, portal(server, "branch: main")).diagnostics
    assert problem.code == "source-unreachable"


def test_what_a_query_in_words_finds_is_a_list(server: ApiServer, tmp_path: Path) -> None:
    server.answer = lambda _: gerrit([{"id": "a%2Fb", "name": "a/b"}])
    assert [target.partition("/+/")[0] for target, _ in found(discover(tmp_path, portal(server)))] == [
        f"{server.url}/plugins/gitiles/a/b"
    ]


@pytest.mark.parametrize("answer", [Reply(b"Unauthorized", 401), gerrit("x")])
def test_what_cannot_be_listed_is_said(server: ApiServer, tmp_path: Path, answer: Reply) -> None:
    server.answer = lambda _: answer
    (problem,) = discover(tmp_path, portal(server)).diagnostics
    assert problem.message.startswith(f"gerrit/default: {server.host}: ")
    assert problem.code == "source-unreachable"
