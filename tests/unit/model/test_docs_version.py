"""Versions of documentation: which branches and tags patterns choose, in which order, under which addresses."""

from portalgen.model.docs_version import MOST, Choice, choose, newest_first, read_patterns, versions

NAMES = newest_first(("main", "v1.9.0", "v1.10.0", "v2.0.0-rc1", "v2.0.0", "release/1.x", "a" * 40))


def test_patterns_stand_between_commas_and_blanks() -> None:
    assert read_patterns(" v1.*, main,,release/*\nmain ") == ("v1.*", "main", "release/*")


def test_a_pattern_chooses_the_newest_first() -> None:
    assert choose(["v*"], NAMES, "main").names == ("v2.0.0", "v2.0.0-rc1", "v1.10.0", "v1.9.0")


def test_patterns_count_in_their_order_and_each_name_once() -> None:
    assert choose(["v1.9.0", "v1.*", "release/*"], NAMES, "main").names == ("v1.9.0", "v1.10.0", "release/1.x")


def test_the_current_version_and_commits_are_no_others() -> None:
    assert choose(["*"], NAMES, "main").names == ("v2.0.0", "v2.0.0-rc1", "v1.10.0", "v1.9.0", "release/1.x")
    assert choose(["main"], NAMES, "main").unmatched == ()
    assert choose(["main", "v1*"], ("v1",), "main") == Choice(("v1",))  # as a record of a build knows them


def test_a_pattern_without_a_match_is_told_of() -> None:
    assert choose(["v3.*", "V2.0.0"], NAMES, "main").unmatched == ("v3.*", "V2.0.0")


def test_of_too_many_the_oldest_are_left_out() -> None:
    found = choose(["*"], newest_first(f"v{number}" for number in range(MOST + 5)), "main")
    assert (found.names[0], len(found.names), found.left) == (f"v{MOST + 4}", MOST, 5)


def test_addresses_are_plain_and_different() -> None:
    found = versions(("release/1.0", "release-1.0", "V1", "v1", "..", "é"))
    assert [one.segment for one in found] == [
        "@release-1.0",
        "@release-1.0-1",
        "@V1",
        "@v1-1",
        "@version",
        "@version-1",
    ]
    assert found[0].name == "release/1.0"


def test_addresses_are_short_and_not_those_of_files_of_the_docs() -> None:
    (long, other), (beside,) = versions(("f/" + "a" * 400, "f/" + "a" * 401)), versions(("v1",), ("@V1", "@v1-1"))
    assert (len(long.segment), other.segment) == (81, f"{long.segment}-1")
    assert beside.segment == "@v1-2"
