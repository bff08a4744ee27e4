"""Sites that hang, explode or kill their process cost themselves; real processes, small limits."""

import multiprocessing
import os
import re
import signal
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from itertools import pairwise

import pytest

from portalgen.model.docs import DocsSite
from portalgen.techdocs import Limits, build_many
from portalgen.techdocs.build_one import build_one
from portalgen.techdocs.child import ChildError, LimitError
from portalgen.techdocs.isolate import run_isolated
from tests.builders.docs import Contents, DocsJob, build, docs_job

FAST = Limits(seconds=1, memory=1 << 28)
"""For what shall not finish; what shall gets more, since a busy machine needs long to start a process."""
FAIR = Limits(seconds=8, memory=1 << 28)
NO_LIMITS = Limits()
ENDLESS = {"docs/index.md": "# Home\n\n" + "[" * 60_000}


@pytest.fixture
def workers() -> Iterator[Executor]:
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as executor:
        yield executor


def build_all(jobs: Sequence[DocsJob], executor: Executor, limits: Limits = NO_LIMITS) -> Iterator[DocsSite]:
    return build_many((source for source, _ in jobs), Contents(jobs), executor=executor, limits=limits)


def test_results_come_in_order_and_equal_those_of_one_process(workers: Executor) -> None:
    jobs = [
        docs_job({"docs/index.md": f"# Site {number}\n\n" + "text\n\n" * 300 * (number % 3)}) for number in range(12)
    ]
    sites = list(build_all(jobs, workers))
    assert [site.pages[0].title for site in sites] == [f"Site {number}" for number in range(12)]
    assert sites[4] == build({"docs/index.md": "# Site 4\n\n" + "text\n\n" * 300})


def test_site_that_takes_too_long_costs_itself(workers: Executor) -> None:
    jobs = [docs_job({"docs/index.md": "# A"}), docs_job(ENDLESS), docs_job({"docs/index.md": "# B"})]
    first, hung, last = build_all(jobs, workers, FAIR)
    assert (first.pages[0].title, last.pages[0].title) == ("A", "B")
    assert hung.pages == ()
    (found,) = hung.diagnostics
    assert (found.code, found.where.path, found.where.line) == ("docs-failed", "catalog-info.yaml", 6)
    assert re.search(r"(used|took) more than \d+ seconds", found.message)  # CPU, or the clock on a busy machine


def test_site_whose_snippets_multiply_costs_itself() -> None:
    names = [f"s{number}" for number in range(14)]
    files = {f"docs/inc/{name}.md": f'--8<-- "docs/inc/{after}.md"\n' * 6 for name, after in pairwise(names)}
    bomb = {"docs/index.md": '--8<-- "docs/inc/s0.md"', **files, "docs/inc/s13.md": "x" * 500}
    with pytest.raises(LimitError):
        build_one(*docs_job(bomb), FAST)


def test_one_worker_survives_what_its_children_do() -> None:
    with ThreadPoolExecutor(1) as executor:  # a second thread in the process: children come from a fork server
        (hung,) = build_all([docs_job(ENDLESS)], executor, FAST)
        (fine,) = build_all([docs_job({"docs/index.md": "# B"})], executor)
    assert [one.code for one in hung.diagnostics] == ["docs-failed"]
    assert fine.pages[0].title == "B"


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
