"""Names and links of people: any text becomes a name, and both sides say the same."""

import re
from collections.abc import Iterable
from typing import Literal

import pytest

from portalgen.discover.directory import Entry, entity_name, make_rosters
from portalgen.discover.people import group, user
from portalgen.errors import DiscoveryError
from portalgen.model.discovery import Roster
from portalgen.read.patterns import LONGEST, NAME


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jane.Doe-1_x", "Jane.Doe-1_x"),
        ("Jane Doe", "jane_doe"),
        ("My group (Reader)", "my_group_reader"),
        ("_robot_", "robot"),
        ("jane@larkspur.example", "jane"),
        ("Jürgen Müller", "j_rgen_m_ller"),
        ("ä@larkspur.example", "u7"),
        ("a" * 80, "a" * 63),
        ("日本", "u7"),
        ("", "u7"),
    ],
)
def test_text_becomes_a_name(text: str, name: str) -> None:
    assert entity_name(text, "u7") == name
    assert re.fullmatch(NAME, name)
    assert len(name) <= LONGEST


def test_what_can_be_no_name_stays_for_the_catalog_to_report() -> None:
    assert entity_name("日本", "本") == "日本"


def roster(entries: Iterable[Entry], emails: Literal["show", "mask", "omit"] = "show") -> Roster:
    (made,) = make_rosters("x", entries, emails)
    return made


def team(key: str, *, groups: tuple[str, ...] = (), members: tuple[str, ...] = ()) -> Entry:
    return Entry(group(key.title(), "team", {}), (key,), groups, members)


def one(key: str, *groups: str) -> Entry:
    return Entry(user(key, {}), (key,), groups)


def test_both_sides_say_the_same_whichever_said_it() -> None:
    entries = [team("b", groups=("a",)), team("a", members=("c", "jane")), team("c"), one("jane", "b", "nobody")]
    said = {row["metadata"]["name"]: row["spec"] for row in roster(entries).documents}
    assert said["A"]["children"] == ["B", "C"]
    assert said["A"]["members"] == ["jane"]
    assert (said["B"]["parent"], said["B"]["members"], said["C"]["parent"]) == ("A", ["jane"], "A")
    assert said["jane"]["memberOf"] == ["A", "B"]


def test_order_of_the_directory_does_not_matter_and_repetitions_count_once() -> None:
    entries = [team("b", groups=("a", "c")), team("a"), team("c"), one("jane", "b"), one("jane", "a")]
    forward, backward = roster(entries), roster([*reversed(entries[:4]), entries[4]])
    assert forward == backward
    assert len(forward.documents) == 4
    assert [row["spec"].get("parent") for row in forward.documents[:3]] == [None, "A", None]


def test_circles_stay_but_no_group_is_in_itself() -> None:
    entries = [team("a", groups=("b", "a")), team("b", groups=("a",)), team("c", members=("c",))]
    said = {row["metadata"]["name"]: row["spec"] for row in roster(entries).documents}
    assert (said["A"]["parent"], said["B"]["parent"]) == ("B", "A")
    assert "parent" not in said["C"]
    assert said["C"]["children"] == []


def test_different_people_of_one_name_are_both_there() -> None:
    entries = [Entry(user("jane", {}), ("1",)), Entry(user("jane", {}), ("2",))]
    assert [row["metadata"]["name"] for row in roster(entries).documents] == ["jane", "jane"]


def test_many_people_are_several_rosters_that_files_can_hold() -> None:
    entries = [one(f"u{number:05}", "everybody") for number in range(4500)]
    rosters = list(make_rosters("x", [team("everybody"), *entries]))
    assert [(made.source, len(made.documents)) for made in rosters] == [("x", 2000), ("x#2", 2000), ("x#3", 501)]
    assert len(rosters[0].documents[0]["spec"]["members"]) == 4500


def test_big_groups_are_apart() -> None:
    people = [one(f"u{number:05}", "a", "b") for number in range(15_000)]
    rosters = list(make_rosters("x", [team("a"), team("b"), *people]))
    assert [len(made.documents) for made in rosters[:2]] == [1, 2000]


def test_nobody_is_an_error() -> None:
    with pytest.raises(DiscoveryError, match="lists no user and no group"):
        list(make_rosters("x", []))


def test_long_text_is_masked_at_once() -> None:
    document = user("jane", {"note": "a" * 200_000 + "@", "dn": "uid=jane@larkspur.example,dc=x"})
    (made,) = roster([Entry(document, ("1",))], "mask").documents
    assert made["metadata"]["annotations"]["dn"] == "uid=j***@larkspur.example,dc=x"
