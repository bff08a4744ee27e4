"""The provider `gitlabOrg`: groups and users of a GitLab that answers as its documentation says."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from graphql import build_schema, graphql_sync

from portalgen.discover import Discovered
from portalgen.errors import ConfigError
from tests.builders.api_server import ApiServer, Reply, Request, api_server
from tests.builders.discovery import discover, managed

SCHEMA = build_schema(
    """
    type Query { group(fullPath: ID!): Group }
    type Group {
      id: ID! name: String! description: String fullPath: ID! visibility: String
      descendantGroups(first: Int, after: String): GroupConnection
      groupMembers(first: Int, after: String, relations: [GroupMemberRelation!]): MemberConnection
    }
    enum GroupMemberRelation { DIRECT INHERITED DESCENDANTS SHARED_FROM_GROUPS }
    type GroupConnection { nodes: [Group] pageInfo: PageInfo! }
    type MemberConnection { nodes: [Member] pageInfo: PageInfo! }
    type Member { user: User }
    type User { id: ID! }
    type PageInfo { endCursor: String hasNextPage: Boolean! }
    """
)

HOST = "git.example.org"


def user(number: int, name: str, **more: object) -> dict[str, Any]:
    usual = {"name": name.title(), "state": "active", "avatar_url": f"https://git.example.org/{name}.png"}
    return {"id": number, "username": name, "web_url": f"https://git.example.org/{name}", **usual, **more}


USERS = [
    user(1, "jane", email="jane@example.org", group_saml_identity={"extern_uid": "jane-7"}),
    user(2, "raj", avatar_url="http://git.example.org/raj.png", public_email="raj@example.org"),
    user(3, "gone", state="blocked"),
    user(4, "_robot_", avatar_url="/uploads/robot.png"),
    user(5, "new", avatar_url=None),
]
GROUPS = ["acme", "acme/web", "acme/web/shop", "acme/empty", "acmeist", "other"]
MEMBERS: Mapping[tuple[str, str], list[int]] = {
    ("acme", "DIRECT"): [1, 3],
    ("acme/web", "DIRECT"): [2, 99],
    ("acme/web", "INHERITED"): [1],
    ("acme/web/shop", "DIRECT"): [1, 2, 4],
    ("other", "DIRECT"): [2],
}


def group(path: str) -> dict[str, Any]:
    name = path.rpartition("/")[2]
    return {"id": GROUPS.index(path) + 1, "name": name.title(), "full_path": path, "visibility": "private"}


def pages(rows: list[dict[str, Any]], query: Mapping[str, str]) -> Reply:
    """Answer with two rows a page, whatever is asked for; links name the host as readers know it."""
    page = int(query.get("page", 1))
    onward = str(page + 1) if len(rows) > page * 2 else ""
    link = f'<https://git.example.org/api/v4/x?page={onward}>; rel="next"' if onward else ""
    return Reply(rows[page * 2 - 2 : page * 2], headers={"X-Next-Page": onward, "Link": link})


def answer(request: Request) -> Reply:
    if request.headers.get("authorization") != "Bearer s3cret":
        return Reply({"message": "401 Unauthorized"}, 401)
    if request.path == "/api/graphql":
        return graphql(request.body)
    if found := re.fullmatch("/api/v4/groups/([^/]+)", request.path):
        return Reply({**group(unquote(found[1])), "description": "All of us"})
    members = [] if request.path.endswith("/projects") else USERS[:4]
    rows = {"/api/v4/users": USERS, "/api/v4/groups": list(map(group, GROUPS))}.get(request.path, members)
    return pages(rows, request.query)


def graphql(body: Mapping[str, Any]) -> Reply:
    path = body["variables"]["group"]

    def connection(rows: list[Any], after: str | None) -> dict[str, Any]:
        start = int(after or 0)
        more = {"endCursor": str(start + 2), "hasNextPage": len(rows) > start + 2}
        return {"nodes": rows[start : start + 2], "pageInfo": more}

    def below(_: object, *, first: int, after: str | None) -> dict[str, Any]:
        assert first == 100
        rows = [group(one) for one in GROUPS if one.startswith(f"{path}/")]
        return connection(
            [{**row, "id": f"gid://gitlab/Group/{row['id']}", "fullPath": row["full_path"]} for row in rows], after
        )

    def members(_: object, *, first: int, after: str | None, relations: list[str]) -> dict[str, Any]:
        numbers = [number for relation in relations for number in MEMBERS.get((path, relation), [])]
        assert first == 100
        return connection(
            [{"user": {"id": f"gid://gitlab/User/{number}"}} for number in numbers] + [{"user": None}], after
        )

    root = {"group": lambda _, **__: {"descendantGroups": below, "groupMembers": members} if path in GROUPS else None}
    done = graphql_sync(SCHEMA, body["query"], root, variable_values=dict(body["variables"]))
    return Reply({"data": done.data, **({"errors": [error.formatted for error in done.errors]} if done.errors else {})})


def run(folder: Path, more: str = "", act: Callable[[Request], Reply] = answer, key: str = "gitlabOrg") -> Discovered:
    with api_server(act) as server:
        return asked(folder, server, more, key)


def asked(
    folder: Path, server: ApiServer, more: str = "", key: str = "gitlabOrg", host: str = "git.example.org"
) -> Discovered:
    entry = f"host: {host}, apiBaseUrl: '{server.url}/api/v4', token: s3cret"
    text = f"integrations: {{gitlab: [{{{entry}}}]}}\ncatalog: {{providers: {{{key}: {{host: {host}{more}}}}}}}"
    return discover(folder, text)


def people(found: Discovered) -> dict[str, dict[str, Any]]:
    assert [one.message for one in found.diagnostics if one.code != "nothing-discovered"] == []
    (location,) = (one for one in found.locations if one.type == "roster")
    return {row["metadata"]["name"]: row for row in yaml.safe_load_all(location.content)}


def test_users_and_groups_are_as_backstage_has_them(tmp_path: Path) -> None:
    found = people(run(tmp_path))
    assert sorted(found) == ["acme", "acme-web", "acme-web-shop", "jane", "new", "other", "raj", "robot"]
    assert found["jane"] == {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": "User",
        "metadata": {
            "name": "jane",
            "annotations": {
                "git.example.org/user-login": "https://git.example.org/jane",
                "git.example.org/user-id": "1",
                "backstage.io/view-url": "https://git.example.org/jane",
                "git.example.org/saml-external-uid": "jane-7",
                **managed("url:https://git.example.org/jane"),
            },
        },
        "spec": {
            "profile": {
                "displayName": "Jane",
                "email": "jane@example.org",
                "picture": "https://git.example.org/jane.png",
            },
            "memberOf": ["acme", "acme-web-shop"],
        },
    }
    assert found["acme-web"] == {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": "Group",
        "metadata": {
            "name": "acme-web",
            "annotations": {
                "git.example.org/team-path": "acme/web",
                "git.example.org/visibility": "private",
                **managed("url:https://git.example.org/acme/web"),
            },
        },
        "spec": {
            "type": "team",
            "profile": {"displayName": "Web"},
            "parent": "acme",
            "children": ["acme-web-shop"],
            "members": ["raj"],
        },
    }
    assert found["raj"]["spec"]["profile"] == {"displayName": "Raj", "email": "raj@example.org"}
    assert found["robot"]["spec"]["profile"]["picture"] == "https://git.example.org/uploads/robot.png"


def test_names_begin_below_the_group_and_others_do_not_count(tmp_path: Path) -> None:
    found = people(run(tmp_path, ", group: acme"))
    assert sorted(name for name, row in found.items() if row["kind"] == "Group") == ["acme", "web", "web-shop"]
    assert found["web-shop"]["spec"]["parent"] == "web"
    assert found["raj"]["spec"]["memberOf"] == ["web", "web-shop"]


def test_only_members_of_the_group(tmp_path: Path) -> None:
    with api_server(answer) as server:
        found = people(asked(tmp_path, server, ", group: acme, restrictUsersToGroup: true"))
        assert "/api/v4/users" not in server.paths
        assert server.paths.count("/api/v4/groups/acme/members/all") == 2
    assert "new" not in found
    assert found["acme"]["metadata"]["description"] == "All of us"
    assert found["web-shop"]["spec"]["members"] == ["jane", "raj", "robot"]


@pytest.mark.parametrize("more", [", relations: [INHERITED]", ", allowInherited: true"])
def test_relations_say_who_is_a_member(tmp_path: Path, more: str) -> None:
    assert people(run(tmp_path, more))["acme-web"]["spec"]["members"] == ["jane", "raj"]


def test_patterns_are_found_anywhere(tmp_path: Path) -> None:
    found = people(run(tmp_path, ", groupPattern: ['web$', oth], userPattern: 'a'"))
    assert sorted(found) == ["acme-web", "jane", "other", "raj"]


def test_on_gitlab_com_users_with_a_seat_count(tmp_path: Path) -> None:
    rows = [user(1, "jane", is_using_seat=True), user(2, "raj"), user(4, "group_5_bot_ab", is_using_seat=False)]

    def act(request: Request) -> Reply:
        return pages(rows, request.query) if request.path.endswith("/groups/acme/members/all") else answer(request)

    with api_server(act) as server:
        found = people(asked(tmp_path, server, ", group: acme/web", host="gitlab.com"))
        assert server.asked[0].query.items() >= {"active": "true", "show_seat_info": "true"}.items()
        more = people(asked(tmp_path, server, ", group: acme/web, includeUsersWithoutSeat: true", host="gitlab.com"))
    assert sorted(found) == ["jane", "shop"]
    assert sorted(more) == ["acme-web", "jane", "raj", "shop"]
    assert "gitlab.com/user-id" in found["jane"]["metadata"]["annotations"]


def test_the_key_of_repositories_reads_people_too(tmp_path: Path) -> None:
    found = run(tmp_path, ", orgEnabled: true, group: other", key="gitlab")
    assert sorted(people(found)) == ["jane", "new", "other", "raj", "robot"]
    assert run(tmp_path, ", orgEnabled: false").locations == ()


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (Reply({"message": "401 Unauthorized"}, 401), "status 401"),
        (Reply({"data": {"group": None}}), "it shows no group 'acme' and its members"),
        (Reply({"errors": [{"message": "Timeout on validation of query"}]}), "acme: Timeout on validation of query"),
        (Reply([]), "it shows no group 'acme'"),
    ],
)
def test_half_a_listing_is_none(tmp_path: Path, reply: Reply, expected: str) -> None:
    found = run(tmp_path, act=lambda request: reply if request.path == "/api/graphql" else answer(request))
    assert found.locations == ()
    assert expected in found.diagnostics[0].message
    assert "s3cret" not in str(found.diagnostics)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (", restrictUsersToGroup: true", "needs a 'group'"),
        (", relations: [ALL]", "relations"),
        (", userPattern: '('", "must be a regular expression"),
        (", emails: hide", "emails"),
    ],
)
def test_wrong_settings(tmp_path: Path, more: str, expected: str) -> None:
    with pytest.raises(ConfigError) as caught:
        run(tmp_path, more)
    assert expected in str(caught.value)


def test_a_token_that_graphql_repeats_is_not_shown(tmp_path: Path) -> None:
    said = {"errors": [{"message": "one"}, {"message": f"{'x' * 188} s3cret"}]}

    def act(request: Request) -> Reply:
        return Reply(said) if request.path == "/api/graphql" else answer(request)

    (problem,) = run(tmp_path, act=act).diagnostics
    assert f"one; {'x' * 188} …" in problem.message
    assert "s3" not in problem.message


def test_addresses_are_not_on_disk_in_another_form(tmp_path: Path) -> None:
    def act(request: Request) -> Reply:
        reply = answer(request)
        return Reply(reply.value, reply.status, {**reply.headers, "ETag": '"1"'})

    assert "j***@example.org" in str(run(tmp_path, ", emails: mask", act=act).locations[0].content)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "cache").rglob("*") if path.is_file())
    assert b"@example.org" in kept
    assert b"jane@example.org" not in kept
