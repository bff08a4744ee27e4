"""The sandbox: time limit, threads, determinism, and the kept module."""

import hashlib
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import wasmtime

from portalgen.diagrams import DiagramError
from portalgen.diagrams.compiled import compiled, compiled_graphviz
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


WASM = bytes(wasmtime.wat2wasm('(module (func (export "answer") (result i32) i32.const 42))'))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A folder with a kept module."""
    compiled(WASM, tmp_path / "cache")
    return tmp_path / "cache"


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_graphviz_itself_is_kept(tmp_path: Path) -> None:
    code = compiled_graphviz(tmp_path)
    assert only_file(tmp_path).name.startswith("graphviz-")
    assert compiled_graphviz(tmp_path) == code


def test_a_module_is_kept_in_a_private_folder_and_read_from_there(cache: Path) -> None:
    written = only_file(cache).stat().st_mtime_ns
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    assert stat.S_IMODE(only_file(cache).stat().st_mode) == 0o600
    assert only_file(cache).read_bytes()[32:] == compiled(WASM, cache)
    assert only_file(cache).stat().st_mtime_ns == written


@pytest.mark.parametrize("damage", ["one byte", "cut", "empty", "other machine"])
def test_a_module_that_cannot_be_used_is_compiled_anew_and_replaced(cache: Path, damage: str) -> None:
    good = only_file(cache).read_bytes()
    middle = len(good) // 2
    other = b"not a module of this wasmtime"
    damages = {
        "one byte": good[:middle] + bytes([good[middle] ^ 1]) + good[middle + 1 :],
        "cut": good[:middle],
        "empty": b"",
        "other machine": hashlib.sha256(other).digest() + other,
    }
    only_file(cache).write_bytes(damages[damage])
    assert compiled(WASM, cache) == good[32:]
    assert only_file(cache).read_bytes() == good


@pytest.mark.parametrize("mode", [0o777, 0o770])
def test_a_folder_that_others_can_write_to_is_not_used(cache: Path, mode: int) -> None:
    cache.chmod(mode)
    only_file(cache).write_bytes(b"planted")
    assert len(compiled(WASM, cache)) > 1000
    assert only_file(cache).read_bytes() == b"planted"


def test_writers_at_the_same_time_leave_one_good_file(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        codes = set(pool.map(lambda _: compiled(WASM, tmp_path / "cache"), range(16)))
    assert len(codes) == 1
    assert only_file(tmp_path / "cache").read_bytes()[32:] in codes


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert len(compiled(WASM, tmp_path / "file" / "cache")) > 1000
