"""The sandbox: time limit, threads, determinism, and the kept module."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from portalgen.diagrams import DiagramError
from portalgen.diagrams.compiled import compiled_graphviz
from portalgen.diagrams.engine import run_graphviz

SMALL = "digraph { a -> b -> c }"
ENDLESS = "graph {" + "".join(f"n{one} -- n{one * 13 % 700};n{one} -- n{one * 31 % 700};" for one in range(700)) + "}"


def test_positions_come_back() -> None:
    assert [item["name"] for item in run_graphviz(SMALL)["objects"]] == ["a", "b", "c"]


def test_a_layout_that_takes_too_long_is_ended_and_the_next_one_works() -> None:
    before = run_graphviz(SMALL)
    with pytest.raises(DiagramError, match=r"longer than 0\.1 s"):
        run_graphviz(ENDLESS, limit=0.1)
    assert run_graphviz(SMALL) == before


def test_a_thread_that_runs_out_of_time_does_not_stop_the_others() -> None:
    def late() -> str:
        with pytest.raises(DiagramError):
            run_graphviz(ENDLESS, limit=0.05)
        return "late"

    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(late if number % 4 == 0 else lambda: run_graphviz(SMALL)["bb"]) for number in range(12)]
        answers = {str(job.result()) for job in jobs}
    assert answers == {"late", run_graphviz(SMALL)["bb"]}


@pytest.mark.parametrize("dot", ["digraph { a [", "hello", "", "digraph { a -> }"])
def test_bad_dot_is_an_error(dot: str) -> None:
    with pytest.raises(DiagramError):
        run_graphviz(dot)


def test_a_text_without_end_is_refused() -> None:
    with pytest.raises(DiagramError, match="megabyte"):
        run_graphviz("#" * 1_000_001)


def test_a_layout_that_wants_random_numbers_gets_the_same_ones() -> None:
    dot = "graph { layout=neato; start=rand; a -- b -- c -- d -- a; b -- d; e }"
    assert run_graphviz(dot) == run_graphviz(dot)


def test_it_sees_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.ps"
    secret.write_text("%!PS\n%%BoundingBox: 0 0 72 72\nsecret")
    answer = run_graphviz(f'digraph {{ a [label="" shapefile="{secret}" image="{secret}"] }}', "json")
    plain = run_graphviz('digraph { a [label=""] }', "json")
    assert answer["bb"] == plain["bb"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept") / "cache"
    compiled_graphviz(folder)
    return folder


def test_the_module_is_kept_in_a_private_folder_and_read_from_there(kept: Path) -> None:
    (file,) = kept.iterdir()
    written = file.stat().st_mtime_ns
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_bytes()[32:] == compiled_graphviz(kept)
    assert file.stat().st_mtime_ns == written


@pytest.mark.parametrize("damage", ["one byte", "cut", "empty"])
def test_a_damaged_module_is_compiled_anew_and_replaced(kept: Path, tmp_path: Path, damage: str) -> None:
    (good,) = kept.iterdir()
    content = good.read_bytes()
    middle = len(content) // 2
    bad = {"one byte": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :], "cut": content[:middle]}
    folder = tmp_path / "cache"
    folder.mkdir(mode=0o700)
    (folder / good.name).write_bytes(bad.get(damage, b""))
    assert len(compiled_graphviz(folder)) > 1_000_000
    assert [file.name for file in folder.iterdir()] == [good.name]
    assert (folder / good.name).read_bytes()[32:] == compiled_graphviz(folder)


def test_a_folder_that_others_can_write_to_is_not_used(kept: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o777)
    (good,) = kept.iterdir()
    (folder / good.name).write_bytes(b"planted")
    assert len(compiled_graphviz(folder)) > 1_000_000
    assert (folder / good.name).read_bytes() == b"planted"


def test_writers_at_the_same_time_leave_one_good_file(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: compiled_graphviz(folder), range(2)))
    (file,) = folder.iterdir()
    written = file.stat().st_mtime_ns
    compiled_graphviz(folder)
    assert file.stat().st_mtime_ns == written
