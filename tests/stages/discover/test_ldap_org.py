"""The provider `ldapOrg` against a real OpenLDAP: people and groups, both ways of saying who is where, TLS, faults."""

import re
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from portalgen.cache import Cache
from portalgen.config import load_config
from portalgen.discover import Discovered, Listings, discover_locations, make_providers
from portalgen.discover.ldap_org import make_ldap_org
from portalgen.errors import ConfigError
from portalgen.http_api import Budget
from portalgen.model.credentials import NoCredentials
from tests.builders.discovery import managed
from tests.builders.ldap_server import ADMIN, SECRET, SUFFIX, Entry, LdapServer, ldap_server

pytest.importorskip("ldap3", reason="needs portalgen[ldap]")


def person(uid: str, **values: str) -> Entry:
    usual = {"cn": uid.title(), "sn": uid, "mail": f"{uid}@larkspur.example"}
    return f"uid={uid},ou=people", {"objectClass": ["inetOrgPerson"], "uid": uid, **usual, **values}


def team(name: str, *members: str, **values: str) -> Entry:
    dns = [f"{member},{SUFFIX}" for member in members]
    return f"cn={name},ou=teams", {"objectClass": ["groupOfNames"], "cn": name, "member": dns, **values}


ENTRIES = (
    ("ou=people", {"objectClass": ["organizationalUnit"], "ou": "people"}),
    ("ou=teams", {"objectClass": ["organizationalUnit"], "ou": "teams"}),
    ("ou=robots,ou=people", {"objectClass": ["organizationalUnit"], "ou": "robots"}),
    *(person(f"p{number:02}") for number in range(12)),
    person("jane", cn="Jane Doe", description="Pilot", labeledURI="https://larkspur.example/jane.png"),
    person("jürgen@larkspur.example", mail="jm@larkspur.example", labeledURI="http://larkspur.example/j.png"),
    team("crew", "uid=jane,ou=people", "UID=p01, OU=people", description="Who flies", businessCategory="team"),
    team("pilots", "uid=jane,ou=people", "uid=nobody,ou=people"),
    team("all", "cn=crew,ou=teams", "cn=pilots,ou=teams", "cn=all,ou=teams"),
)
USERS = f"dn: 'ou=people,{SUFFIX}', map: {{description: description, picture: labeledURI}}"
GROUPS = f"dn: 'ou=teams,{SUFFIX}', map: {{type: businessCategory}}"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LdapServer]:
    with ldap_server(tmp_path_factory.mktemp("ldap"), ENTRIES) as found:
        yield found


def run(folder: Path, entry: str) -> Discovered:
    path = folder / "portal.yaml"
    path.write_text(f"catalog: {{providers: {{ldapOrg: {{larkspur: {{{entry}}}}}}}}}")
    config = load_config(path, {"LDAP_SECRET": SECRET, "WRONG": "hunter2"})
    found = make_providers({"ldapOrg": make_ldap_org}, config, NoCredentials())
    return discover_locations(found, Listings(Cache(folder / "cache")))


def bound(target: str) -> str:
    return f"target: '{target}', bind: {{dn: '{ADMIN}', secret: '${{LDAP_SECRET}}'}}"


def people(found: Discovered) -> dict[str, dict[str, Any]]:
    assert found.diagnostics == ()
    (location,) = found.locations
    return {row["metadata"]["name"]: row for row in yaml.safe_load_all(location.content)}


def plain(server: LdapServer, more: str = "") -> str:
    return f"{bound(f'ldap://127.0.0.1:{server.port}')}, users: {{{USERS}}}, groups: {{{GROUPS}}}{more}"


def test_users_and_groups_are_as_backstage_has_them(tmp_path: Path, server: LdapServer) -> None:
    found = people(run(tmp_path, plain(server)))
    assert sorted(found) == [*sorted(["all", "crew", "jane", "j_rgen", "pilots", *(f"p{n:02}" for n in range(12))])]
    jane = found["jane"]
    uuid = jane["metadata"]["annotations"].pop("backstage.io/ldap-uuid")
    assert len(uuid) == 36
    assert jane == {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": "User",
        "metadata": {
            "name": "jane",
            "annotations": {
                "backstage.io/ldap-rdn": "jane",
                "backstage.io/ldap-dn": f"uid=jane,ou=people,{SUFFIX}",
                **managed("ldap://larkspur/uid%3Djane%2Cou%3Dpeople%2Cdc%3Dlarkspur%2Cdc%3Dexample"),
            },
            "description": "Pilot",
        },
        "spec": {
            "profile": {
                "displayName": "Jane Doe",
                "email": "jane@larkspur.example",
                "picture": "https://larkspur.example/jane.png",
            },
            "memberOf": ["crew", "pilots"],
        },
    }
    assert found["crew"]["spec"] == {
        "type": "team",
        "profile": {"displayName": "crew"},
        "parent": "all",
        "children": [],
        "members": ["jane", "p01"],
    }
    assert found["crew"]["metadata"]["description"] == "Who flies"
    assert found["all"]["spec"]["children"] == ["crew", "pilots"]
    assert (found["all"]["spec"]["type"], found["all"]["spec"].get("parent")) == ("unknown", None)
    assert found["p01"]["spec"]["memberOf"] == ["crew"]
    assert "picture" not in found["j_rgen"]["spec"]["profile"]


