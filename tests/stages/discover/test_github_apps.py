"""Tokens of GitHub Apps: made for each organisation, used again, renewed before they end."""

from collections.abc import Iterator

import pytest

from portalgen.discover import AppTokens
from portalgen.errors import CrawlError
from portalgen.model.discovery import GitHost
from tests.builders.api_server import Reply
from tests.builders.github_server import GitHub, Org, github, make_key


@pytest.fixture
def hub() -> Iterator[GitHub]:
    with github({"acme": Org()}) as found:
        found.installed = [{"id": 1, "account": {"login": "Acme"}}, {"id": 2, "account": {"login": "other"}}]
        yield found


def tokens(hub: GitHub, *, offline: bool = False, **entry: object) -> AppTokens:
    key, hub.app_keys["7"] = make_key()
    app = {"appId": "7", "privateKey": key.replace("\n", "\\n"), **entry}
    host = GitHost("github", hub.server.host, {"apiBaseUrl": hub.server.url, "token": "s3cret", "apps": [app]})
    return AppTokens([GitHost("gitlab", "gitlab.com"), host], offline=offline, clock=lambda: hub.now)


def test_a_token_is_made_once_for_each_organisation(hub: GitHub) -> None:
    made = tokens(hub)
    urls = ("https://{}/acme", "https://{}/ACME/shop.git", "https://{}/other/x", "https://{}/acme/api/blob/x")
    assert [made.token(url.format(hub.server.host)) for url in urls] == ["ghs_1", "ghs_1", "ghs_2", "ghs_1"]
    assert made.token(f"https://{hub.server.host}/nobody/x") == ""
    assert made.token("https://gitlab.com/acme/x") == ""
    assert made.owners(hub.server.host) == ("Acme", "other")
    assert hub.server.paths.count("/app/installations") == 2  # pages


def test_a_token_is_renewed_before_it_ends(hub: GitHub) -> None:
    made = tokens(hub)
    url = f"https://{hub.server.host}/acme/shop"
    assert made.token(url) == "ghs_1"
    hub.now += 2990
    assert made.token(url) == "ghs_1"
    hub.now += 20
    assert made.token(url) == "ghs_2"


def test_only_the_installations_that_are_wanted_are_used(hub: GitHub) -> None:
    made = tokens(hub, allowedInstallationOwners=["OTHER"])
    assert made.owners(hub.server.host) == ("other",)
    assert made.token(f"https://{hub.server.host}/acme/shop") == ""


def test_an_answer_of_another_form_is_an_error_of_the_source(hub: GitHub) -> None:
    made = tokens(hub)
    hub.installed = [{"id": 1, "account": "acme"}]
    with pytest.raises(CrawlError, match="is not what GitHub's API says"):
        made.token(f"https://{hub.server.host}/acme")


@pytest.mark.parametrize(
    "reply",
    [
        Reply({}, 302, {"Location": "http://[::1/x"}),
        Reply([], headers={"Link": '<http://[::1/x>; rel="next"'}),
        Reply(b'[{"id": 1e999, "account": {"login": "acme"}}]'),
    ],
    ids=["a redirect that is none", "a next page that is none", "a number that is none"],
)
def test_what_no_github_says_is_an_error_of_the_source(hub: GitHub, reply: Reply) -> None:
    made = tokens(hub)
    hub.server.answer = lambda _: reply
    with pytest.raises(CrawlError):
        made.token(f"https://{hub.server.host}/acme")
    with pytest.raises(CrawlError):
        made.owners(hub.server.host)


def test_nobody_is_asked_offline(hub: GitHub) -> None:
    assert tokens(hub, offline=True).token(f"https://{hub.server.host}/acme") == ""
    assert hub.server.asked == []


def test_a_key_that_is_none_and_an_app_that_is_unknown_are_said_without_the_key(hub: GitHub) -> None:
    url = f"https://{hub.server.host}/acme"
    with pytest.raises(CrawlError) as caught:
        tokens(hub, privateKey="hush").token(url)
    assert str(caught.value) == f"{hub.server.host}: the private key of GitHub App 7 cannot be read"
    made = tokens(hub)
    hub.app_keys.clear()
    with pytest.raises(CrawlError, match="status 401 for GET /app/installations"):
        made.token(url)
