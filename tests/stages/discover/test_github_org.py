"""Teams and members of GitHub, written down as Backstage's module for organisations does."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portalgen.cache import Cache
from portalgen.config import load_config
from portalgen.discover import BUILT_IN_PROVIDERS, AppTokens, Discovered, Listings, discover_locations, make_providers
from portalgen.yaml12 import parse_documents
from tests.builders.discovery import managed
from tests.builders.github_server import GitHub, Org, github, make_key

ANN = {
    "login": "ann",
    "name": "Ann Arbor",
    "bio": "Writes things",
    "email": "ann@home.example",
    "verified": ("ann@acme.example",),
}
BOB = {"login": "bob"}
TEAMS = (
    {"slug": "platform", "description": "Runs it", "members": ["ann"], "avatarUrl": "https://avatars.example.org/t"},
    {"slug": "web", "parent": "platform", "members": ["bob", "ann"]},
)


@pytest.fixture
def hub() -> Iterator[GitHub]:
    with github(
        {
            "acme": Org(users=(BOB, ANN), teams=TEAMS),
            "Two": Org(users=(ANN,), teams=({"slug": "web", "members": ["ann"]},)),
        }
    ) as found:
        yield found


def run(hub: GitHub, folder: Path, wanted: str, integration: str = "token: s3cret") -> Discovered:
    text = (
        f"catalog: {{providers: {{githubOrg: {{id: main, githubUrl: 'http://{hub.server.host}', {wanted}}}}}}}\n"
        f"integrations: {{github: [{{host: '{hub.server.host}', apiBaseUrl: '{hub.server.url}', {integration}}}]}}\n"
    )
    path = folder / "portal.yaml"
    path.write_text(text)
    config = load_config(path, {})
    tokens = AppTokens(config.git_hosts(), clock=lambda: hub.now)
    return discover_locations(make_providers(BUILT_IN_PROVIDERS, config, tokens), Listings(Cache(folder / "cache")))


def documents(found: Discovered, index: int = 0) -> dict[str, Any]:
    assert found.diagnostics == ()
    rows = [document.value for document in parse_documents(found.locations[index].content)]
    return {f"{row['kind']}:{row['metadata'].get('namespace', '')}/{row['metadata']['name']}": row for row in rows}


def test_members_and_teams_are_as_backstage_emits_them(hub: GitHub, tmp_path: Path) -> None:
    found = run(hub, tmp_path, "orgs: [acme]")
    assert [(row.type, row.target) for row in found.locations] == [("roster", f"https://{hub.server.host}/acme")]
    rows = documents(found)
    assert list(rows) == ["Group:/platform", "Group:/web", "User:/ann", "User:/bob"]
    assert rows["User:/ann"] == {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": "User",
        "metadata": {
            "name": "ann",
            "annotations": {
                "github.com/user-login": "ann",
                "github.com/user-id": "U_ann",
                **managed(f"url:https://{hub.server.host}/ann"),
            },
            "description": "Writes things",
        },
        "spec": {
            "profile": {
                "displayName": "Ann Arbor",
                "email": "ann@home.example",
                "picture": "https://avatars.example.org/ann",
            },
            "memberOf": ["platform", "web"],
        },
    }
    assert rows["User:/bob"]["spec"] == {"profile": {"picture": "https://avatars.example.org/bob"}, "memberOf": ["web"]}
    assert rows["Group:/platform"] == {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": "Group",
        "metadata": {
            "name": "platform",
            "annotations": {
                "github.com/team-slug": "acme/platform",
                "backstage.io/edit-url": "https://github.com/orgs/acme/teams/platform/edit",
                **managed(f"url:https://{hub.server.host}/orgs/acme/teams/platform"),
            },
            "description": "Runs it",
        },
        "spec": {
            "type": "team",
            "profile": {"displayName": "Platform", "picture": "https://avatars.example.org/t"},
            "children": ["web"],
            "members": ["ann"],
        },
    }
    assert rows["Group:/web"]["spec"]["parent"] == "platform"
    assert rows["Group:/web"]["spec"]["members"] == ["ann", "bob"]


def test_teams_of_several_organisations_have_a_namespace_each(hub: GitHub, tmp_path: Path) -> None:
    found = run(hub, tmp_path, "orgs: [acme, Two]")
    both = documents(found, 1) | documents(found, 0)
    assert list(documents(found, 0)) == ["Group:two/web"]
    assert both["Group:two/web"]["spec"]["members"] == ["default/ann"]
    assert both["User:/ann"]["spec"]["memberOf"] == ["acme/platform", "acme/web", "two/web"]
    assert "User:/ann" not in documents(found, 0)
    alone = run(hub, tmp_path, "orgs: [acme, Two], alwaysUseDefaultNamespace: true")
    assert list(documents(alone, 0)) == ["Group:/web"]


def test_no_address_is_in_the_portal_if_it_shall_not_be(hub: GitHub, tmp_path: Path) -> None:
    found = run(hub, tmp_path, "orgs: [acme], emails: omit")
    assert "@" not in found.locations[0].content
    assert "@" not in "".join(path.read_text() for path in (tmp_path / "cache").iterdir())


def test_big_teams_and_organisations_are_read_page_by_page(hub: GitHub, tmp_path: Path) -> None:
    small = documents(run(hub, tmp_path, "orgs: [acme], pageSizes: {teams: 1, teamMembers: 1, organizationMembers: 1}"))
    assert small == documents(run(hub, tmp_path, "orgs: [acme]"))


def test_an_app_reads_the_organisations_that_installed_it_and_their_addresses(hub: GitHub, tmp_path: Path) -> None:
    key, hub.app_keys["7"] = make_key()
    hub.installed = [{"id": 1, "account": {"login": "acme"}}]
    app = f"apps: [{{appId: 7, privateKey: {key!r}}}]".replace("'", '"')
    plain = documents(run(hub, tmp_path, "emails: show", app))
    assert "email" not in plain["User:/ann"]["spec"]["profile"]
    verified = documents(run(hub, tmp_path, "defaultUserTransformer: {useVerifiedEmails: true}", app))
    assert verified["User:/ann"]["spec"]["profile"]["email"] == "ann@acme.example"


def test_who_is_suspended_is_asked_for_only_if_that_counts(hub: GitHub, tmp_path: Path) -> None:
    (problem,) = run(hub, tmp_path, "orgs: [acme], excludeSuspendedUsers: true").diagnostics
    assert "Cannot query field 'suspendedAt' on type 'User'" in problem.message  # a GitHub Enterprise has it


def test_an_organisation_has_to_be_known(hub: GitHub, tmp_path: Path) -> None:
    (problem,) = run(hub, tmp_path, "emails: omit").diagnostics
    assert "there is no organisation to ask for people" in problem.message
