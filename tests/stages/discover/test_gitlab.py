"""GitLab's projects, listed as Backstage's provider lists them, two requests for a page of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portalgen.errors import ConfigError
from tests.builders.api_server import Reply, Request
from tests.builders.discovery import discover, found, read_back
from tests.builders.gitlab_server import GitLab, Project, gitlab

A, B, C = "a" * 40, "b" * 40, "c" * 40
PROJECTS = (
    Project("acme/web", branches={"trunk": B, "dev": C}, topics=("shop", "old")),
    Project("acme/shop/api", topics=("shop",)),
    Project("acme/shop/fork", fork=True, member=False),
    Project("acme/attic", archived=True),
    Project("acme/empty", branches={}),
    Project("acme/bare", files=("docs/catalog-info.yaml",)),
    Project("acme-2/other"),
)


@pytest.fixture
def lab() -> Iterator[GitLab]:
    with gitlab(PROJECTS) as found:
        yield found


def portal(lab: GitLab, provider: str, proof: str = "s3cret") -> str:
    host = f"{{host: '{lab.server.host}', apiBaseUrl: '{lab.api}', token: {proof}}}"
    provider = provider.replace("HOST", f"host: '{lab.server.host}'")
    return f"catalog: {{providers: {{gitlab: {provider}}}}}\nintegrations: {{gitlab: [{host}]}}\n"


def targets(lab: GitLab, folder: Path, provider: str) -> list[str]:
    return [target.removeprefix(f"{lab.server.url}/") for target, _ in found(discover(folder, portal(lab, provider)))]


def test_a_group_is_listed_with_its_subgroups_and_heads(lab: GitLab, tmp_path: Path) -> None:
    listed = discover(tmp_path, portal(lab, "{HOST, group: /acme/}"))
    assert found(listed) == [
        (f"{lab.server.url}/acme/shop/api/-/blob/main/catalog-info.yaml", A),
        (f"{lab.server.url}/acme/shop/fork/-/blob/main/catalog-info.yaml", A),
        (f"{lab.server.url}/acme/web/-/blob/trunk/catalog-info.yaml", B),
    ]
    assert listed.requests == 6  # three pages of two
    assert lab.server.paths[0] == "/api/v4/groups/acme/projects"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("group: acme, includeArchivedRepos: true", "attic fork api web"),
        ("group: acme, skipForkedRepos: true", "api web"),
        ("group: acme/shop", "api fork"),
        ("group: ACME/Shop", "api fork"),
        ("projectPattern: shop", "api fork"),
        ("projectPattern: '^acme/w'", "web"),
        ("group: acme, excludeRepos: [acme/web, shop/api]", "api fork"),
        ("group: acme, excludeGroups: [acme/shop]", "web"),
        ("group: acme, excludeGroups: [acme/sho]", "api fork web"),
        ("topics: [shop]", "api web"),
        ("topics: 'shop, old'", "web"),
        ("membership: true", "other api web"),
        ("groupPattern: ^acme", "other api fork web"),
        ("groupPattern: [shop$, '-2']", "other api fork"),
        ("groupPattern: shop, group: acme-2", ""),
        ("branch: dev", "web"),
        ("branch: none", ""),
        ("entityFilename: docs/catalog-info.yaml", "bare"),
        ("group: acme, entityFilename: 'docs/*.yaml'", "bare api fork web"),
    ],
)
def test_filters(lab: GitLab, tmp_path: Path, keys: str, expected: str) -> None:
    names = {target.partition("/-/")[0].rpartition("/")[2] for target in targets(lab, tmp_path, f"{{HOST, {keys}}}")}
    assert names == set(expected.split())


def test_groups_within_others_are_not_listed_twice(lab: GitLab, tmp_path: Path) -> None:
    targets(lab, tmp_path, "{HOST, groupPattern: acme}")
    listed = {path for path in lab.server.paths if path.endswith("/projects")}
    assert listed == {"/api/v4/groups/acme/projects", "/api/v4/groups/acme-2/projects"}


def test_a_branch_that_is_chosen_gives_its_own_head(lab: GitLab, tmp_path: Path) -> None:
    (only,) = found(discover(tmp_path, portal(lab, "{HOST, branch: dev}")))
    assert only == (f"{lab.server.url}/acme/web/-/blob/dev/catalog-info.yaml", C)


def test_the_fallback_branch_is_read_where_no_other_is_known(tmp_path: Path) -> None:
    projects = [Project("acme/a", branches={"develop": A}, headless=True), Project("acme/b", branches={})]
    with gitlab(projects) as lab:
        assert targets(lab, tmp_path, "{HOST, fallbackBranch: develop}") == ["acme/a/-/blob/develop/catalog-info.yaml"]
        assert targets(lab, tmp_path, "{HOST}") == []
        asked = [path for path in lab.server.paths if "/files/" in path]
        assert asked == ["/api/v4/projects/1/repository/files/catalog-info.yaml"] * 2, "an empty one costs nothing"


def test_people_are_a_provider_of_their_own(lab: GitLab, tmp_path: Path) -> None:
    listed = discover(tmp_path, portal(lab, "{one: {HOST, group: acme/shop, orgEnabled: true}}"))
    assert len(listed.locations) == 2, "people fail alone: this GitLab knows none"
    assert [row.message.partition(": ")[0] for row in listed.diagnostics] == ["gitlab/one (people)"]


def test_a_slash_in_a_branch_is_no_end_of_its_name(tmp_path: Path) -> None:
    with gitlab([Project("acme/ödd name", branches={"feature/é": A})]) as lab:
        (target,) = targets(lab, tmp_path, "{HOST}")
        assert target == "acme/ödd name/-/blob/feature%2Fé/catalog-info.yaml"
        assert read_back("gitlab", f"https://git.example.org/{target}")[1:] == ("feature/é", "catalog-info.yaml")


def test_without_graphql_descriptors_are_looked_for_one_by_one(lab: GitLab, tmp_path: Path) -> None:
    lab.graphql = False
    listed = found(discover(tmp_path, portal(lab, "{HOST, group: acme}")))
    assert [(target.rpartition("/-/")[0].rpartition("/")[2], commit) for target, commit in listed] == [
        ("api", ""),
        ("fork", ""),
        ("web", ""),
    ]


def test_a_project_that_graphql_leaves_out_is_asked_for_alone(lab: GitLab, tmp_path: Path) -> None:
    lab.silent = ("acme/web", "acme/bare")
    assert len(found(discover(tmp_path, portal(lab, "{HOST, group: acme}")))) == 3
    assert sorted(path for path in lab.server.paths if "/files/" in path) == [
        "/api/v4/projects/1/repository/files/catalog-info.yaml",
        "/api/v4/projects/6/repository/files/catalog-info.yaml",
    ]


def test_the_search_finds_descriptors_in_any_folder(lab: GitLab, tmp_path: Path) -> None:
    lab.found = (
        {"project_id": 1, "path": "a/catalog-info.yaml", "ref": "dev"},
        {"project_id": 1, "path": "b/catalog-info.yaml", "ref": C},
        {"project_id": 1, "path": "a/catalog-info.yaml", "ref": "dev"},
        {"project_id": 4, "path": "catalog-info.yaml", "ref": "main"},
        {"project_id": 77, "path": "catalog-info.yaml", "ref": "main"},
    )
    assert targets(lab, tmp_path, "{HOST, group: acme, useSearch: true}") == [
        "acme/web/-/blob/dev/a/catalog-info.yaml",
        "acme/web/-/blob/trunk/b/catalog-info.yaml",
    ]
    assert lab.server.asked[0].path == "/api/v4/groups/acme/search"
    assert lab.server.asked[0].query["search"] == "filename:catalog-info.yaml"


@pytest.mark.parametrize(
    ("provider", "token", "expected"),
    [
        ("{HOST, group: none}", "s3cret", "status 404 for GET /api/v4/groups/none/projects (404 Group Not Found)"),
        ("{HOST}", "wrong", "status 401 for GET /api/v4/projects (401 Unauthorized)"),
    ],
)
def test_what_cannot_be_listed_is_said(lab: GitLab, tmp_path: Path, provider: str, token: str, expected: str) -> None:
    (problem,) = discover(tmp_path, portal(lab, provider, token)).diagnostics
    assert (problem.code, problem.message) == (
        "source-unreachable",
        f"gitlab/default: {lab.server.host}: {expected}",
    )


def test_something_else_than_a_gitlab_is_said(lab: GitLab, tmp_path: Path) -> None:
    lab.server.answer = lambda _: Reply({"hello": "world"})
    (problem,) = discover(tmp_path, portal(lab, "{HOST}")).diagnostics
    assert problem.message == f"gitlab/default: {lab.server.host}: its answer is not a listing"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("projectPattern: '('", "gitlab.projectPattern: is no regular expression: "),
        ("host: nowhere.example.org", "no host 'nowhere.example.org' in integrations.gitlab; known are: "),
        ("HOST, projectpattern: x", "unknown key; did you mean 'projectPattern'?"),
    ],
)
def test_wrong_settings(lab: GitLab, tmp_path: Path, keys: str, expected: str) -> None:
    with pytest.raises(ConfigError, match=r"fault") as caught:
        discover(tmp_path, portal(lab, f"{{{keys}}}" if "host" in keys.lower() else f"{{HOST, {keys}}}"))
    assert expected in str(caught.value)


def test_no_secret_of_a_project_is_kept(lab: GitLab, tmp_path: Path) -> None:
    usual = lab.server.answer

    def answer(request: Request) -> Reply:
        reply = usual(request)
        if isinstance(reply.value, list):
            rows = [
                {**row, "runners_token": "GR1348941x", "owner": {"id": 1, "email": "a@b.example"}}
                for row in reply.value
            ]
            same = request.headers.get("if-none-match") == 'W/"1"'
            reply = Reply(None, 304) if same else Reply(rows, headers={**reply.headers, "ETag": 'W/"1"'})
        return reply

    lab.server.answer = answer
    text = portal(lab, "{HOST, group: acme, skipForkedRepos: true}")
    first = found(discover(tmp_path, text))
    kept = b"".join(path.read_bytes() for path in (tmp_path / "cache").rglob("*") if path.is_file())
    assert b"acme/web" in kept
    assert b"GR1348941x" not in kept
    assert b"a@b.example" not in kept
    assert found(discover(tmp_path, text)) == first
    assert [request.headers.get("if-none-match") for request in lab.server.asked if request.method == "GET"] == [
        *[None] * 3,
        *['W/"1"'] * 3,
    ]
