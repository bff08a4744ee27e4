"""The search page without script: every entity by its first letter."""

from portalgen.hookspecs import Extensions
from portalgen.model.contributions import Built, SiteSettings
from portalgen.render.frame import Planning, make_shell
from portalgen.render.search_context import SearchContext, plan_search
from tests.builders.catalogs import make_catalog


def letters_of(*rows: str) -> dict[str, list[str]]:
    """Return letter -> titles of the search page of a catalog."""
    settings = SiteSettings()
    plan = plan_search(Planning(Built(make_catalog(*rows)), Extensions(), settings, make_shell(settings, ())))
    assert (plan.route, plan.template) == ("search/", "pages/search.html")
    assert isinstance(plan.context, SearchContext)
    assert plan.context.total == len(rows)
    assert len({row.id for row in plan.context.letters}) == len(plan.context.letters)
    return {row.letter: [link.title for link in row.entities] for row in plan.context.letters}


def test_every_entity_stands_once_under_its_first_letter() -> None:
    rows = ("component:beta", "component:alpha title=Zebra", "api:apple", "group:a title=Écurie", "user:x title=3_PO")
    assert letters_of(*rows) == {"#": ["3 PO"], "A": ["apple"], "B": ["beta"], "E": ["Écurie"], "Z": ["Zebra"]}


def test_titles_of_a_letter_are_in_the_order_people_read() -> None:
    assert letters_of("component:b title=Beta", "component:a title=bar", "system:c title=Bee") == {
        "B": ["bar", "Bee", "Beta"]
    }


def test_an_empty_catalog_has_no_letters() -> None:
    assert letters_of() == {}
