"""Descriptions as HTML: which links stay."""

import pytest

from portalgen.render.filters import markdown


@pytest.mark.parametrize("target", ["guide.md", "/guide/", "#somewhere"])
def test_a_link_that_leads_nowhere_is_words(target: str) -> None:
    assert markdown(f"see [the *guide*]({target} 'A title')") == "<p>see the <em>guide</em></p>\n"


def test_links_to_operations_of_the_same_definition_stay() -> None:
    assert 'href="#operation-getOrder"' in markdown("see [it](#operation-getOrder)")
    assert 'href="#tag-orders"' in markdown("see [them](#tag-orders)")
    assert "href" not in markdown("see [it](#operation-<x>)")
