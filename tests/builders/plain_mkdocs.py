"""Documentation as `mkdocs build` with Material makes it of the same source."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.builders.outline import BASE, Outline, children, classes, outline, words
from tests.builders.plain_config import safe_config


@dataclass(frozen=True)
class PlainSite:
    """What `mkdocs build` wrote."""

    folder: Path
    pages: Mapping[str, str]
    """Path of a page inside the site ("" is the home page) -> its HTML."""
    tells_languages: bool
    """False: `codehilite` does not say in what language a block of code is."""

    def outline(self, path: str) -> Outline:
        return outline(self.pages[path], path, "article.md-content__inner")

    def leads_somewhere(self, link: str) -> bool:
        """Say whether a row of links or pictures leads out of the site, or to a page or file of it."""
        path = unquote(urlsplit(link.partition(" ")[0]).path)
        file = f"{path}index.html" if path.endswith("/") else path
        return not link.startswith(BASE) or (self.folder / file.lstrip("/")).exists()

    @property
    def nav(self) -> list[str]:
        """Titles of the navigation in order, indented by their depth."""
        page = LexborHTMLParser(next(iter(self.pages.values())))
        rows = page.css_first("nav.md-nav--primary > ul.md-nav__list")
        return list(_nav(rows, 0)) if rows else []


def mkdocs_build(config: Path, folder: Path) -> PlainSite:
    """Build the docs of a mkdocs.yml into a folder."""
    made = MkDocsConfig(config_file_path=str(config))
    made.load_dict(safe_config(config) | {"site_dir": str(folder), "theme": {"name": "material"}, "plugins": []})
    errors, _ = made.validate()
    assert not errors
    logging.disable(logging.CRITICAL)
    try:
        build(made)
    finally:
        logging.disable(logging.NOTSET)
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.html"))}
    pages = {name.removesuffix("index.html"): path for name, path in found.items() if name != "404.html"}
    texts = {name: path.read_text("utf-8") for name, path in pages.items()}
    highlighters = {"codehilite", "pymdownx.superfences"} & set(made.markdown_extensions)
    return PlainSite(folder, texts, highlighters != {"codehilite"})


def _nav(rows: LexborNode, depth: int) -> Iterator[str]:
    for row in rows.iter():
        links = list(children(row, "md-nav__link", "md-nav__container"))
        yield "  " * depth + words(links[-1])  # the page that is shown has a label for its contents before its link
        for below in children(row, "nav"):
            if "md-nav--secondary" not in classes(below):
                yield from _nav(next(children(below, "ul")), depth + 1)