def test_what_a_user_says_of_its_groups_is_enough(tmp_path: Path, server: LdapServer) -> None:
    found = people(run(tmp_path, plain(server).replace("map: {type", "map: {members: '', type")))
    assert found["jane"]["spec"]["memberOf"] == ["crew", "pilots"]
    assert found["crew"]["spec"]["members"] == ["jane", "p01"]
    assert found["crew"]["spec"]["parent"] == "all"


def test_filter_scope_several_places_and_set(tmp_path: Path, server: LdapServer) -> None:
    users = (
        f"[{{dn: 'ou=people,{SUFFIX}', set: {{metadata.namespace: staff, 'metadata.annotations[\"a.b/c\"]': x}},"
        f" options: {{filter: '(&\n  (objectClass=inetOrgPerson)\n  (|(uid=jane)(uid=p01)))', scope: sub}}}},"
        f" {{dn: 'uid=jane,ou=people,{SUFFIX}', options: {{scope: base}}}}]"
    )
    target = bound(f"ldap://127.0.0.1:{server.port}")
    found = people(run(tmp_path, f"{target}, users: {users}, groups: {{{GROUPS}}}"))
    assert [name for name, row in found.items() if row["kind"] == "User"] == ["jane", "p01"]
    assert found["p01"]["metadata"]["annotations"]["a.b/c"] == "x"
    assert found["p01"]["spec"]["memberOf"] == ["default/crew"]
    assert found["crew"]["spec"]["members"] == ["staff/jane", "staff/p01"]


@pytest.mark.parametrize(("emails", "shown"), [("show", "p01@larkspur.example"), ("mask", "p***@larkspur.example")])
def test_addresses_can_be_masked(tmp_path: Path, server: LdapServer, emails: str, shown: str) -> None:
    found = run(tmp_path, plain(server, f", emails: {emails}"))
    assert people(found)["p01"]["spec"]["profile"]["email"] == shown


def test_addresses_can_be_left_out_wherever_they_stand(tmp_path: Path, server: LdapServer) -> None:
    found = run(tmp_path, plain(server, ", emails: omit"))
    assert "email" not in people(found)["jane"]["spec"]["profile"]
    assert "jane@" not in found.locations[0].content
    assert "rgen@" not in found.locations[0].content
    assert "rgen%40" not in found.locations[0].content


def test_same_directory_same_text(tmp_path: Path, server: LdapServer) -> None:
    first, second = (run(tmp_path, plain(server)).locations[0].content for _ in range(2))
    assert first == second
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert kept
    assert not any(SECRET.encode() in content for content in kept)


@pytest.mark.parametrize("paged", ["true", "{pageSize: 4, pagePause: true}"])
def test_pages(tmp_path: Path, server: LdapServer, paged: str) -> None:
    entry = plain(server).replace("labeledURI}", f"labeledURI}}, options: {{paged: {paged}}}")
    assert len(people(run(tmp_path, entry))) == 17


def test_pages_without_an_end_come_to_one(tmp_path: Path, server: LdapServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portalgen.discover.ldap_org.directory.Budget", partial(Budget, requests=2))
    entry = plain(server).replace("labeledURI}", "labeledURI}, options: {paged: {pageSize: 1}}")
    (problem,) = run(tmp_path, entry).diagnostics
    assert problem.code == "source-unreachable"
    assert "its listing has no end: it takes more than 2 requests" in problem.message


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[make_ldap_org.__module__], "find_spec", lambda _: None)
    with pytest.raises(ConfigError, match=r"needs an extra: pip install 'portalgen\[ldap\]'"):
        run(tmp_path, f"target: 'ldaps://x', users: {{{USERS}}}")


