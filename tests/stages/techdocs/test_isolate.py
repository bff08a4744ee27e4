"""Child processes: what happens in one costs nobody else, and one that goes well is asked again."""

import multiprocessing
import os
import signal
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from portalgen.techdocs import isolate
from portalgen.techdocs.child import ChildError, Limits, TooSlowError
from portalgen.techdocs.isolate import run_isolated

FAIR = Limits(seconds=8, memory=1 << 28)


@pytest.fixture(autouse=True)
def _no_child_before() -> None:
    isolate.end_idle()


def environment() -> dict[str, str]:
    return dict(os.environ)


def test_children_have_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPLOY_TOKEN", "secret")
    assert run_isolated(environment, limits=FAIR) == {}


def sleep() -> None:
    time.sleep(60)


def spin() -> None:
    while True:
        pass


def allocate() -> int:
    return len(bytearray(1 << 29))


def write() -> None:
    with tempfile.TemporaryFile() as file:
        file.write(b"x" * (1 << 21))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail() -> None:
    raise ValueError("no")


def unpicklable() -> object:
    return lambda: None


def answer_at_length() -> bytes:
    return bytes(100 << 20)


@pytest.mark.parametrize(
    ("function", "seconds", "words"),
    [
        (sleep, 0.4, "more than 2 seconds"),
        (spin, 0.4, r"more than \d+ seconds"),
        (allocate, 60, "more than 128 MB of memory"),
        (write, 60, "OSError"),
        (die, 60, "exit code -9"),
        (answer_at_length, 60, "more than 128 MB of memory"),
        (unpicklable, 60, "failed with"),
        (fail, 60, "failed with ValueError"),
    ],
)
def test_a_child_that_does_not_answer_is_an_error_with_a_reason(
    function: object, seconds: float, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    limits = Limits(seconds=seconds, memory=1 << 27, output=1 << 20)
    with pytest.raises(ChildError, match=words):
        run_isolated(function, limits=limits)  # type: ignore[arg-type]
    assert capfd.readouterr().err == ""


def pid() -> int:
    return os.getpid()


def remember(size: int) -> int:
    """Keep memory in the process, as a library that leaks would; return who keeps it."""
    KEPT.append(bytearray(size))
    return os.getpid()


KEPT: list[bytearray] = []


def use_and_forget(size: int) -> int:
    bytearray(b"x") * size
    return os.getpid()


def size_of(content: bytes) -> tuple[int, int]:
    return os.getpid(), len(content)


def die_after_others() -> int:
    """Die in a process that has memory of calls before."""
    if KEPT:
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid()


def scratch_folder() -> str:
    Path(tempfile.gettempdir(), "left").write_text("x", "utf-8")
    return tempfile.gettempdir()


def note_and_sleep(tries: Path) -> None:
    with tries.open("a", encoding="utf-8") as file:
        file.write("x")
    sleep()


def ignore_interrupts() -> bool:
    os.kill(os.getpid(), signal.SIGINT)
    return True


def test_a_child_that_has_answered_is_asked_again() -> None:
    first = run_isolated(pid, limits=FAIR)
    assert first == run_isolated(pid, limits=FAIR)
    assert first != os.getpid()


def test_what_is_large_has_a_child_of_its_own() -> None:
    first = run_isolated(pid, limits=FAIR)
    alone = run_isolated(pid, limits=FAIR, alone=True)
    assert alone != first
    assert run_isolated(pid, limits=FAIR) == first


def test_what_others_left_behind_is_held_against_nobody() -> None:
    limits = Limits(seconds=8, memory=160 << 20)
    first = run_isolated(remember, 100 << 20, limits=limits)
    assert run_isolated(remember, 100 << 20, limits=limits) != first  # together it was too much, alone it is not


def test_a_child_that_had_much_memory_is_not_asked_again() -> None:
    first = run_isolated(use_and_forget, 100 << 20, limits=FAIR)
    assert run_isolated(pid, limits=FAIR) != first


def test_reading_a_call_has_no_limits_of_the_one_before() -> None:
    limits = Limits(seconds=8, memory=50 << 20)
    first = run_isolated(pid, limits=limits)
    assert run_isolated(size_of, bytes(80 << 20), limits=FAIR) == (first, 80 << 20)


def swap(text: str) -> str:
    time.sleep(0.1)
    return text


def ask(text: str) -> str:
    return run_isolated(swap, text, limits=FAIR)


def test_a_fork_has_no_part_in_the_children_of_its_parent() -> None:
    run_isolated(pid, limits=FAIR)
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("fork")) as pool:
        texts = [f"{number}" for number in range(12)]
        assert list(pool.map(ask, texts)) == texts


def test_what_dies_in_a_child_that_others_used_is_tried_alone() -> None:
    first = run_isolated(remember, 1, limits=FAIR)
    assert run_isolated(die_after_others, limits=FAIR) != first


def test_what_takes_too_long_is_not_tried_again(tmp_path: Path) -> None:
    run_isolated(pid, limits=FAIR)
    with pytest.raises(TooSlowError):
        run_isolated(note_and_sleep, tmp_path / "tries", limits=Limits(seconds=0.5))
    assert (tmp_path / "tries").read_text("utf-8") == "x"


def test_a_child_answers_only_so_many_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolate, "MOST", 2)
    assert len({run_isolated(pid, limits=FAIR) for _ in range(4)}) == 2


def test_nothing_of_a_call_is_left() -> None:
    folders = [Path(run_isolated(scratch_folder, limits=FAIR)) for _ in range(2)]
    assert folders[0] != folders[1]
    assert not any(folder.exists() for folder in folders)


def test_an_interrupt_is_not_for_the_child() -> None:
    assert run_isolated(ignore_interrupts, limits=FAIR)


def build_and_end() -> None:
    run_isolated(pid, limits=FAIR)


def test_a_process_ends_although_its_child_waits() -> None:
    process = multiprocessing.get_context("spawn").Process(target=build_and_end)
    process.start()
    process.join(20)
    assert process.exitcode == 0
