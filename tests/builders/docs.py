"""Builds documentation from its files: `build({"docs/index.md": "# Home"})`, paths from the folder of mkdocs.yml."""

import hashlib
from collections.abc import Iterable, Mapping

from portalgen.diagnostics import Where
from portalgen.errors import CrawlError
from portalgen.model.catalog import DocsSource
from portalgen.model.docs import DocsPage, DocsSite
from portalgen.model.ref import EntityRef
from portalgen.model.source import Source, SourceFile
from portalgen.model.spot import Spot
from portalgen.techdocs.build_docs import build_docs

Files = Mapping[str, str | bytes]
DocsJob = tuple[DocsSource, Mapping[str, bytes]]

ENTITY = EntityRef("component", "default", "shop")
SOURCE = Source("https://git.example/acme/shop.git", "a" * 40, "main", 1_700_000_000)


def docs_job(files: Files, *, folder: str = "", name: str = "Shop") -> tuple[DocsSource, dict[str, bytes]]:
    """Return what `build_docs` takes; `folder` is where mkdocs.yml stands in the repository."""
    contents = {
        f"{folder}/{path}" if folder else path: text.encode() if isinstance(text, str) else text
        for path, text in files.items()
    }
    listed = tuple(SourceFile(path, digest(content), len(content)) for path, content in sorted(contents.items()))
    where = Where(SOURCE.url, "catalog-info.yaml", 6, 3)
    return DocsSource(ENTITY, SOURCE, folder, listed, name, Spot(where)), contents


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Contents:
    """A `BlobStore` with the files of some jobs."""

    def __init__(self, jobs: Iterable[DocsJob]) -> None:
        """Take what `docs_job` returns."""
        self._by_digest = {digest(content): content for _, files in jobs for content in files.values()}

    def read(self, source: Source, files: Iterable[SourceFile]) -> Mapping[str, bytes]:
        try:
            return {file.path: self._by_digest[file.digest] for file in files}
        except KeyError as error:
            raise CrawlError(f"{source.url}: an object is gone", hint="run the build again") from error


def build(files: Files, *, folder: str = "") -> DocsSite:
    """Build a site from the texts of its files."""
    return build_docs(*docs_job(files, folder=folder))


def page_of(site: DocsSite, path: str = "") -> DocsPage:
    """Return the page at a path."""
    return next(page for page in site.pages if page.path == path)


def html(text: str, config: str = "", **more: str) -> str:
    """Return the HTML of a site's only page, written in Markdown; `config` is its mkdocs.yml."""
    files: dict[str, str | bytes] = {"docs/index.md": text, **more}
    return page_of(build(files | ({"mkdocs.yml": config} if config else {}))).html


def places(site: DocsSite) -> list[str]:
    """Return what was found as `code path:line`, in order."""
    return [f"{one.code} {one.where.path}:{one.where.line}" for one in site.diagnostics]
