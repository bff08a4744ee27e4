"""GitHub's repositories, listed as Backstage's provider lists them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portalgen.cache import Cache
from portalgen.config import load_config
from portalgen.discover import BUILT_IN_PROVIDERS, AppTokens, Discovered, Listings, discover_locations, make_providers
from portalgen.errors import ConfigError
from tests.builders.api_server import Reply
from tests.builders.github_server import SHA, GitHub, Org, Repo, github, make_key

OTHER = SHA[::-1]
REPOS = (
    Repo("web", topics=("shop", "old"), branches={"trunk": SHA, "dev": OTHER}),
    Repo("api", topics=("shop",), visibility="INTERNAL"),
    Repo("fork", fork=True, visibility="PRIVATE"),
    Repo("attic", archived=True),
    Repo("empty", branches={}),
    Repo("bare", files={"docs/catalog-info.yaml": 5}),
    Repo("hollow", files={"catalog-info.yaml": 0}),
)


@pytest.fixture
def hub() -> Iterator[GitHub]:
    with github({"acme": Org(REPOS)}) as found:
        yield found


def run(
    hub: GitHub, folder: Path, provider: str, integration: str = "token: s3cret", *, now: float = 0.0
) -> Discovered:
    host = hub.server.host
    text = (
        f"catalog: {{providers: {{github: {provider}}}}}\n"
        f"integrations: {{github: [{{host: '{host}', apiBaseUrl: '{hub.server.url}/api/v3', {integration}}}]}}\n"
    )
    path = folder / "portal.yaml"
    path.write_text(text.replace("HOST", f"'{host}'"))
    config = load_config(path, {})
    tokens = AppTokens(config.git_hosts(), clock=lambda: now or hub.now)
    return discover_locations(make_providers(BUILT_IN_PROVIDERS, config, tokens), Listings(Cache(folder / "cache")))


def names(hub: GitHub, found: Discovered) -> list[str]:
    return [location.target.removeprefix(f"{hub.server.url}/acme/") for location in found.locations]


def test_each_repository_with_a_descriptor_is_a_location_with_its_head(hub: GitHub, tmp_path: Path) -> None:
    found = run(hub, tmp_path, "{host: HOST, organization: acme}")
    assert found.diagnostics == ()
    assert names(hub, found) == [
        "api/blob/main/catalog-info.yaml",
        "fork/blob/main/catalog-info.yaml",
        "hollow/blob/main/catalog-info.yaml",
        "web/blob/trunk/catalog-info.yaml",
    ]
    assert {(row.type, row.optional, row.commit) for row in found.locations} == {("url", True, SHA)}
    assert hub.server.paths == ["/api/graphql"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("filters: {repository: 'a.*'}", ["api"]),
        ("filters: {repository: '^web$'}", ["web"]),
        ("filters: {repository: 'we|api'}", ["api"]),
        ("filters: {branch: dev}", ["web"]),
        ("filters: {topic: {include: [shop]}}", ["api", "web"]),
        ("filters: {topic: {include: [shop], exclude: [old]}}", ["api"]),
        ("filters: {visibility: [internal, private]}", ["api", "fork"]),
        ("filters: {allowForks: false, allowArchived: true}", ["api", "attic", "hollow", "web"]),
        ("validateLocationsExist: true", ["api", "fork", "web"]),
        ("catalogPath: docs/catalog-info.yaml", ["bare"]),
        ("catalogPath: '/**/catalog-info.yaml'", ["api", "bare", "fork", "hollow", "web"]),
        ("pageSizes: {repositories: 2}", ["api", "fork", "hollow", "web"]),
    ],
)
def test_filters_are_backstages(hub: GitHub, tmp_path: Path, wanted: str, expected: list[str]) -> None:
    found = run(hub, tmp_path, f"{{host: HOST, organization: acme, {wanted}}}")
    assert [name.partition("/")[0] for name in names(hub, found)] == expected


def test_another_branch_has_its_own_head(hub: GitHub, tmp_path: Path) -> None:
    (location,) = run(hub, tmp_path, "{host: HOST, organization: acme, filters: {branch: dev}}").locations
    assert location.target.endswith("/web/blob/dev/catalog-info.yaml")
    assert location.commit == OTHER


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{host: HOST}", "catalog.providers.github: needs either 'organization' or 'app'"),
        ("{host: HOST, organization: a, app: 1}", "needs either 'organization' or 'app'"),
        ("{host: git.example.org, organization: a}", "no host 'git.example.org' in integrations.github"),
        ("{host: HOST, organization: a, filters: {branch: a/b}}", "filters.branch: must be a branch without a slash"),
        ("{host: HOST, organization: a, filters: {repository: '('}}", "filters.repository: is no regular expression"),
        ("{host: HOST, organization: a, catalogPath: '*.yaml', validateLocationsExist: true}", "with a glob"),
        ("{a: {host: HOST, organisation: a}}", "unknown key; did you mean 'organization'?"),
    ],
)
def test_impossible_settings_are_faults(hub: GitHub, tmp_path: Path, written: str, expected: str) -> None:
    with pytest.raises(ConfigError) as caught:
        run(hub, tmp_path, written)
    assert expected in str(caught.value)


def test_faults_of_the_host_are_said_without_the_token(hub: GitHub, tmp_path: Path) -> None:
    hub.tokens = set()
    (problem,) = run(hub, tmp_path, "{host: HOST, organization: acme}").diagnostics
    assert problem.code == "source-unreachable"
    assert problem.message == f"github/default: {hub.server.host}: status 401 for POST /api/graphql (Bad credentials)"
    assert problem.hint == "the token under integrations is not valid, or has expired"


def test_an_organisation_that_is_not_there_is_said(hub: GitHub, tmp_path: Path) -> None:
    (problem,) = run(hub, tmp_path, "{host: HOST, organization: nobody}").diagnostics
    assert "there is no organisation 'nobody', or the token may not see it" in problem.message


def test_nothing_is_asked_without_a_token(hub: GitHub, tmp_path: Path) -> None:
    (problem,) = run(hub, tmp_path, "{host: HOST, organization: acme}", "token: ''").diagnostics
    assert "there is no token for acme" in problem.message
    assert hub.server.asked == []


def test_what_github_does_not_finish_is_asked_for_in_smaller_pages(hub: GitHub, tmp_path: Path) -> None:
    hub.server.first = [Reply({"message": "Something went wrong"}, 502) for _ in range(4)]
    found = run(hub, tmp_path, "{host: HOST, organization: acme}")
    assert len(found.locations) == 4
    assert [query["first"] for query in hub.queries()] == [100, 100, 100, 100, 25]


def test_a_limit_that_graphql_reports_in_its_body_is_waited_for(hub: GitHub, tmp_path: Path) -> None:
    limited = {"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}
    clock = int(hub.server.clock)
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(clock - 1)}
    hub.server.first = [Reply(limited, headers=headers)]
    found = run(hub, tmp_path, "{host: HOST, organization: acme}")
    assert len(found.locations) == 4


def test_a_github_app_lists_what_installed_it_and_its_token_is_used_again(hub: GitHub, tmp_path: Path) -> None:
    key, hub.app_keys["7"] = make_key()
    hub.orgs = {"acme": Org(REPOS), "Other": Org((Repo("tool"),))}
    hub.installed = [
        {"id": 1, "account": {"login": "acme"}, "suspended_at": None},
        {"id": 2, "account": {"login": "Other"}, "suspended_at": None},
        {"id": 3, "account": {"login": "gone"}, "suspended_at": "2024-01-01T00:00:00Z"},
    ]
    app = f"apps: [{{appId: 7, privateKey: {key!r}, webhookSecret: hush, clientId: x, clientSecret: y}}]"
    found = run(hub, tmp_path, "{host: HOST, app: 7}", app)
    assert found.diagnostics == ()
    assert [location.target.split("/")[3] for location in found.locations] == ["Other", *["acme"] * 4]
    assert hub.made == 2
    written = b"".join(path.read_bytes() for path in (tmp_path / "cache").rglob("*") if path.is_file())
    assert b"acme/web" in written
    assert [secret for secret in ("ghs_", "PRIVATE KEY", "hush") if secret.encode() in written] == []


def test_a_token_that_graphql_repeats_is_not_shown(hub: GitHub, tmp_path: Path) -> None:
    hub.server.answer = lambda _: Reply({"errors": [{"message": f"{'x' * 195} s3cret"}]})
    (problem,) = run(hub, tmp_path, "{host: HOST, organization: acme}").diagnostics
    assert problem.message.endswith(f"{'x' * 195} …")
