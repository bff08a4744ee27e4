"""Tokens of OAuth consumers and service principals: made when they are needed, used again, renewed before they end."""

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from portalgen.cache import Cache
from portalgen.config import load_config
from portalgen.crawl import GitFetcher, crawl_locations
from portalgen.discover import (
    BUILT_IN_PROVIDERS,
    AppTokens,
    ClientTokens,
    Discovered,
    HostTokens,
    Listings,
    discover_locations,
    make_providers,
)
from portalgen.errors import ConfigError, CrawlError
from portalgen.model.discovery import GitHost
from portalgen.model.source import Location
from tests.builders.api_server import ApiServer, Reply, Request, api_server
from tests.builders.git_server import GitServer, serving
from tests.builders.repositories import RepositoryBuilder

Make = Callable[[str], RepositoryBuilder]
SECRET = "do-not-show"  # noqa: S105 - the test looks for it
SCOPE = "499b84ac-1321-427f-aa17-267ca6975798/.default"


def basic(text: str) -> str:
    return f"Basic {base64.b64encode(text.encode()).decode()}"


@dataclass
class Office:
    """Both hosts, and who gives their tokens."""

    server: ApiServer
    now: float = 1_000_000.0
    given: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    """Authorizations that the hosts' APIs were asked with."""

    def answer(self, request: Request) -> Reply:
        if request.path == "/site/oauth2/access_token":
            return self._give(request.headers.get("authorization") == basic(f"key:{SECRET}"), request)
        if request.path.endswith("/oauth2/v2.0/token"):
            told = {"client_id": "app", "client_secret": SECRET, "scope": SCOPE}
            return self._give(told.items() <= (request.body or {}).items(), request)
        self.seen.append(request.headers.get("authorization", ""))
        row = {"slug": "web", "links": {"html": {"href": "https://bitbucket.org/acme/web"}}, "project": {"key": "P"}}
        azure = {"id": "1", "name": "web", "project": {"name": "Shop"}, "defaultBranch": "refs/heads/main"}
        is_azure = "_apis" in request.path
        return Reply({"value": [azure]} if is_azure else {"values": [{**row, "mainbranch": {"name": "main"}}]})

    def _give(self, known: bool, request: Request) -> Reply:  # noqa: FBT001
        if not known or (request.body or {}).get("grant_type") != "client_credentials":
            return Reply({"error": "invalid_client", "error_description": f"wrong {SECRET}"}, 401)
        self.given.append(request.path)
        return Reply({"access_token": f"t{len(self.given)}", "expires_in": 3599, "token_type": "Bearer"})

    def tokens(self, *hosts: GitHost, offline: bool = False) -> ClientTokens:
        bitbucket = f"{self.server.url}/site/oauth2"
        return ClientTokens(hosts, offline, lambda: self.now, bitbucket, microsoft=self.server.url)

    def discover(self, folder: Path, text: str) -> Discovered:
        path = folder / "portal.yaml"
        path.write_text(text.replace("API", self.server.url))
        config = load_config(path, {"SECRET": SECRET})
        tokens = HostTokens(AppTokens(config.git_hosts()), self.tokens(*config.git_hosts()))
        providers = make_providers(BUILT_IN_PROVIDERS, config, tokens)
        return discover_locations(providers, Listings(Cache(folder / "cache")))


@pytest.fixture
def office() -> Iterator[Office]:
    with api_server(lambda _: Reply()) as server:
        found = Office(server)
        server.answer = found.answer
        yield found


def bitbucket(**entry: object) -> GitHost:
    return GitHost("bitbucketCloud", "bitbucket.org", {"clientId": "key", "clientSecret": SECRET, **entry})


def azure(*rows: object) -> GitHost:
    return GitHost("azure", "dev.azure.com", {"credentials": list(rows)})


PRINCIPAL = {"clientId": "app", "clientSecret": SECRET, "tenantId": "t-1"}


def test_a_consumer_gets_a_token_and_uses_it_until_its_end(office: Office) -> None:
    made = office.tokens(bitbucket())
    assert [made.token(url) for url in ("https://bitbucket.org/acme/web", "git@bitbucket.org:b/c.git")] == ["t1", "t1"]
    assert made.token("https://github.com/acme/web") == ""
    office.now += 2990
    assert made.token("https://bitbucket.org/acme") == "t1"
    office.now += 20
    assert made.token("https://bitbucket.org/acme") == "t2"
    assert office.given == ["/site/oauth2/access_token"] * 2


