"""File names and sizes of documentation: what cannot be published costs itself, not the portal."""

from dataclasses import replace

import pytest

from portalgen.model import routes
from portalgen.model.docs import DocsAsset, DocsPage, DocsSite, NavItem
from portalgen.model.source import SourceFile
from portalgen.publish import settle
from portalgen.publish.paths import SitePaths
from portalgen.resolve import docs_size
from tests.builders.docs import docs_job

SOURCE, _ = docs_job({"docs/index.md": "# Home"})


def page(path: str) -> DocsPage:
    return DocsPage(path, path or "Home", "<h1>x</h1>", (), (), f"docs/{path.rstrip('/') or 'index'}.md")


def site(*paths: str, assets: tuple[str, ...] = (), redirects: tuple[str, ...] = ()) -> DocsSite:
    return DocsSite(
        SOURCE,
        "Shop",
        pages=tuple(page(path) for path in paths),
        nav=tuple(NavItem(path, path) for path in paths),
        assets=tuple(DocsAsset(path, b"x") for path in assets),
        redirects=tuple((path, "") for path in redirects),
    )


@pytest.mark.parametrize(
    ("hostile", "left_out"),
    [
        (site("", "Guide/", "guide/"), "guide/"),
        (site("", assets=("Logo.png", "logo.png")), "logo.png"),
        (site("", "caf\N{LATIN SMALL LETTER E WITH ACUTE}/", "cafe\N{COMBINING ACUTE ACCENT}/"), "cafe\u0301/"),
        (site("", "b.txt/", assets=("b.txt",)), "b.txt"),
        (site("", "index.html/"), "index.html/"),
        (site("", assets=("a\\b.png",)), "a\\b.png"),
        (site("", "x/", redirects=("X/",)), "X/"),
        (site("", "long/" * 400), "long/" * 400),
    ],
    ids=["pages", "files", "accents", "file-and-folder", "index", "backslash", "redirect", "long"],
)
def test_a_name_that_is_in_the_way_costs_itself(hostile: DocsSite, left_out: str) -> None:
    settled = settle(hostile)
    assert [row.code for row in settled.diagnostics] == ["reserved-url"]
    kept = [*(one.path for one in settled.pages), *(one.path for one in settled.assets), *dict(settled.redirects)]
    every = [*(one.path for one in hostile.pages), *(one.path for one in hostile.assets), *dict(hostile.redirects)]
    assert [*kept, left_out] == sorted(every, key=lambda path: path == left_out)
    assert [item.path for item in settled.nav] == [one.path for one in settled.pages]
    paths = SitePaths()
    for path in kept:
        paths.take(routes.file_of(routes.docs(SOURCE.entity, path)))  # raises for what cannot be published


def test_a_section_of_the_navigation_stays_without_its_page() -> None:
    nav = (NavItem("A", "a/"), NavItem("Other", "A/", children=(NavItem("B", "b/"),)))
    found = settle(DocsSite(SOURCE, "Shop", pages=(page("a/"), page("A/"), page("b/")), nav=nav))
    assert found.nav == (nav[0], NavItem("Other", None, children=(NavItem("B", "b/"),)))


def test_documentation_without_such_names_is_left_alone() -> None:
    plain = site("", "guide/", assets=("logo.png",))
    assert settle(plain) is plain


def test_the_largest_files_are_left_out_of_documentation_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docs_size, "MOST", 100)
    sizes = {"docs/a.md": 20, "docs/film.mp4": 1_000, "docs/index.md": 30, "docs/z.png": 60}
    files = tuple(SourceFile(path, "", size) for path, size in sizes.items())
    sites, found = docs_size.within_size([replace(SOURCE, files=files), SOURCE])
    assert [file.path for file in sites[0].files] == ["docs/a.md", "docs/index.md"]
    assert sites[1] is SOURCE
    assert [(row.code, row.entity) for row in found] == [("docs-config", "component:default/shop")]
