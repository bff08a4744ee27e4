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
