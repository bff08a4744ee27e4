"""Pages of an earlier build are taken over, and the site is what a build without it makes: pages, tree, diagnostics."""

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen.cache import Cache
from portalgen.model.docs import DocsSite
from portalgen.techdocs import KeptSites, build_many
from portalgen.techdocs.build_docs import build_docs
from portalgen.techdocs.earlier_site import EarlierSite
from portalgen.techdocs.site_text import digests_of, page_digests, site_of, site_text
from tests.builders.docs import Contents, docs_job

Files = Mapping[str, str | bytes]

CONFIG = "site_name: Shop\n"
MOVED = "nav: [old.md, a.md]\nplugins: [{redirects: {redirect_maps: {old.md: a.md, gone.md: 'b.md#part'}}}]\n"
TAGS = "site_name: Shop\nplugins: [tags]\n"
APPENDED = "site_name: Shop\nmarkdown_extensions:\n- pymdownx.snippets: {auto_append: [docs/a.md]}\n"
TEXTS = (
    "# A\n\n## Part\n\n[b](b.md#part) [c](c.md#none) [gone](gone.md)\n",
    "# B\n\n## Part\n\n[a](a.md) [a](a.md#part) ![p](p.png) <entity:shop>\n",
    "---\nstatus: new\ntitle: C\ntags: [x]\n---\n## Other\n\n[a](a.md#part)[^1]\n\n[^1]: N\n",
    '--8<-- "docs/a.md"\n\n```dot\ndigraph { a -> b }\n```\n',
    "---\ntitle: [x\n---\n[a](old.md#part) [b](gone/)\n\n```dot\ndigraph { b -> c }\n```\n\n```dot\nno {\n```\n",
    '--8<-- "inc.md:1:3"\n\n--8<--\ndocs/b.md:part\nnone.md\n--8<--\n',
    "# D\n\n<script>1</script> [self](#part)\n\n- [ ] x\n",
    "> " * 1200 + "fails\n",
    "",
)
NAMES = ("docs/index.md", "docs/a.md", "docs/b.md", "docs/c.md", "inc.md")
PICTURE: Files = {"docs/p.png": b"png"}
some_files = st.builds(
    lambda config, texts: {"mkdocs.yml": config, **PICTURE, **texts},
    st.sampled_from((CONFIG, TAGS, APPENDED, MOVED)),
    st.dictionaries(st.sampled_from(NAMES), st.sampled_from(TEXTS), min_size=1),
)


def earlier_of(files: Files) -> EarlierSite:
    source, contents = docs_job(files)
    digests = {file.path: file.digest for file in source.files if file.path.endswith(".md")}
    return EarlierSite(build_docs(source, contents), digests)


def built(files: Files, earlier: EarlierSite | None = None) -> DocsSite:
    source, contents = docs_job(files)
    return build_docs(source, contents, earlier)


@settings(deadline=None, max_examples=25)
@given(before=some_files, texts=st.dictionaries(st.sampled_from(NAMES), st.sampled_from(TEXTS)))
def test_a_site_is_the_same_with_an_earlier_one(before: Files, texts: Files) -> None:
    after = {**before, **{name: text for name, text in texts.items() if name in before}}
    found, clean = built(after, earlier_of(before)), built(after)
    assert found == clean
    assert found.notes == clean.notes
    source, _ = docs_job(after)
    again = site_of(site_text(clean), source)
    assert (replace(again, source=source), again.notes) == (clean, clean.notes)


def test_only_pages_that_changed_are_made_anew() -> None:
    before: Files = {
        "mkdocs.yml": CONFIG,
        "docs/a.md": TEXTS[0],
        "docs/b.md": TEXTS[1],
        "docs/c.md": TEXTS[3],
        **PICTURE,
    }
    earlier = earlier_of(before)
    found = built({**before, "docs/b.md": "# B\n"}, earlier)
    was = {page.path: page for page in earlier.site.pages}
    assert [page.path for page in found.pages if page is not was[page.path] and page.edit_url is None] == ["b/", "c/"]


def test_an_anchor_that_went_away_is_told_on_the_page_that_leads_there() -> None:
    before: Files = {"mkdocs.yml": CONFIG, "docs/a.md": "# A\n\n[b](b.md#part)\n", "docs/b.md": "# B\n\n## Part\n"}
    found = built({**before, "docs/b.md": "# B\n\n## Party\n"}, earlier_of(before))
    assert [(row.where.path, row.where.line) for row in found.diagnostics] == [("docs/a.md", 3)]
    assert "did you mean '#party'?" in str(found.diagnostics[0].hint)


@pytest.fixture(scope="module")
def executor() -> Iterator[Executor]:
    with ProcessPoolExecutor(1) as pool:
        yield pool


def test_sites_that_are_kept_are_earlier_sites(tmp_path: Path, executor: Executor) -> None:
    before: Files = {"mkdocs.yml": CONFIG, "docs/a.md": TEXTS[0], "docs/b.md": TEXTS[2], "docs/index.md": TEXTS[6]}
    after = {**before, "docs/b.md": "# Other\n"}
    sites: list[DocsSite] = []
    for files in (before, after, after):
        job = docs_job(files)
        kept = KeptSites(Cache(tmp_path))
        sites += build_many([job[0]], Contents([job]), executor=executor, kept=kept)
        found = kept.find(job[0])
        assert found
        assert digests_of(found) == page_digests(job[0])
    clean = build_many([docs_job(after)[0]], Contents([docs_job(after)]), executor=executor)
    assert [*sites[1:]] == [*clean] * 2
    assert sites[0] != sites[1]
