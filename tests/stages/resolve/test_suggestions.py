"""What a dangling ref may have meant."""

import pytest

from portalgen.model.ref import EntityRef
from portalgen.resolve.suggestions import Suggestions
from tests.builders.catalogs import make_catalog

CATALOG = make_catalog(
    "group:payments",
    "group:pay/payroll",
    "group:ux",
    "component:payments-api",
    "system:search",
    "user:ada title=Ada",
    *(f"component:service-{number:04}" for number in range(2000)),
)


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ("group:payment", ["payments"]),
        ("group:payrol", ["pay/payroll"]),
        ("group:uxx", ["ux"]),
        ("component:servce-1234", ["service-1234", "service-0234"]),
        ("component:paymentapi", ["payments-api"]),
        ("component:search", ["system:default/search"]),
        ("group:nothing-like-it", []),
        ("dataset:ada", ["user:default/ada"]),
    ],
)
def test_similar_names_come_first_then_namesakes(missing: str, expected: list[str]) -> None:
    suggestions = Suggestions(CATALOG)
    found = suggestions.near(EntityRef.parse(missing))
    assert found == suggestions.near(EntityRef.parse(missing))
    assert found == expected


def test_hints_cost_a_limited_number_of_steps() -> None:
    alike = "a" * 55
    catalog = make_catalog(*(f"group:{alike}{number:04}" for number in range(500)), "user:namesake")
    suggestions = Suggestions(catalog, steps=1_000_000)
    missing = [EntityRef("group", "default", f"{alike}x{number:04}") for number in range(200)]
    hinted = [bool(suggestions.near(ref)) for ref in missing]
    assert 5 < sum(hinted) < 50
    assert hinted == sorted(hinted, reverse=True), "the first ones have them"
    assert suggestions.near(missing[0]), "what was found stays"
    assert suggestions.near(EntityRef.parse("group:namesake")) == ["user:default/namesake"]


def test_a_name_of_any_length_takes_no_steps() -> None:
    suggestions = Suggestions(CATALOG, steps=10_000)
    assert suggestions.near(EntityRef("group", "default", "payment" * 100_000)) == []
    assert suggestions.near(EntityRef.parse("group:payment")) == ["payments"]
