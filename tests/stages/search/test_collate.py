"""What is findable: entities, and documentation by section."""

import pytest

from portalgen.model.catalog import Catalog, DocsSource
from portalgen.model.contributions import Built, SearchDocument
from portalgen.model.docs import DocsPage, DocsSite, Section
from portalgen.model.ref import EntityRef
from portalgen.model.source import Source
from portalgen.search import BUILT_IN_COLLATORS, collate
from portalgen.search.collate import plain_text
from tests.builders.catalogs import catalog_of, make_catalog

CATALOG = make_catalog(
    "component:shop type=website owner=web system=store title=Web_shop description=Sells_*things*",
    "system:store owner=web title=The_store",
    "group:web title=Web_team",
)


def documents_of(catalog: Catalog, *sites: DocsSite) -> dict[str, SearchDocument]:
    """Return location -> document."""
    found = list(collate(Built(catalog, sites), BUILT_IN_COLLATORS))
    assert len({document.location for document in found}) == len(found)
    return {document.location: document for document in found}


def test_an_entity_is_found_by_what_its_page_says() -> None:
    assert documents_of(CATALOG)["catalog/default/component/shop/"] == SearchDocument(
        location="catalog/default/component/shop/",
        title="Web shop",
        type="entity",
        text="Sells things",
        kind="component",
        name="component:default/shop",
        owner="Web team",
        context="website · The store",
    )


def test_every_entity_of_every_kind_is_found() -> None:
    assert len(documents_of(CATALOG)) == 3


def test_a_person_is_found_by_display_name_and_address() -> None:
    profile = {"displayName": "Ana Silva", "email": "ana@example.org"}
    user = {"apiVersion": "x", "kind": "User", "metadata": {"name": "asilva"}, "spec": {"profile": profile}}
    (document,) = documents_of(catalog_of([user])).values()
    assert (document.title, document.name, document.text) == ("Ana Silva", "user:default/asilva", "ana@example.org")


def test_an_owner_that_is_not_in_the_catalog_is_named_by_its_ref() -> None:
    (document,) = documents_of(make_catalog("component:shop type=website owner=nobody")).values()
    assert document.owner == "nobody"


def docs_site(*pages: DocsPage) -> DocsSite:
    """Return the documentation of component:shop."""
    source = DocsSource(EntityRef.parse("component:shop"), Source("https://git.example/shop"), "", ())
    return DocsSite(source, "Shop handbook", pages)


def test_documentation_is_found_section_by_section() -> None:
    sections = (
        Section("", "Guide", ""),
        Section("guide", "Guide", "All about it."),
        Section("set-up", "Set up", "Do this."),
    )
    found = documents_of(CATALOG, docs_site(DocsPage("guide/", "Guide", "", (), sections, "docs/guide.md")))
    page = "docs/default/component/shop/guide/"
    assert found[f"{page}#guide"].title == "Guide"
    assert found[f"{page}#set-up"] == SearchDocument(
        location=f"{page}#set-up",
        title="Guide \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} Set up",
        type="docs",
        text="Do this.",
        kind="component",
        owner="Web team",
        context="Shop handbook",
    )
    assert page not in found


def test_a_page_without_sections_is_found_by_its_description() -> None:
    page = DocsPage("", "Home", "", (), (), "docs/index.md", description="Start here.")
    assert documents_of(CATALOG, docs_site(page))["docs/default/component/shop/"].text == "Start here."


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("Takes **card** payments, `settles` _daily_.", "Takes card payments, settles daily."),
        ("# Head\n\n- one\n- [two](https://x.example/a_b)\n1. ![three](c.png)", "Head one two three"),
        ("keeps snake_case and 2 * 3", "keeps snake_case and 2 3"),
        ("a <b>bold</b> word; x < y", "a bold word; x < y"),
        ("```sh\nrm -rf\n```\nafter", "after"),
        ("", ""),
    ],
)
def test_markdown_becomes_plain_words(markdown: str, text: str) -> None:
    assert plain_text(markdown) == text


def test_results_show_no_characters_that_nobody_sees() -> None:
    found = collate(Built(CATALOG), [lambda _: [SearchDocument("x/", "a\u202eb\x00", "radar", "one\ntwo\x7f")]])
    assert [(document.title, document.text) for document in found] == [("ab", "one\ntwo")]
