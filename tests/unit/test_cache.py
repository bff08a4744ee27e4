"""The cache: what is kept comes back, or nothing does."""

from pathlib import Path

import pytest

from portalgen.cache import Cache, digest, folder_digest


def test_a_text_comes_back_as_it_was(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "deep" / "folder")
    cache.write("name", "made", ["é\n", "\ud800", "\u2028"])
    assert cache.read("name", "made") == "é\n\ud800\u2028"
    assert cache.read("name", "made otherwise") is None
    assert cache.read("other", "made") is None
    assert cache.written("name") is not None
    assert cache.written("other") is None


@pytest.mark.parametrize("damage", [slice(0, 0), slice(0, 10), slice(0, -1), slice(1, None)])
def test_what_is_damaged_is_not_there(tmp_path: Path, damage: slice) -> None:
    cache = Cache(tmp_path)
    cache.write("name", "made", "text")
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[damage])
    assert cache.read("name", "made") is None


def test_a_text_replaces_the_one_before(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for text in ("first", "second"):
        cache.write("name", text, text)
    assert cache.read("name", "first") is None
    assert cache.read("name", "second") == "second"
    assert len(list(tmp_path.iterdir())) == 1


def test_digests_tell_parts_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("\ud800") != digest("")


def test_the_digest_of_a_folder_is_that_of_its_modules(tmp_path: Path) -> None:
    def found() -> str:
        folder_digest.cache_clear()
        return folder_digest(str(tmp_path))

    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.py").write_text("a")
    before = found()
    (tmp_path / "words.txt").write_text("no module")
    assert found() == before
    (tmp_path / "deep" / "a.py").write_text("b")
    after = found()
    assert after != before
    (tmp_path / "deep" / "a.py").rename(tmp_path / "a.py")
    assert found() not in {before, after}
