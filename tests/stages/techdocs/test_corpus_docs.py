"""Every mkdocs.yml of the real repositories: no traceback, no hang, every fault a diagnostic with a place."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from portalgen.diagnostics import CODES
from portalgen.model.catalog import DocsSource
from portalgen.model.docs import Heading
from portalgen.techdocs.build_docs import build_docs
from tests.builders.docs import docs_job

CORPUS = os.environ.get("PORTALGEN_CORPUS")
ROOT = Path(CORPUS or ".") / "repos"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS, reason="PORTALGEN_CORPUS does not name the folder of real repositories"),
    pytest.mark.xdist_group("corpus-docs"),
]
CONFIGURATIONS = sorted(ROOT.rglob("mkdocs.y*ml")) if CORPUS else []
WITHOUT_DOCS = {
    "7K-Hiroba+alloy/docs",
    "thatmlopsguy+dokaseca-portal-catalog/catalog/templates/nodejs-microservice/skeleton/docs",
}


def job(config: Path) -> tuple[DocsSource, dict[str, bytes]]:
    folder = config.parent
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return docs_job({path.relative_to(folder).as_posix(): path.read_bytes() for path in files})


def name(config: Path) -> str:
    return config.parent.relative_to(ROOT).as_posix()


def ids(headings: tuple[Heading, ...]) -> Iterator[str]:
    for heading in headings:
        yield heading.id
        yield from ids(heading.children)


@pytest.mark.parametrize("config", CONFIGURATIONS, ids=name)
def test_real_documentation_builds(config: Path) -> None:
    site = build_docs(*job(config))
    assert (site.pages == ()) == (name(config) in WITHOUT_DOCS)
    for found in site.diagnostics:
        assert found.code in CODES
        assert found.code not in {"docs-failed", "docs-page-failed"}
        assert found.where.path
        assert "/tmp" not in found.message  # noqa: S108  (as text)
    for page in site.pages:
        assert page.title
        assert "<script" not in page.html
        assert all(
            f'id="{anchor}"' in page.html for anchor in ids(page.headings) if '"' not in anchor and "&" not in anchor
        )


@pytest.mark.skipif(len(CONFIGURATIONS) < 40, reason="the corpus is not complete")
def test_all_of_them_are_there() -> None:
    assert len(CONFIGURATIONS) == 46
