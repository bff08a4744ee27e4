"""Sites that hang, explode or kill their process cost themselves; real processes, small limits."""

import multiprocessing
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from itertools import pairwise

import pytest

from portalgen.model.docs import DocsSite
from portalgen.techdocs import Limits, build_many
from portalgen.techdocs.build_one import build_one
from portalgen.techdocs.child import LimitError
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
