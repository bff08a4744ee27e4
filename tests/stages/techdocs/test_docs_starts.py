"""Where documentation starts for an entity (`techdocs-entity-path`): mostly at a page of another entity's."""

from dataclasses import replace

import pytest

from portalgen.model.docs import DocsSite
from portalgen.model.docs_shown import docs_route
from portalgen.model.forge import Forges
from portalgen.model.ref import EntityRef
from portalgen.techdocs import Portal, cross_links, with_starts
from portalgen.techdocs.docs_starts import Started
from tests.builders.catalogs import catalog_of
from tests.builders.docs import Files, build

HOME = "docs/default/component/shop/"
PAGE = f"{HOME}guides/c%20%231/"
FILES: Files = {
    "mkdocs.yml": "plugins: [{redirects: {redirect_maps: {old.md: index.md}}}]",
    "docs/index.md": "# Shop",
    "docs/guides/c #1.md": "# Worker\n\n## Start\n\n## Main\n",
    "docs/plan.png": b"png",
}


def start(
    path: str | None, *, of: str = "component:default/shop", name: str = "worker", files: Files = FILES
) -> Started:
    """Return what comes of an entity that wants to show docs from a path on; the docs are those of `shop`."""
    annotations = {"backstage.io/techdocs-entity": of} | ({"backstage.io/techdocs-entity-path": path} if path else {})
    rows: dict[str, dict[str, str]] = {"shop": {}, "worker": {}, name: annotations}
    documents = [
        {"kind": "Component", "metadata": {"name": one, "annotations": values}} for one, values in rows.items()
    ]
    site: DocsSite = build(files)
    return with_starts(replace(catalog_of(documents), docs=(site.source,)), [site])


def shown(found: Started, name: str = "worker") -> str:
    return docs_route(found.catalog.entities[EntityRef("component", "default", name)], found.catalog)


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/guides/c%20%231", PAGE),
        ("guides/c%20%231/", PAGE),
        (" /guides/c%20%231.md ", PAGE),
        ("/guides/c%20%231/#start", f"{PAGE}#start"),
        ("/guides/c%20%231#main", f"{PAGE}#docs-main"),
        ("/old", f"{HOME}old/"),
        ("/", HOME),
        ("/index.md", HOME),
        ("", HOME),
        (None, HOME),
    ],
)
def test_documentation_starts_at_the_page_that_is_named(path: str | None, route: str) -> None:
    found = start(path)
    assert found.diagnostics == ()
    assert shown(found) == route


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("/guide/c%20%231", "the documentation of component:default/shop has no page '/guide/c #1'", "did you mean"),
        ("/plan.png", "the documentation of component:default/shop has no page '/plan.png'", "did you mean"),
        ("../../pay", "the documentation of component:default/shop has no page '../../pay'", "name a page"),
        ("https://e.example/", "the documentation of component:default/shop has no page 'https://e.", "name a page"),
    ],
)
def test_a_path_that_is_no_page_is_told_and_the_first_page_shown(path: str, message: str, hint: str) -> None:
    found = start(path)
    (row,) = found.diagnostics
    assert (row.code, row.entity) == ("docs-broken-link", "component:default/worker")
    assert row.message.startswith(f"component:default/worker: {message}")
    assert row.hint.startswith(hint)
    assert shown(found) == HOME


def test_an_anchor_that_is_not_there_costs_itself() -> None:
    found = start("/guides/c%20%231#strat")
    (row,) = found.diagnostics
    assert row.message.endswith("'guides/c #1/' of component:default/shop has no heading or anchor '#strat'")
    assert row.hint == "did you mean '#start'?"
    assert shown(found) == PAGE


def test_own_documentation_may_start_elsewhere_too() -> None:
    assert shown(start("/guides/c%20%231", of="", name="shop"), "shop") == PAGE


def test_what_an_entity_points_at_comes_before_its_own() -> None:
    found = start(None)
    worker = EntityRef("component", "default", "worker")
    sources = (*found.catalog.docs, replace(found.catalog.docs[0], entity=worker))
    assert docs_route(found.catalog.entities[worker], replace(found.catalog, docs=sources)) == HOME


@pytest.mark.parametrize("path", [None, "/guides/c%20%231", "/gone"])
def test_that_another_one_has_no_documentation_is_told_where_its_own_is_shown_too(path: str | None) -> None:
    found = start(path, of="component:nobody", name="shop")
    assert [(row.code, row.message) for row in found.diagnostics] == [
        ("docs-not-found", "component:default/shop: 'component:nobody' is no entity with documentation")
    ]
    assert shown(found, "shop") == HOME


@pytest.mark.parametrize(
    ("path", "name", "target"),
    [
        ("/guides/c%20%231#start", "worker", "guides/c%20%231/#start"),
        ("/guides/c%20%231#main", "worker", "guides/c%20%231/#docs-main"),
        ("/guides/c%20%231#start", "shop", "guides/c%20%231/#start"),
        ("/#shop", "worker", "./#shop"),
    ],
)
def test_links_lead_to_the_same_place_as_the_tab(path: str, name: str, target: str) -> None:
    files: Files = {**FILES, "docs/index.md": f"# Shop\n\n[x](entity:{name}#docs)\n"}
    of = "component:default/shop" if name == "worker" else ""
    found = start(path, of=of, name=name, files=files)
    [site] = cross_links([build(files)], Portal(found.catalog, Forges()))
    assert f'href="{target}"' in next(page.html for page in site.pages if not page.path)
    assert site.diagnostics == ()


def test_of_documentation_that_failed_nothing_is_said() -> None:
    found = start("/guides/x", files={"README.md": "x"})
    assert (found.diagnostics, shown(found)) == ((), HOME)


@pytest.mark.parametrize("named", ["component:default/nobody", "component:worker", "group:web", "a:b:c"])
def test_an_entity_without_documentation_is_told_of(named: str) -> None:
    found = start("/guides/worker", of=named)
    assert [(row.code, row.message) for row in found.diagnostics] == [
        ("docs-not-found", f"component:default/worker: '{named}' is no entity with documentation")
    ]
    assert shown(found) == ""
