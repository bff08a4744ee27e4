import pytest

from portalgen.model.source import Location, Snapshot, Source, SourceFile

FILES = tuple(SourceFile(path, "") for path in ("a", "a-b/x", "a/b", "a/b/c", "a0", "b/c", "ä"))
SNAPSHOT = Snapshot(Location("git", "x"), Source("x"), FILES)


def test_a_file_is_found_by_its_path() -> None:
    assert [SNAPSHOT.file(file.path) for file in FILES] == list(FILES)
    assert [SNAPSHOT.file(path) for path in ("", "a/", "aa", "z", "b")] == [None] * 5


@pytest.mark.parametrize(
    ("folder", "paths"),
    [("a", ["a/b", "a/b/c"]), ("a/", ["a/b", "a/b/c"]), ("a/b", ["a/b/c"]), ("b", ["b/c"]), ("c", []), ("a/b/c", [])],
)
def test_what_lies_below_a_folder(folder: str, paths: list[str]) -> None:
    assert [file.path for file in SNAPSHOT.under(folder)] == paths


@pytest.mark.parametrize("folder", ["", "."])
def test_all_lies_below_the_root(folder: str) -> None:
    assert SNAPSHOT.under(folder) == FILES


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("https://me:hush@git.example/a.git", "git:https://git.example/a.git"),
        ("https://hush@git.example/a.git", "git:https://git.example/a.git"),
        ("ssh://git:hush@git.example/a.git", "git:ssh://git@git.example/a.git"),
        ("git@git.example:a.git", "git:git@git.example:a.git"),
        ("../a", "git:../a"),
    ],
)
def test_a_location_ref_has_no_credentials(target: str, text: str) -> None:
    assert Location("git", target).origin_text == text