@pytest.mark.parametrize("scheme", ["ldaps", "ldap"])
def test_certificate_is_verified(tmp_path: Path, server: LdapServer, scheme: str) -> None:
    (tmp_path / "ca.pem").write_bytes(server.ca.read_bytes())
    port = server.tls_port if scheme == "ldaps" else server.port
    more = "" if scheme == "ldaps" else ", startTls: true"
    rest = f"users: {{{USERS}}}, groups: {{{GROUPS}}}"
    good = run(tmp_path, f"{bound(f'{scheme}://127.0.0.1:{port}')}, tls: {{ca: ca.pem{more}}}, {rest}")
    assert "jane" in people(good)
    (tmp_path / "cache").rename(tmp_path / "away")
    unknown = run(tmp_path, f"{bound(f'{scheme}://127.0.0.1:{port}')}, tls: {{{more.lstrip(', ')}}}, {rest}")
    refused = "the server's certificate cannot be verified"
    assert re.search(rf"{refused} \(.*certificate.*\)", unknown.diagnostics[0].message)
    assert refused in unknown.diagnostics[0].message
    other = run(tmp_path, f"{bound(f'{scheme}://127.0.0.2:{port}')}, tls: {{ca: ca.pem{more}}}, {rest}")
    assert refused in other.diagnostics[0].message
    absent = run(tmp_path, f"{bound(f'{scheme}://127.0.0.1:{port}')}, tls: {{ca: c.pem{more}}}, {rest}")
    assert "tls.ca: the file cannot be read" in absent.diagnostics[0].message
    assert unknown.locations == other.locations == ()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("${LDAP_SECRET}", "${WRONG}", "the server does not accept 'bind.dn' with its secret"),
        ("ou=teams", "ou=nothing", "the server has no such entry"),
        ("type: businessCategory}", "type: businessCategory}, options: {filter: '(cn=*'}", "a filter cannot be read"),
        (
            "picture: labeledURI}",
            "picture: labeledURI}, options: {paged: false}",
            "sizeLimitExceeded",
        ),
        ("picture: labeledURI}", "picture: labeledURI}, options: {sizeLimit: 3, paged: false}", "sizeLimitExceeded"),
    ],
)
def test_a_directory_that_does_not_answer_costs_only_itself(
    tmp_path: Path, server: LdapServer, before: str, after: str, expected: str
) -> None:
    found = run(tmp_path, plain(server).replace(before, after))
    assert found.locations == ()
    (problem,) = found.diagnostics
    assert problem.code == "source-unreachable"
    assert expected in problem.message
    assert "hunter2" not in f"{problem}"
    assert str(tmp_path) not in f"{problem}"


def test_no_server(tmp_path: Path) -> None:
    found = run(tmp_path, f"target: 'ldap://127.0.0.1:1', users: {{{USERS}}}")
    assert "ldap://127.0.0.1:1: the server cannot be reached" in found.diagnostics[0].message


@pytest.mark.parametrize(
    "said", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"0\x84\xff\xff\xff\xff", b"\x00" * 400, b"0\x03\x02\x01\x01"]
)
def test_something_else_than_a_directory(tmp_path: Path, said: bytes) -> None:
    with babbler(said) as port:
        found = run(tmp_path, f"target: 'ldap://127.0.0.1:{port}', users: {{{USERS}}}")
    assert found.locations == ()
    assert [problem.code for problem in found.diagnostics] == ["source-unreachable"]


@contextmanager
def babbler(said: bytes) -> Iterator[int]:
    """Say something to whoever connects, and hang up."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def speak() -> None:
            with suppress(OSError):
                connection, _ = server.accept()
                with connection:
                    connection.recv(1000)
                    connection.sendall(said)

        thread = threading.Thread(target=speak, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        thread.join(5)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("target: ldaps://ds", "needs 'users' or 'groups'"),
        ("target: https://ds, users: {dn: x}", "must be the address of a server: ldaps://host"),
        ("target: ldaps://ds, users: {dn: x}, tls: {rejectUnauthorized: false}", "must be true"),
        ("target: ldap://ds, tls: {startTls: false}, bind: {dn: x, secret: s}, users: {dn: x}", "without encryption"),
        ("target: ldaps://ds, users: {dn: x, set: {kind: User}}", "a path begins with metadata or spec"),
        ("target: ldaps://ds, users: {dn: x, set: {spec.profile: 5}}", "must leave maps of keys and values"),
        ("target: ldaps://ds, users: {dn: x, map: {nmae: cn}}", "did you mean 'name'?"),
    ],
)
def test_wrong_settings(tmp_path: Path, entry: str, expected: str) -> None:
    with pytest.raises(ConfigError) as caught:
        run(tmp_path, entry)
    assert expected in str(caught.value)
