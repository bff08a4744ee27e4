"""File names and sizes of documentation: what cannot be published costs itself, not the portal."""

from dataclasses import replace

import pytest

from portalgen.model import routes
from portalgen.model.docs import DocsSite
from portalgen.model.site_paths import SitePaths
from portalgen.model.source import SourceFile
from portalgen.resolve import docs_size
from tests.builders.docs import build, docs_job, page_of, places

SOURCE, _ = docs_job({"docs/index.md": "# Home"})
LONG = f"{'long' * 50}/" * 6
REDIRECT = "plugins: [redirects: {redirect_maps: {X.md: x.md}}]"


@pytest.mark.parametrize(
    ("names", "left_out"),
    [
        (("Guide.md", "guide.md"), "guide.md"),
        (("guide.md", "guide/index.md"), "guide.md"),
        (("index.md", "README.md"), "README.md"),
        (("Logo.png", "logo.png"), "logo.png"),
        (("caf\N{LATIN SMALL LETTER E WITH ACUTE}.md", "cafe\N{COMBINING ACUTE ACCENT}.md"), "caf\u00e9.md"),
        (("b.txt.md", "b.txt"), "b.txt"),
        (("index.html.md",), "index.html.md"),
        (("a\\b.png",), "a\\b.png"),
        ((f"{'deep/' * 250}x.md",), f"{'deep/' * 250}x.md"),
        ((f"{LONG}x.md",), f"{LONG}x.md"),
        ((f"{'x' * 300}.md",), f"{'x' * 300}.md"),
        (("api/a.html", "api/b.html"), "api/a.html"),
        (("evil.svg",), "evil.svg"),
    ],
    ids=[
        *(
            "pages",
            "index",
            "readme",
            "files",
            "accents",
            "file-and-folder",
            "root",
            "backslash",
            "deep",
            "long",
            "name",
        ),
        *("html", "svg"),
    ],
)
def test_a_file_that_cannot_be_published_costs_itself_and_a_diagnostic(names: tuple[str, ...], left_out: str) -> None:
    site = build({"docs/index.md": "# Home"} | {f"docs/{name}": "# x" for name in names})
    assert [(row.code, row.where.path) for row in site.diagnostics] == [("docs-left-out", f"docs/{left_out}")]
    assert f"docs/{left_out}" not in [page.source_path for page in site.pages]
    assert left_out not in [asset.path for asset in site.assets]
    assert "" in [page.path for page in site.pages]
    may_be_published(site)


def may_be_published(site: DocsSite) -> None:
    """Raise for what would cost the portal."""
    paths = SitePaths()
    for path in (*(one.path for one in site.pages), *(one.path for one in site.assets), *dict(site.redirects)):
        paths.take(routes.file_of(routes.docs(SOURCE.entity, path)))


def test_a_redirect_in_the_way_of_a_page_is_not_used() -> None:
    site = build({"mkdocs.yml": REDIRECT, "docs/index.md": "# Home", "docs/x.md": "# X"})
    assert places(site) == ["docs-config mkdocs.yml:1"]
    assert "docs/x.md has the same address" in site.diagnostics[0].message
    may_be_published(site)


def test_links_to_what_is_left_out_become_text() -> None:
    links = "[a](guide.md) ![b](evil.svg) [c](api/a.html) ![d](logo.png)"
    files = {"docs/Guide.md": "# A", "docs/guide.md": "# B", "docs/evil.svg": "x", "docs/api/a.html": "<p>"}
    pictures = {"docs/Logo.png": "x", "docs/logo.png": "y"}
    files["docs/deep/page.md"] = f"\n\n{links.replace('](', '](../')}"
    nav = "nav: [index.md, Guide.md, guide.md, api/a.html, {Picture: logo.png}, {File: Logo.png}]"
    site = build({"mkdocs.yml": nav, "docs/index.md": links, **files, **pictures})
    found = [(row.code, row.where.path, row.where.line) for row in site.diagnostics]
    assert found.count(("docs-broken-link", "docs/index.md", 1)) == 4
    assert found.count(("docs-broken-link", "mkdocs.yml", 1)) == 2
    assert found.count(("docs-broken-link", "docs/deep/page.md", 3)) == 4
    assert page_of(site).html.count("docs-broken") == 4
    assert [item.path for item in site.nav] == ["", "Guide/", "Logo.png"]


def test_a_site_of_plain_names_has_no_diagnostics() -> None:
    site = build({"docs/index.md": "# Home", "docs/guide/index.md": "# G", "docs/logo.png": "x", "docs/.pages": "x"})
    assert site.diagnostics == ()


def test_the_largest_files_are_left_out_of_documentation_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docs_size, "MOST", 100)
    sizes = {"docs/a.md": 20, "docs/film.mp4": 1_000, "docs/index.md": 30, "docs/z.png": 60}
    files = tuple(SourceFile(path, "", size) for path, size in sizes.items())
    sites, found = docs_size.within_size([replace(SOURCE, files=files), SOURCE])
    assert [file.path for file in sites[0].files] == ["docs/a.md", "docs/index.md"]
    assert sites[1] is SOURCE
    assert [(row.code, row.entity) for row in found] == [("docs-config", "component:default/shop")]
