"""Samples and examples have limits: each value, each request, and all of a page."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from portalgen_definitions.budget import CHARACTERS
from portalgen_openapi.requests import MAX_PARAMETERS
from portalgen_openapi.swagger2 import merged_parameters
from portalgen_openapi.values import ApiDocument

Define = Callable[..., ApiDocument]
LONG = "x" * 50_000


def shared(value: dict[str, Any], count: int = 200) -> dict[str, Any]:
    """Return a definition of many operations that need the same parameter."""
    row = {"name": "orderId", "in": "query", "required": True, **value}
    call = {"get": {"parameters": [{"$ref": "#/components/parameters/p"}]}}
    return {"components": {"parameters": {"p": row}}, "paths": {f"/{number}": call for number in range(count)}}


def written(document: ApiDocument) -> str:
    return "".join(text for operation in document.operations for _, text in operation.samples)


@pytest.mark.parametrize(
    "value",
    [
        {"example": LONG},
        {"schema": {"example": LONG}},
        {"schema": {"type": "array", "items": {"example": LONG}}},
        {"example": {"key": LONG}},
        {"example": {LONG: "a"}},
        {"example": [[LONG]]},
        {"style": "deepObject", "example": {"a": {"b": LONG}}},
        {"content": {"application/json": {"example": {"a": LONG}}}},
    ],
)
def test_a_name_stands_for_a_value_that_is_too_long(define: Define, value: dict[str, Any]) -> None:
    found = define(**shared(value))
    assert "ORDER_ID" in dict(found.operations[0].samples)["curl"]
    assert len(written(found)) < 200 * 1_000


def test_long_lists_end_early(define: Define) -> None:
    (operation,) = define(**shared({"example": list(range(10_000))}, 1)).operations
    assert dict(operation.samples)["curl"].count("orderId=") == 20


def test_a_form_has_few_short_fields(define: Define) -> None:
    fields = {f"f{number}": {"example": LONG[:5_000]} for number in range(300)}
    body = {"content": {"multipart/form-data": {"schema": {"properties": fields}}}}
    (operation,) = define(paths={"/": {"post": {"requestBody": body}}}).operations
    assert dict(operation.samples)["curl"].count("--form-string") == 50
    assert len(written(define(paths={"/": {"post": {"requestBody": body}}}))) < 20_000


def test_a_request_has_so_many_parameters(define: Define) -> None:
    rows = [{"name": f"p{number}", "in": "query", "required": True} for number in range(300)]
    (operation,) = define(paths={"/": {"get": {"parameters": rows}}}).operations
    assert len(operation.parameters) == 300
    assert dict(operation.samples)["curl"].count("=") == MAX_PARAMETERS


def test_samples_of_a_page_end_where_there_is_no_room(define: Define) -> None:
    found = define(**shared({"name": "x" * 5_000}, 600))
    assert CHARACTERS - 100_000 < len(written(found)) <= CHARACTERS
    assert not found.operations[-1].samples
    assert [fault.message for fault in found.faults] == [
        "the examples are too long to show all of them; further ones are left out"
    ]


def test_examples_that_are_referred_to_end_where_there_is_no_room(define: Define) -> None:
    example = {"value": [json.dumps(number) for number in range(1_000)]}
    content = {"application/json": {"examples": {str(n): {"$ref": "#/components/examples/e"} for n in range(10)}}}
    answers = {str(status): {"description": "", "content": content} for status in range(200, 220)}
    paths = {f"/{number}": {"get": {"responses": answers}} for number in range(50)}
    assert len(repr(define(paths=paths, components={"examples": {"e": example}}))) < 4 * CHARACTERS


def test_shared_parameters_are_read_while_there_is_room(define: Define, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def counted(*nodes: Any) -> Any:  # noqa: ANN401  (passed on)
        read.append(1)
        return merged_parameters(*nodes)

    monkeypatch.setattr("portalgen_openapi.operations.merged_parameters", counted)
    rows = [{"name": f"p{number}", "in": "query", "required": True, "schema": {}} for number in range(300)]
    call = {"get": {"parameters": [{"$ref": f"#/x/{number}"} for number in range(300)]}}
    paths = {f"/{number}": call for number in range(500)}
    found = define(paths=paths, x=rows)
    assert len(found.operations) == 500
    assert len(read) < 300
