"""A maker that fails on an odd entity costs what it would have added, and is named; everything else is there."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from portalgen.diagnostics import Severity
from portalgen.model.attempt import attempt, words_of
from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Built, Card, Context, ExtraPage, SearchDocument
from portalgen.model.entity import Entity
from portalgen.model.site import PagePlan
from portalgen.render.card_contexts import PairsCard
from portalgen.search import BUILT_IN_COLLATORS, collate
from tests.builders.catalogs import make_catalog
from tests.builders.sites import EXTENSIONS, plan

SHOP = make_catalog("component:odd owner=web", "component:shop owner=web", "group:web")


def costs(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    del catalog
    yield Card("First", "cards/pairs.html", PairsCard((("a", "b"),)), tab="costs", tab_title="Costs")
    if entity.name == "odd":
        raise KeyError("budget")
    yield Card("Second", "cards/pairs.html", PairsCard((("c", "d"),)), tab="costs")


def radar(built: Built) -> Iterator[ExtraPage]:
    del built
    yield ExtraPage("radar/", "Radar", "pages/404.html", Context(), nav="Radar")
    raise OSError(2, "No such file or directory", str(Path.home() / "radar.json"))


def stranger(entity: Entity, catalog: Catalog) -> Any:  # noqa: ANN401  (what no plug-in may give)
    del catalog
    return None if entity.name == "odd" else ["a card"]


def cards_of(found: tuple[PagePlan, ...], route: str) -> list[str]:
    context: Any = next(one.context for one in found if one.route == route)
    return [card.title for card in (*context.top, *context.main, *context.side)]


def test_a_card_maker_that_raises_costs_the_rest_of_its_cards_on_that_page() -> None:
    usual = plan(SHOP)
    found = plan(SHOP, extensions=replace(EXTENSIONS, cards=(costs, *EXTENSIONS.cards)))
    (told,) = found.diagnostics
    assert (told.code, told.severity, told.entity) == ("plugin-failed", Severity.ERROR, "component:default/odd")
    assert told.message == f"{__name__}.costs failed for component:default/odd: KeyError: 'budget'"
    assert cards_of(found.plans, "catalog/default/component/odd/costs/") == ["First"]
    assert cards_of(found.plans, "catalog/default/component/shop/costs/") == ["First", "Second"]
    odd = "catalog/default/component/odd/"
    assert cards_of(found.plans, odd) == cards_of(usual.plans, odd)
    assert {one.route for one in usual.plans} <= {one.route for one in found.plans}


def test_a_page_maker_that_raises_costs_its_further_pages() -> None:
    found = plan(SHOP, extensions=replace(EXTENSIONS, pages=(radar,)))
    assert [one.message for one in found.diagnostics] == [
        f"{__name__}.radar failed: FileNotFoundError: No such file or directory"
    ]
    assert "radar/" in {one.route for one in found.plans}


def test_something_that_is_no_card_is_a_failure_too() -> None:
    found = plan(SHOP, extensions=replace(EXTENSIONS, cards=(*EXTENSIONS.cards, stranger)))
    assert [one.message.partition(": ")[2] for one in found.diagnostics] == [
        "TypeError: 'NoneType' object is not iterable",
        "TypeError: gave str, Card was expected",
        "TypeError: gave str, Card was expected",
    ]


def test_a_collator_that_raises_costs_its_own_documents() -> None:
    def broken(built: Built) -> Iterator[SearchDocument]:
        del built
        yield SearchDocument("radar/", "Radar", "radar")
        raise RecursionError

    found = collate(Built(SHOP), (broken, *BUILT_IN_COLLATORS))
    assert [document.title for document in found] == ["Radar", "odd", "shop", "web"]
    assert [one.message.rpartition("broken failed: ")[2] for one in found.diagnostics] == ["RecursionError"]


def test_an_interrupt_is_no_failure() -> None:
    def interrupted() -> Iterator[Card]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        attempt(interrupted, gives=Card)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ValueError("bad /home/ann/.cache/portal/x.json here"), "ValueError: bad x.json here"),
        (ValueError(r"bad 'C:\Users\ann\x.json'"), "ValueError: bad 'x.json'"),
        (ValueError("see https://example.org/a/b"), "ValueError: see https://example.org/a/b"),
        (TypeError("<object object at 0x7f12ab>\nis odd"), "TypeError: <object object> is odd"),
        (AssertionError(), "AssertionError"),
    ],
    ids=["path", "windows", "address", "memory", "silent"],
)
def test_the_words_of_an_exception_hold_nothing_of_the_machine(error: Exception, words: str) -> None:
    assert words_of(error) == words
