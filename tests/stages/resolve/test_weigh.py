"""Weighing: what the configuration and the authors leave of the findings."""

from dataclasses import replace

import pytest

from portalgen.diagnostics import CODES, Diagnostic, Severity, diagnose, may_be_off
from portalgen.model.catalog import Catalog
from portalgen.resolve import weigh, weigh_catalog
from tests.builders.catalogs import catalog_of

SHOP = "component:default/shop"


def catalog(ignore: str = "") -> Catalog:
    metadata = {"name": "shop", "annotations": {"portalgen.dev/ignore": ignore} if ignore else {}}
    return catalog_of([{"apiVersion": "v", "kind": "Component", "metadata": metadata, "spec": {}}])


def row(code: str, entity: str = SHOP) -> Diagnostic:
    return diagnose(code, f"{code} of {entity}", entity=entity)


def codes(found: Catalog) -> list[str]:
    return [f"{one.severity} {one.code}" for one in found.diagnostics]


def test_a_code_has_the_severity_that_the_configuration_gives_it() -> None:
    levels = {"orphan-entity": Severity.ERROR, "dangling-owner": None}
    weighed = weigh([row("orphan-entity"), row("dangling-owner"), row("unowned-entity")], catalog(), levels)
    assert [f"{one.severity} {one.code}" for one in weighed.diagnostics] == [
        "error orphan-entity",
        "warning unowned-entity",
    ]
    assert weighed.suppressed == ()


def test_weighing_twice_changes_nothing() -> None:
    levels = {"orphan-entity": Severity.ERROR, "dangling-owner": None}
    here = catalog("unowned-entity for now")
    once = weigh([row("orphan-entity"), row("dangling-owner"), row("unowned-entity")], here, levels)
    assert weigh(once.diagnostics, here, levels).diagnostics == once.diagnostics


def test_what_an_author_explains_is_kept_apart_for_this_entity_only() -> None:
    found = weigh_catalog(
        [row("orphan-entity"), row("orphan-entity", "api:default/x")], catalog("orphan-entity stands alone"), {}
    )
    assert [one.entity for one in found.diagnostics] == ["api:default/x"]
    assert [one.reason for one in found.suppressed] == ["stands alone"]


def test_rows_end_at_semicolons_and_line_breaks() -> None:
    here = catalog("orphan-entity stands alone\ndangling-owner: comes next week;;")
    found = weigh_catalog([row("orphan-entity"), row("dangling-owner")], here, {})
    assert found.diagnostics == ()
    assert [(one.diagnostic.code, one.reason) for one in found.suppressed] == [
        ("dangling-owner", "comes next week"),
        ("orphan-entity", "stands alone"),
    ]


@pytest.mark.parametrize(
    ("ignore", "expected"),
    [
        ("orphan-entity", ["warning ignore-without-reason", "info orphan-entity"]),
        ("orfan-entity a demo", ["warning ignore-invalid", "info orphan-entity"]),
        ("orphan-entity a demo; unowned-entity too", ["info ignore-unused"]),
        ("orphan-entity a demo; docs-broken-link old", []),
        ("orphan-entity a demo", []),
    ],
)
def test_annotation_that_is_of_no_use_is_a_finding(ignore: str, expected: list[str]) -> None:
    assert codes(weigh_catalog([row("orphan-entity")], catalog(ignore), {})) == expected


def test_what_keeps_something_out_of_the_portal_cannot_be_ignored() -> None:
    found = weigh_catalog([row("duplicate-entity")], catalog("duplicate-entity on purpose"), {})
    assert codes(found) == ["error duplicate-entity", "warning ignore-invalid"]
    assert "which cannot be ignored" in found.diagnostics[1].message


def test_code_that_is_off_is_not_suppressed_and_its_annotation_is_of_use() -> None:
    found = weigh_catalog([row("orphan-entity")], catalog("orphan-entity a demo"), {"orphan-entity": None})
    assert (found.diagnostics, found.suppressed) == ((), ())


def test_entities_without_annotation_stay_as_they_were() -> None:
    plain = catalog()
    assert weigh_catalog([row("orphan-entity")], plain, {}) == replace(plain, diagnostics=(row("orphan-entity"),))


def test_only_errors_must_stay() -> None:
    assert {code for code in CODES if not may_be_off(code)} == {
        code for code, value in CODES.items() if value.severity == Severity.ERROR
    }


def test_only_the_first_rows_of_an_annotation_count_and_the_rest_is_one_finding() -> None:
    rows = "; ".join(f"code-{number} x" for number in range(5000))
    found = weigh_catalog([row("orphan-entity")], catalog(f"{rows}; orphan-entity too late"), {})
    messages = [one.message for one in found.diagnostics if one.code.startswith("ignore-")]
    assert len(messages) == 101
    assert f"{SHOP}: portalgen.dev/ignore has 4901 rows after the first 100" in messages
    assert "info orphan-entity" in codes(found)


def test_a_code_is_shown_as_far_as_one_can_be() -> None:
    (found,) = weigh_catalog([], catalog("x" * 10_000 + " why"), {}).diagnostics
    assert len(found.message) < 200


def test_codes_are_compared_with_the_known_ones_a_limited_number_of_times() -> None:
    rows = {number: "; ".join(f"orphan-entity-{number}-{row} x" for row in range(100)) for number in range(8)}
    documents = [
        {"kind": "Component", "metadata": {"name": f"c{number}", "annotations": {"portalgen.dev/ignore": text}}}
        for number, text in rows.items()
    ]
    found = weigh_catalog([], catalog_of(documents), {}).diagnostics
    assert len(found) == 800
    assert sum(one.hint == "did you mean orphan-entity?" for one in found) == 500
