"""The provider `scim`: files in several forms, and a service that answers as RFC 7644 says."""

import json
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from portalgen.discover import Discovered
from portalgen.errors import ConfigError
from portalgen.http_api import Budget
from tests.builders.api_server import Reply, Request, api_server
from tests.builders.discovery import discover

USER, GROUP = "urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:core:2.0:Group"
JANE = {
    "schemas": [USER, "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
    "id": "2819C223-7F76",
    "externalId": "701984",
    "userName": "Jane.Doe@larkspur.example",
    "name": {"formatted": "Ms. Jane Doe", "familyName": "Doe", "givenName": "Jane"},
    "title": "Pilot",
    "active": True,
    "emails": [
        {"value": "jane@home.example", "type": "home"},
        {"value": "jane.doe@larkspur.example", "type": "work", "primary": True},
    ],
    "photos": [{"value": "https://photos.example/jane.png", "type": "photo"}],
    "groups": [{"value": "g1", "display": "Crew", "type": "direct"}],
    "meta": {"resourceType": "User"},
}
RAJ = {"schemas": [USER], "id": "u2", "userName": "raj", "name": {"familyName": "Rao", "givenName": "Raj"}}
GONE = {"schemas": [USER], "id": "u3", "userName": "gone", "active": False}
CREW = {"schemas": [GROUP], "id": "g1", "displayName": "Flight Crew", "members": [{"value": "u2"}, {"value": "u3"}]}
ALL = {
    "schemas": [GROUP],
    "id": "g2",
    "displayName": "everybody",
    "members": [{"value": "g1", "type": "Group"}, {"value": "2819c223-7f76", "$ref": "https://x/Users/2819c223-7f76"}],
}
LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
ROWS = [JANE, RAJ, GONE, CREW, ALL]
PLAIN = {
    "users": [
        {"name": "jane", "displayName": "Jane Doe", "email": "jane@larkspur.example", "groups": ["crew"]},
        {"name": "raj", "picture": "javascript:alert(1)", "description": "Flies"},
    ],
    "groups": [
        {"name": "crew", "displayName": "Flight crew", "type": "department", "parent": "all", "members": ["Raj"]},
        {"name": "all", "children": ["jane", "ground"], "members": "jane"},
        {"name": "ground", "email": "ground@larkspur.example"},
    ],
}


def run(folder: Path, entry: str = "file: people.json") -> Discovered:
    return discover(folder, f"catalog: {{providers: {{scim: {{{entry}}}}}}}")


def people(found: Discovered) -> dict[str, dict[str, Any]]:
    assert found.diagnostics == ()
    (location,) = found.locations
    return {row["metadata"]["name"]: row for row in yaml.safe_load_all(location.content)}


def written(folder: Path, data: object, name: str = "people.json") -> Path:
    (folder / name).write_text(json.dumps(data))
    return folder


@pytest.mark.parametrize(
    "data",
    [
        {"schemas": [LIST], "totalResults": 5, "Resources": ROWS},
        ROWS,
        {"Users": {"Resources": ROWS[:3]}, "Groups": {"Resources": ROWS[3:]}},
        {"users": ROWS[:3], "groups": ROWS[3:]},
    ],
)
def test_every_form_of_an_export_gives_the_same(tmp_path: Path, data: object) -> None:
    found = people(run(written(tmp_path, data)))
    assert sorted(found) == ["Jane.Doe", "everybody", "flight_crew", "raj"]
    assert found["Jane.Doe"] == {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": "User",
        "metadata": {"name": "Jane.Doe", "annotations": {}, "description": "Pilot"},
        "spec": {
            "profile": {
                "displayName": "Ms. Jane Doe",
                "email": "jane.doe@larkspur.example",
                "picture": "https://photos.example/jane.png",
            },
            "memberOf": ["everybody", "flight_crew"],
        },
    }
    assert found["raj"]["spec"]["profile"]["displayName"] == "Raj Rao"
    assert found["flight_crew"]["spec"] == {
        "type": "team",
        "profile": {"displayName": "Flight Crew"},
        "parent": "everybody",
        "children": [],
        "members": ["Jane.Doe", "raj"],
    }


@pytest.mark.parametrize("name", ["people.json", "people.yaml"])
def test_plain_form(tmp_path: Path, name: str) -> None:
    found = people(run(written(tmp_path, PLAIN, name), f"file: {name}"))
    assert found["crew"]["spec"]["type"] == "department"
    assert found["crew"]["spec"]["members"] == ["jane", "raj"]
    assert found["all"]["spec"]["children"] == ["crew", "ground"]
    assert found["all"]["spec"]["members"] == ["jane"]
    assert found["ground"]["spec"]["parent"] == "all"
    assert found["jane"]["spec"]["memberOf"] == ["all", "crew"]
    assert found["raj"]["spec"]["profile"] == {}
    assert found["raj"]["metadata"]["description"] == "Flies"


@pytest.mark.parametrize(("emails", "left"), [("show", 2), ("mask", 2), ("omit", 0)])
def test_addresses(tmp_path: Path, emails: str, left: int) -> None:
    found = run(written(tmp_path, PLAIN), f"file: people.json, emails: {emails}")
    addresses = [row["spec"]["profile"].get("email") for row in people(found).values()]
    assert len(list(filter(None, addresses))) == left
    assert ("jane@" in found.locations[0].content) == (emails == "show")
    assert ("j***@larkspur.example" in found.locations[0].content) == (emails == "mask")


def test_name_from_another_key(tmp_path: Path) -> None:
    found = run(written(tmp_path, [JANE, RAJ]), "file: people.json, nameFrom: externalId")
    assert sorted(people(found)) == ["701984", "raj"]


@pytest.mark.parametrize("most", [2, 100])
def test_service_is_asked_page_by_page(tmp_path: Path, most: int) -> None:
    with api_server(lambda request: service(request, most)) as server:
        found = people(run(tmp_path, f"url: '{server.url}/scim/v2/', token: s3cret"))
        assert len(server.asked) == (3 if most == 2 else 2)
    assert sorted(found) == ["Jane.Doe", "everybody", "flight_crew", "raj"]


def service(request: Request, most: int) -> Reply:
    if request.headers.get("authorization") != "Bearer s3cret":
        return Reply({"detail": "who?", "status": "401"}, 401)
    rows: Sequence[object] = {"/scim/v2/Users": ROWS[:3], "/scim/v2/Groups": ROWS[3:]}[request.path]
    start, count = int(request.query["startIndex"]), min(int(request.query["count"]), most)
    page = rows[start - 1 : start - 1 + count]
    return Reply({"schemas": [LIST], "totalResults": len(rows), "startIndex": start, "Resources": page})


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (Reply({"detail": "who?"}, 401), "status 401"),
        (Reply([]), "Users is no ListResponse of SCIM"),
        (Reply({"totalResults": 3, "Resources": []}), "it lists 0 of 3 Users"),
        (Reply({"totalResults": 1, "Resources": [5]}), "number 1 of the Users is no object"),
    ],
)
def test_service_that_lists_not_all(tmp_path: Path, reply: Reply, expected: str) -> None:
    with api_server(lambda _: reply) as server:
        found = run(tmp_path, f"url: '{server.url}', token: s3cret")
    assert found.locations == ()
    assert expected in found.diagnostics[0].message
    assert "s3cret" not in str(found.diagnostics)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("people.json", '{"users": [}', "people.json:1:12: "),
        ("people.yaml", "users: [", "people.yaml:"),
        ("people.json", "5", "there is no list of users and groups"),
        ("people.json", '{"groups": [{"members": []}]}', "a group has no name"),
        ("other.json", "", "people.json: the file cannot be read"),
    ],
)
def test_files_that_hold_no_people(tmp_path: Path, name: str, text: str, expected: str) -> None:
    (tmp_path / name).write_text(text)
    found = run(tmp_path, f"file: {name.replace('other', 'people')}")
    (problem,) = found.diagnostics
    assert expected in problem.message
    assert str(tmp_path) not in str(problem)


