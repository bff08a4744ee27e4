"""What readers are told of the history of one file."""

from portalgen.model.change import MOST_NAMED, Change, Changes, LastChange, last_change


def changes(*authors: str, since: int = 0) -> Changes:
    """Return the history of one file by the initials of each commit's authors, latest first."""
    found = tuple(Change("c" * 40, 100 - number, tuple(names)) for number, names in enumerate(authors))
    return Changes({"a.md": found} if found else {}, since)


def test_the_latest_commit_says_when_and_who() -> None:
    assert last_change(changes("B", "A"), "a.md") == LastChange(100, "B", ("B", "A"))


def test_authors_stand_by_their_commits_and_then_by_the_latest() -> None:
    found = last_change(changes("C", "AB", "D", "B"), "a.md")
    assert found == LastChange(100, "C", ("B", "C", "A", "D"))


def test_only_so_many_authors_are_named() -> None:
    found = last_change(changes(*"ABCDEFGH"), "a.md")
    assert found == LastChange(100, "A", tuple("ABCDE"), 8 - MOST_NAMED)


def test_an_author_without_a_name_is_not_named() -> None:
    assert last_change(changes("", "A"), "a.md") == LastChange(100, "", ("A",))


def test_what_was_changed_before_anybody_looked_says_no_more_than_that() -> None:
    assert last_change(changes(since=50), "a.md") == LastChange(50, is_before=True)
    assert last_change(changes("A", since=50), "a.md") == LastChange(100, "A", ("A",))


def test_a_file_that_no_commit_changed_has_no_history() -> None:
    assert last_change(Changes(), "a.md") is None
