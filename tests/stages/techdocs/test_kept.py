"""Kept sites: what was built once is not built again, and comes back as it was."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from portalgen.cache import Cache
from portalgen.model.docs import DocsSite
from portalgen.model.source import Source, SourceFile
from portalgen.techdocs import KeptSites, Limits, build_many
from portalgen.techdocs.site_text import site_text
from tests.builders.docs import Contents, DocsJob, docs_job

FILES: dict[str, str | bytes] = {
    "mkdocs.yml": "site_name: Shop\nnav: [{Home: index.md}, {More: [{Deep: deep/a.md}, {Out: 'https://x.org'}]}]\n"
    "plugins: [{redirects: {redirect_maps: {old.md: index.md}}}]\n",
    "docs/index.md": "# Shop\n\n## Start\n\n### Now\n\n[gone](gone.md) ![a](a.png) <entity:pay> [out](../README.md)\n"
    "\n```dot\ndigraph { a -> b }\n```\n",
    "docs/deep/a.md": "---\nhide: [toc]\nstatus: new\n---\n# Deep \U0001f680\n\nText.\n",
    "docs/a.png": b"\x89PNG\r\n\x1a\n\xff",
    "docs/b.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script><path d='M0 0'/></svg>",
}


@pytest.fixture(scope="module")
def executor() -> Iterator[Executor]:
    with ProcessPoolExecutor(1) as pool:
        yield pool


@dataclass
class Counting:
    """A store that counts how often it is asked."""

    jobs: Iterable[DocsJob]
    asked: int = 0
    store: Contents = field(init=False)

    def __post_init__(self) -> None:
        self.store = Contents(self.jobs)

    def read(self, source: Source, files: Iterable[SourceFile]) -> Mapping[str, bytes]:
        self.asked += 1
        return self.store.read(source, files)


def built(job: DocsJob, executor: Executor, cache: Path, limits: Limits = Limits()) -> tuple[DocsSite, int]:  # noqa: B008
    """Return the site of one source, and how often its files were asked for."""
    store = Counting([job])
    (site,) = build_many([job[0]], store, executor=executor, limits=limits, kept=KeptSites(Cache(cache)))
    return site, store.asked


def test_a_site_comes_back_as_it_was(tmp_path: Path, executor: Executor) -> None:
    first, asked = built(docs_job(FILES), executor, tmp_path)
    assert (asked, len(first.pages), len(first.assets), len(first.redirects)) == (1, 2, 2, 1)
    assert {row.code for row in first.diagnostics} == {"docs-broken-link"}
    assert first.pages[0].headings[0].children
    assert [link.path for link in first.pages[0].links] == [None, "README.md"]
    assert built(docs_job(FILES), executor, tmp_path) == (first, 0)


def test_another_commit_or_entity_with_the_same_files_is_the_same_site(tmp_path: Path, executor: Executor) -> None:
    source, files = docs_job(FILES)
    built((source, files), executor, tmp_path)
    later = replace(source, source=replace(source.source, commit="b" * 40, time=1_800_000_000), site_name="Till")
    again, asked = built((later, files), executor, tmp_path)
    assert (asked, again.source) == (0, later)


@pytest.mark.parametrize(
    "change",
    [{"docs/index.md": "# Other"}, {"mkdocs.yml": "site_name: Till"}, {"docs/c.md": "# New"}, {"docs/a.png": b"2"}],
)
def test_any_other_file_makes_another_site(
    tmp_path: Path, executor: Executor, change: Mapping[str, str | bytes]
) -> None:
    first, _ = built(docs_job(FILES), executor, tmp_path)
    second, asked = built(docs_job({**FILES, **change}), executor, tmp_path)
    assert asked == 1
    assert second != first
    assert second == built(docs_job({**FILES, **change}), executor, tmp_path / "clean")[0]


def test_a_site_that_met_a_limit_is_tried_again(tmp_path: Path, executor: Executor) -> None:
    slow = docs_job({"docs/index.md": "# Slow\n" + "\n\n".join(f"[{n}]({n}.md) **{n}**" for n in range(20_000))})
    site, _ = built(slow, executor, tmp_path, Limits(seconds=0.05))
    assert [row.code for row in site.diagnostics] == ["docs-failed"]
    assert built(slow, executor, tmp_path, Limits(seconds=0.05))[1] == 1


def test_a_damaged_cache_costs_time_only(tmp_path: Path, executor: Executor) -> None:
    first, _ = built(docs_job(FILES), executor, tmp_path)
    (kept,) = (path for path in tmp_path.iterdir() if path.is_file())
    kept.write_bytes(kept.read_bytes()[:-20])
    assert built(docs_job(FILES), executor, tmp_path) == (first, 1)


def test_files_whose_content_is_not_known_are_read_each_time(tmp_path: Path, executor: Executor) -> None:
    source, files = docs_job({"docs/index.md": "# Shop"})
    unknown = replace(source, files=tuple(replace(file, digest="") for file in source.files))
    kept = KeptSites(Cache(tmp_path))
    kept.keep(unknown, site_text(built((source, files), executor, tmp_path / "other")[0]))
    assert kept.find(unknown) is None