@pytest.mark.parametrize("entry", ["emails: show", "file: a.json, url: 'https://x'", "file: a.json, token: t"])
def test_wrong_settings(tmp_path: Path, entry: str) -> None:
    with pytest.raises(ConfigError):
        run(tmp_path, entry)


KEYS_OF_GROUPS = (
    "children, description, displayName, email, externalId, id, members, name, parent, picture, type, userName"
)


def test_a_key_that_nobody_reads_is_said(tmp_path: Path) -> None:
    rows = [{"name": "jane", "mail": "jane@x.example"}, {"name": "raj", "mail": "raj@x.example", "DisplayNam": "Raj"}]
    crew = {"name": "crew", "floor": 3, "members": ["jane"]}
    written(tmp_path, {"users": rows, "groups": [crew]})
    found = run(tmp_path)
    assert [(one.code, one.message, one.hint) for one in found.diagnostics] == [
        (
            "config-unknown",
            "1 group: nothing reads the key 'floor'",
            f"known are {KEYS_OF_GROUPS}",
        ),
        ("config-unknown", "1 user: nothing reads the key 'DisplayNam'", "did you mean displayName?"),
        ("config-unknown", "2 users: nothing reads the key 'mail'", "did you mean email?"),
    ]
    assert {str(one.where) for one in found.diagnostics} == {"people.json"}
    assert "raj" in found.locations[0].content


def test_resources_of_scim_may_have_keys_of_their_own(tmp_path: Path) -> None:
    extra = {"urn:x:User": {"costCenter": 1}, "addresses": [], "badge": 7}
    plain = {"userName": "raj", "addresses": [], "meta": {"resourceType": "User"}}
    people(run(written(tmp_path, {"Resources": [{**JANE, **extra}, plain, CREW]})))


def test_a_service_without_an_end_comes_to_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("portalgen.discover.discover_locations"), "Budget", partial(Budget, requests=20))
    answer = Reply({"totalResults": 10**18, "Resources": [{"userName": "u"}]})
    with api_server(lambda _: answer) as server:
        (problem,) = run(tmp_path, f"url: '{server.url}'").diagnostics
        assert (problem.code, len(server.asked)) == ("source-unreachable", 21)
    assert "its listing has no end: it takes more than 20 requests" in problem.message
