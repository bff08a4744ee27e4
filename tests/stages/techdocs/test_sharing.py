"""Sources that have a result in common, a repository that is given up, files that are gone: what is built, and when."""

from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from dataclasses import replace
from importlib import import_module
from itertools import count
from typing import Any

import pytest

from portalgen.diagnostics import Where
from portalgen.model.docs import DocsSite, OpenLink
from portalgen.model.ref import EntityRef
from portalgen.model.source import Source
from portalgen.model.spot import Spot
from portalgen.techdocs.build_docs import build_docs
from portalgen.techdocs.build_many import build_many
from portalgen.techdocs.child import ChildError, LimitError, Limits
from portalgen.techdocs.site_text import site_text
from tests.builders.docs import Contents, DocsJob, docs_job

MODULE = import_module("portalgen.techdocs.build_many")  # the package has a function of that name


class Here(Executor):
    """Builds in this process when a result is asked for; `fails` says which sites do not finish."""

    def __init__(self, fails: Callable[[str], Exception | None] = lambda _: None) -> None:
        """Start with nothing built."""
        self.fails, self.submitted = fails, list[str]()

    def submit(self, _function: Callable[..., Any], /, *args: Any, **_options: Any) -> Future[Any]:  # noqa: ANN401  (as in Executor)
        source, files = args[0], args[1]
        self.submitted.append(source.folder)
        future = Future[bytes]()
        if error := self.fails(source.folder):
            future.set_exception(error)
        else:
            future.set_result(site_text(build_docs(source, files)))
        return future


def run(jobs: Iterable[DocsJob], executor: Executor, *, gone: str = "nowhere") -> list[DocsSite]:
    listed = list(jobs)
    contents = Contents(job for job in listed if job[0].folder != gone)
    return list(build_many((source for source, _ in listed), contents, executor=executor, limits=Limits()))


def jobs(*folders: str) -> list[DocsJob]:
    return [docs_job({"docs/index.md": f"# {folder}"}, folder=folder) for folder in folders]


def asked_by(name: str, job: DocsJob) -> DocsJob:
    source = replace(
        job[0],
        entity=EntityRef("component", "default", name),
        site_name=name.title(),
        spot=Spot(Where(job[0].source.url, f"{name}.yaml", 3, 1)),
    )
    return source, job[1]


@pytest.mark.parametrize("config", ["", "site_name: Shop", "docs_dir: ../x", "docs_dir: none"])
def test_entities_with_the_same_folder_share_one_build_and_get_what_they_would_get_alone(config: str) -> None:
    text = "[up](/catalog/default/component/pay/) [no](nope.md)"
    job = docs_job({"mkdocs.yml": config, "docs/index.md": text, "docs/a.png": "p"})
    both = [asked_by("pay", job), asked_by("shop", job)]
    executor = Here()
    assert run(both, executor) == [build_docs(*one) for one in both]
    assert len(executor.submitted) == 1


def test_links_into_the_portal_are_the_same_for_every_entity() -> None:
    job = docs_job({"docs/index.md": "[x](/docs/default/component/pay/)"})
    first, second = run([asked_by("pay", job), asked_by("shop", job)], Here())
    assert first.pages is second.pages
    assert first.pages[0].links == (OpenLink("/docs/default/component/pay/", "docs/default/component/pay"),)


def test_files_that_are_gone_cost_their_site() -> None:
    first, lost, last = run(jobs("a", "b", "c"), Here(), gone="b")
    assert (first.pages[0].title, last.pages[0].title) == ("a", "c")
    (found,) = lost.diagnostics
    assert (found.code, found.entity, found.where) == ("docs-failed", "component:default/shop", lost.source.where)
    assert "an object is gone" in found.message
    assert found.hint == "run the build again"


def hang(*folders: str, error: type[Exception] = LimitError) -> Callable[[str], Exception | None]:
    return lambda folder: error("it took more than 60 seconds") if folder in folders else None


def test_a_repository_is_given_up_after_two_sites_that_meet_their_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MODULE, "AHEAD", 0)
    executor = Here(hang("b", "c"))
    other = docs_job({"docs/index.md": "# Other"}, folder="other")
    elsewhere = (replace(other[0], source=Source("https://git.example/other.git", "b" * 40)), other[1])
    first, *lost, last = run([*jobs("a", "b", "c", "d", "e"), elsewhere], executor)
    assert (first.pages[0].title, last.pages[0].title) == ("a", "Other")
    assert [site.diagnostics[0].code for site in lost] == ["docs-failed"] * 4
    assert ["it took more" in site.diagnostics[0].message for site in lost] == [True, True, False, False]
    assert executor.submitted == ["a", "b", "c", "other"]


def test_which_sites_a_repository_loses_does_not_depend_on_what_is_ready_first() -> None:
    sites = run(jobs("a", "b", "c", "d", "e"), Here(hang("b", "c")))
    assert [bool(site.pages) for site in sites] == [True, False, False, False, False]


def test_sites_that_only_break_do_not_cost_others() -> None:
    sites = run(jobs("a", "b", "c", "d"), Here(hang("a", "b", "c", error=ChildError)))
    assert [bool(site.pages) for site in sites] == [False, False, False, True]


def test_bytes_that_wait_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MODULE, "BYTES_AHEAD", 10)
    executor = Here()
    sources = jobs("aaaa", "bbbb", "cccc", "dddd")  # six bytes each
    waiting = []
    for done, _ in zip(count(1), build_many((one for one, _ in sources), Contents(sources), executor=executor)):
        waiting.append(len(executor.submitted) - done)
    assert waiting == [0, 0, 0, 0]
