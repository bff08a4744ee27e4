"""The repositories of Azure DevOps: one request for a project or an organisation."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.builders.api_server import ApiServer, Reply, Request, api_server
from tests.builders.discovery import discover, found, read_back

A = "a" * 40
ROWS = (("Shop", "web"), ("Shop", "My Api"), ("Shop", "empty"), ("Shop", "off"), ("Shop [old]", "web"))
REFS = {"/acme/Shop/_apis/git/repositories/web/refs": ["refs/heads/dev/2", "refs/heads/dev"]}


def row(project: str, name: str) -> dict[str, Any]:
    found = {"id": name, "name": name, "project": {"name": project}, "isDisabled": name == "off"}
    return found if name == "empty" else {**found, "defaultBranch": "refs/heads/main"}


@pytest.fixture
def server() -> Iterator[ApiServer]:
    def answer(request: Request) -> Reply:
        if request.headers.get("authorization") != "Basic OnMzY3JldA==":
            return Reply(b"<html>Sign in</html>", 203, {"Content-Type": "text/html"})
        assert request.query["api-version"] == "6.0"
        if request.path.endswith("/refs"):
            assert request.query["filter"] == "heads/dev"
            return Reply({"value": [{"name": name, "objectId": A} for name in REFS.get(request.path, ())]})
        asked = request.path.removesuffix("/_apis/git/repositories").split("/")[1:]
        if asked[0] != "acme":
            return Reply({"message": "TF400813: Resource not available for anonymous access."}, 404)
        rows = [row(*one) for one in ROWS if asked[1:] in ([], [one[0]])]
        return Reply({"value": rows, "count": len(rows)})

    with api_server(answer) as forge:
        yield forge


def portal(server: ApiServer, keys: str, proof: str = "token: s3cret") -> str:
    return (
        f"catalog: {{providers: {{azureDevOps: {{{keys}}}}}}}\n"
        f"integrations: {{azure: [{{host: dev.azure.com, apiBaseUrl: '{server.url}', {proof}}}]}}\n"
    )


def test_a_project_is_listed_in_one_request(server: ApiServer, tmp_path: Path) -> None:
    listed = discover(tmp_path, portal(server, "organization: acme, project: Shop"))
    assert found(listed) == [
        ("https://dev.azure.com/acme/Shop/_git/My%20Api?path=/catalog-info.yaml", ""),
        ("https://dev.azure.com/acme/Shop/_git/web?path=/catalog-info.yaml", ""),
    ]
    assert server.paths == ["/acme/Shop/_apis/git/repositories"]
    repository = "https://dev.azure.com/acme/Shop/_git/My%20Api"
    assert read_back("azure", found(listed)[0][0]) == (repository, "", "catalog-info.yaml")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("project: '*'", ["Shop%20%5Bold%5D/web", "Shop/My%20Api", "Shop/web"]),
        ("project: 'SHOP [*'", ["Shop%20%5Bold%5D/web"]),
        ("project: '*', repository: W*", ["Shop%20%5Bold%5D/web", "Shop/web"]),
        ("project: Shop, repository: w", []),
        ("project: Shop, branch: main", ["Shop/My%20Api", "Shop/web"]),
    ],
)
def test_filters(server: ApiServer, tmp_path: Path, keys: str, expected: list[str]) -> None:
    listed = discover(tmp_path, portal(server, f"organization: acme, {keys}"))
    names = [target.partition("?")[0].replace("_git/", "").partition("/acme/")[2] for target, _ in found(listed)]
    assert (names, listed.requests) == (expected, 1)


def test_only_what_has_the_chosen_branch_counts_and_its_head_is_known(server: ApiServer, tmp_path: Path) -> None:
    keys = "organization: acme, project: Shop, branch: dev, path: '/*/info & more.yaml'"
    (only,) = found(discover(tmp_path, portal(server, keys)))
    assert only == ("https://dev.azure.com/acme/Shop/_git/web?path=/*/info%20&%20more.yaml&version=GBdev", A)


@pytest.mark.parametrize(
    "token",
    [
        "credentials: [{personalAccessToken: s3cret}]",
        "credentials: [{personalAccessToken: no}, {organizations: [acme], personalAccessToken: s3cret}]",
        "token: s3cret, credentials: [{organizations: [other], personalAccessToken: no}]",
    ],
)
def test_the_token_of_the_organisation_is_used(server: ApiServer, tmp_path: Path, token: str) -> None:
    assert found(discover(tmp_path, portal(server, "organization: acme, project: Shop", token)))


@pytest.mark.parametrize(
    ("organization", "token", "expected"),
    [("acme", "wrong", "answers with a web page"), ("none", "s3cret", "status 404 for GET /none/Shop/_apis/git")],
)
def test_what_cannot_be_listed_is_said(
    server: ApiServer, tmp_path: Path, organization: str, token: str, expected: str
) -> None:
    keys = f"organization: {organization}, project: Shop"
    (problem,) = discover(tmp_path, portal(server, keys, f"token: {token}")).diagnostics
    assert problem.message.startswith(f"azureDevOps/default: {server.host}: {expected}")
