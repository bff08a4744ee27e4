"""A small static site with the real index, scripts and styles of search, and pages that have nothing but its hooks."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from portalgen.model.contributions import SearchDocument
from portalgen.render.headers import content_security_policy
from portalgen.render.load_words import load_words
from portalgen.render.script_words import SEARCH_WORDS, search_words
from portalgen.search import build_index

ASSETS = Path(__file__).parents[2] / "themes/portalgen_theme/assets"

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<script defer src="{root}assets/js/search.js?v=1" data-root="{root}"></script>
</head>
<body>
<h1>{title}</h1>
<button type="button" data-search-open>Search</button>
<input id="field" aria-label="Some field">
<a href="{root}index.html">Home</a>
{body}
</body>
</html>
"""


def entity(kind: str, name: str, text: str = "", **more: str) -> SearchDocument:
    """Return an entity's document."""
    return SearchDocument(
        location=f"catalog/default/{kind}/{name.lower()}/",
        title=more.get("title", name),
        type="entity",
        text=text,
        kind=kind,
        name=f"{kind}:default/{name.lower()}",
        owner=more.get("owner", "Payments team"),
        tags=tuple(more.get("tags", "").split()),
        context=more.get("context", ""),
    )


def section(page: str, title: str, text: str, site: str = "Payments handbook") -> SearchDocument:
    """Return a docs section's document."""
    anchor = title.lower().replace(" ", "-")
    return SearchDocument(
        location=f"docs/default/component/acme-payments/{page.lower().replace(' ', '-')}/#{anchor}",
        title=f"{page} \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} {title}",
        type="docs",
        text=text,
        kind="component",
        owner="Payments team",
        context=site,
    )


def make_site(folder: Path, documents: Iterable[SearchDocument], *, language: str = "en") -> Path:
    """Write the site: home, search page, one page for each document, assets, index."""
    documents = list(documents)
    shutil.copytree(ASSETS, folder / "assets")
    words = load_words([ASSETS.parent], {}, language, language)
    _write(folder / "assets" / SEARCH_WORDS, search_words(words))
    for file in build_index(documents):
        _write(folder / file.path, file.content)
    _page(folder, "", "Home")
    _page(folder, "search/", "Search", '<div class="search-page" data-search-page hidden></div><ul id="all"></ul>')
    for document in documents:
        path, _, anchor = document.location.partition("#")
        _page(folder, path, "Target", f'<h2 id="{anchor}">Place</h2>')
    return folder


def _page(folder: Path, route: str, title: str, body: str = "") -> None:
    root = "../" * route.count("/") or "./"
    text = PAGE.format(policy=content_security_policy(), title=title, root=root, body=body)
    _write(folder / route / "index.html", text.encode())


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
