"""The documentation of real repositories has the structure that `mkdocs build` with Material gives the same source."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from portalgen.model.docs import DocsPage, NavItem
from portalgen.techdocs.build_docs import build_docs
from portalgen.techdocs.open_links import Answer, put_answers
from tests.builders.outline import BASE, Outline, outline
from tests.builders.plain_mkdocs import PlainSite, mkdocs_build
from tests.stages.techdocs.test_corpus_docs import CONFIGURATIONS, CORPUS, WITHOUT_DOCS, job, name

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS, reason="PORTALGEN_CORPUS does not name the folder of real repositories"),
    pytest.mark.xdist_group("corpus-docs"),
]


@dataclass(frozen=True)
class Difference:
    """A row of one page's outline that only one of the two has."""

    page: str
    aspect: str
    row: str
    """Starts with `-` if it is plain MkDocs', with `+` if it is ours."""


@dataclass(frozen=True)
class Intended:
    """Differences of one site that are as they should be."""

    site: str
    aspect: str
    pattern: str
    """Of their rows."""
    reason: str

    def covers(self, found: Difference) -> bool:
        return self.aspect == found.aspect and bool(re.match(self.pattern, found.row, re.DOTALL))


_TEMPLATES = "backstage+software-templates/scaffolder-templates"
INTENDED = (
    Intended("1-Platform+one-platform/packages/opc-base", "navigation", "-Opc ", "the nav names no file"),
    Intended("7K-Hiroba+Hiroba", "tasks", r"\+", "task lists are lists of tasks everywhere"),
    Intended("7K-Hiroba+Hiroba", "icons", r"\+twemoji", "icons are known everywhere"),
    Intended("7K-Hiroba+Hiroba", "links", ".*Hiroba on GitHub", "icons are known everywhere"),
    Intended("7K-Hiroba+Hiroba", "paragraphs", ".*Hiroba on GitHub", "attributes and icons are known everywhere"),
    Intended(f"{_TEMPLATES}/docs-template-cookiecutter/skeleton", "navigation", ".", "MkDocs' YAML cannot read it"),
    Intended(f"{_TEMPLATES}/docs-template-cookiecutter/skeleton", "headings", ".", "MkDocs' YAML cannot read it"),
    Intended("fastapi+typer", "navigation", r"[-+] *", "sections without a name are called as their first page"),
    Intended(
        "kartverket+kartverket.dev", "links", ".http://localhost:3000", "plain MkDocs takes the next line into it"
    ),
    Intended(
        "kubernetes-sigs+aws-load-balancer-controller",
        "links",
        rf"\+{BASE}",
        "links that plain MkDocs breaks are mended",
    ),
    Intended("pypa+hatch", "links", r".https://token:", "addresses end where an element of HTML begins"),
    Intended("mkdocs+mkdocs", "anchors", "-(a_)?(graph|clust|edge|node)", "inline SVG is left out"),
    Intended("mkdocs+mkdocs", "links", "-.* on_", "inline SVG is left out"),
)
"""What is not mended, since it is meant to be so."""


def intended(config: Path) -> list[Intended]:
    return [row for row in INTENDED if row.site == name(config)]


BUILDABLE = [config for config in CONFIGURATIONS if name(config) not in WITHOUT_DOCS]


@pytest.mark.parametrize("config", BUILDABLE, ids=name)
def test_structure_is_that_of_plain_mkdocs(config: Path, tmp_path: Path) -> None:
    plain, ours = mkdocs_build(config, tmp_path), build_docs(*job(config))
    pages = {page.path: page for page in ours.pages}
    assert sorted(pages) == sorted(plain.pages)
    found = [Difference("", "navigation", row) for row in difference(plain.nav, titles(ours.nav))]
    for path, page in pages.items():
        found += differences(path, plain.outline(path), our_outline(page), plain)
    rows = intended(config)
    open_ones = [one for one in found if not any(row.covers(one) for row in rows)]
    assert not open_ones, "\n".join(f"{one.page or 'home'}: {one.aspect}: {one.row[:200]!r}" for one in open_ones)
    assert [row for row in rows if not any(row.covers(one) for one in found)] == [], "these differences are gone"


def our_outline(page: DocsPage) -> Outline:
    answered = put_answers(page.html, [Answer(link.written) for link in page.links])
    title = "" if "<h1" in answered else f"<h1>{page.title}</h1>"  # as the template of the page does
    return outline(title + answered, page.path)


def differences(path: str, plain: Outline, ours: Outline, site: PlainSite) -> Iterator[Difference]:
    for aspect in plain:
        before, after = list(plain[aspect]), list(ours[aspect])
        if aspect in {"links", "images"}:  # what leads nowhere is no link here, and a diagnostic
            before, after = (list(filter(site.leads_somewhere, rows)) for rows in (before, after))
        if aspect == "code" and not site.tells_languages:
            after = [re.sub("^[^:]*", "", row) for row in after]
        yield from (Difference(path, aspect, row) for row in difference(before, after))


def difference(before: Iterable[str], after: Iterable[str]) -> list[str]:
    rows = difflib.unified_diff(list(before), list(after), lineterm="", n=0)
    return [row for row in list(rows)[2:] if not row.startswith("@@")]


def titles(rows: Iterable[NavItem], depth: int = 0) -> Iterator[str]:
    for row in rows:
        yield "  " * depth + row.title
        yield from titles(row.children, depth + 1)