@pytest.mark.parametrize("more", [{"token": "x"}, {"appPassword": "x"}, {"clientSecret": ""}, {"clientId": None}])
def test_what_is_given_comes_before_what_can_be_made(office: Office, more: dict[str, object]) -> None:
    assert office.tokens(bitbucket(**more)).token("https://bitbucket.org/acme/web") == ""
    assert office.server.asked == []


def test_a_principal_is_that_of_the_organisation(office: Office) -> None:
    first = {**PRINCIPAL, "tenantId": "t/1", "organizations": ["Acme"]}
    made = office.tokens(azure({**PRINCIPAL, "tenantId": "t-2"}, first))
    assert made.token("https://dev.azure.com/acme/shop/_git/web") == "t1"
    assert made.token("https://dev.azure.com/other/shop/_git/web") == "t2"
    assert office.given == ["/t%2F1/oauth2/v2.0/token", "/t-2/oauth2/v2.0/token"]


@pytest.mark.parametrize(
    "rows",
    [
        ({"personalAccessToken": "pat"}, PRINCIPAL),
        ({**PRINCIPAL, "organizations": ["other"]},),
        ({"clientId": "app", "tenantId": "t"},),
        ("odd",),
        (),
    ],
)
def test_no_token_is_made_where_no_principal_is_for_it(office: Office, rows: tuple[object, ...]) -> None:
    assert office.tokens(azure(*rows)).token("https://dev.azure.com/acme/shop/_git/web") == ""


def test_a_variable_that_is_not_set_is_no_secret(tmp_path: Path) -> None:
    path = tmp_path / "portal.yaml"
    path.write_text("integrations: {bitbucketCloud: [{clientId: key, clientSecret: '${NOWHERE}'}]}")
    with pytest.raises(ConfigError, match="clientSecret: the environment variable NOWHERE is not set"):
        load_config(path, {})


def test_nobody_is_asked_offline(office: Office) -> None:
    assert office.tokens(bitbucket(), offline=True).token("https://bitbucket.org/acme/web") == ""
    assert office.server.asked == []


@pytest.mark.parametrize("host", [bitbucket(clientId="wrong"), azure({**PRINCIPAL, "clientId": "wrong"})])
def test_a_refusal_names_the_host_and_no_secret(office: Office, host: GitHost) -> None:
    with pytest.raises(CrawlError, match=f"{host.host} gets no token: .* status 401") as caught:
        office.tokens(host).token(f"https://{host.host}/acme/web")
    assert caught.value.hint == "check clientId and clientSecret under integrations"
    assert SECRET not in str(caught.value)


def test_an_answer_without_a_token_is_an_error_of_the_source(office: Office) -> None:
    office.server.first = [Reply({"access_token": "x"}), Reply(["x"])]
    for _ in range(2):
        with pytest.raises(CrawlError, match="has none"):
            office.tokens(bitbucket()).token("https://bitbucket.org/acme/web")


@pytest.mark.parametrize(
    "text",
    [
        """\
integrations: {bitbucketCloud: [{apiBaseUrl: 'API', clientId: key, clientSecret: '${SECRET}'}]}
catalog: {providers: {bitbucketCloud: {workspace: acme}}}
""",
        """\
integrations:
  azure: [{apiBaseUrl: 'API', credentials: [{clientId: app, clientSecret: '${SECRET}', tenantId: t}]}]
catalog: {providers: {azureDevOps: {organization: acme, project: Shop}}}
""",
    ],
)
def test_a_listing_is_asked_for_with_the_token(office: Office, tmp_path: Path, text: str) -> None:
    found = office.discover(tmp_path, text)
    assert (len(found.locations), found.diagnostics, office.seen) == (1, (), ["Bearer t1"])
    kept = [path.read_bytes() for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert kept
    assert not any(SECRET.encode() in content or b"Bearer" in content for content in kept)


def test_a_repository_is_fetched_with_the_token(office: Office, make_repository: Make, tmp_path: Path) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": "kind: API\n"})
    with serving(GitServer(pay.path.parent, needs=basic("x-token-auth:t1"))) as server:
        path = tmp_path / "portal.yaml"
        host = f"{{host: '{server.host}', clientId: key, clientSecret: '{SECRET}'}}"
        path.write_text(f"integrations: {{bitbucketCloud: [{host}]}}\n")
        config = load_config(path, {})
        tokens = HostTokens(AppTokens(()), office.tokens(*config.git_hosts()))
        fetcher = GitFetcher(config.fetch_settings(credentials=tokens))
        [snapshot] = crawl_locations([Location("git", f"{server.url}/pay.git")], [fetcher]).snapshots
    assert snapshot.source.commit == pay.head
