"""Faults of a definition become diagnostics with the place in the right file."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from portalgen.diagnostics import Severity
from portalgen.model.catalog import Catalog
from portalgen.model.entity import Entity
from portalgen.read.write_yaml import write_yaml
from portalgen_openapi.document import read_document
from portalgen_openapi.rules import check_definitions

Make = Callable[..., Entity]
Join = Callable[..., Catalog]

BROKEN = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get: 7\n"
INDENTED = "".join(f"    {line}\n" for line in BROKEN.splitlines())
INLINE = f"kind: API\nspec:\n  type: openapi\n  definition: |\n{INDENTED}"


def test_good_definition_says_nothing(api_entity: Make, catalog_of: Join) -> None:
    good = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n"
    assert list(check_definitions(catalog_of(api_entity(good)))) == []


def test_fault_inside_a_descriptor(api_entity: Make, catalog_of: Join) -> None:
    (found,) = check_definitions(catalog_of(api_entity(BROKEN, written=INLINE)))
    assert (found.code, found.severity, found.entity) == ("api-definition", Severity.WARNING, "api:default/orders")
    assert found.message == "api:default/orders: GET /a is not an operation"
    assert (found.where.path, found.where.line, found.where.column) == ("apis/catalog-info.yaml", 9, 14)
    assert INLINE.splitlines()[found.where.line - 1].strip() == "get: 7"


def test_fault_in_the_second_document_of_a_descriptor(api_entity: Make, catalog_of: Join) -> None:
    entity = api_entity(BROKEN, written=INLINE)
    moved = {pointer: (line + 11, column) for pointer, (line, column) in entity.positions.items()}
    second = replace(entity, written=f"---\n{INLINE}", written_line=11, positions=moved)
    (found,) = check_definitions(catalog_of(second))
    assert (found.where.line, found.where.column) == (20, 14)


def test_a_path_without_a_placeholder_is_told_apart(api_entity: Make, catalog_of: Join) -> None:
    (found,) = check_definitions(catalog_of(api_entity("./openapi.yml")))
    assert found.message == "api:default/orders: the definition is only the text './openapi.yml'"
    assert found.hint == "to bring the file in, write definition: {$text: ./openapi.yml}"


def test_fault_in_what_was_put_together(api_entity: Make, catalog_of: Join) -> None:
    written = "kind: API\nspec:\n  definition:\n    $openapi: ./orders.yaml\n"
    whole = write_yaml({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {"/a": {"get": 7}}})
    (found,) = check_definitions(catalog_of(api_entity(whole, written=written)))
    assert (found.where.path, found.where.line) == ("apis/orders.yaml", 0)  # its lines are those of no file
    (found,) = check_definitions(catalog_of(api_entity(BROKEN, written=written)))
    assert (found.where.path, found.where.line) == ("apis/orders.yaml", 5)  # it names no other file


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("./openapi/orders.yaml", "apis/openapi/orders.yaml"),
        ("/orders.yaml", "orders.yaml"),
        ("open%20api.yaml", "apis/open api.yaml"),
    ],
)
def test_fault_inside_an_included_file(api_entity: Make, catalog_of: Join, target: str, path: str) -> None:
    written = f"kind: API\nspec:\n  definition:\n    $text: {target}\n"
    (found,) = check_definitions(catalog_of(api_entity(BROKEN, written=written)))
    assert (found.where.path, found.where.line, found.where.column) == (path, 5, 10)


@pytest.mark.parametrize("target", ["https://example.org/orders.yaml", "../../outside.yaml"])
def test_fault_in_a_file_elsewhere_stands_at_the_placeholder(api_entity: Make, catalog_of: Join, target: str) -> None:
    written = f"kind: API\nspec:\n  definition:\n    $text: {target}\n"
    (found,) = check_definitions(catalog_of(api_entity(BROKEN, written=written)))
    assert (found.where.path, found.where.line) == ("apis/catalog-info.yaml", 3)


def test_many_faults_are_summed_up(api_entity: Make, catalog_of: Join) -> None:
    paths = "".join(f"  /{number}: {{get: 1}}\n" for number in range(30))
    found = list(check_definitions(catalog_of(api_entity(f"openapi: 3.1.0\npaths:\n{paths}"))))
    assert len(found) == 21
    assert found[-1].message == "api:default/orders: 12 more faults in this definition"


def test_other_types_are_left_alone(api_entity: Make, catalog_of: Join) -> None:
    assert list(check_definitions(catalog_of(api_entity("type Query", spec_type="graphql")))) == []


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("", "the definition is empty", 1),
        ("a: [", "the definition is not valid YAML: ", 1),
        ("- 1", "the definition is not a map with the key openapi or swagger", 1),
        ("info: {title: T, version: '1'}", "the definition says neither openapi nor swagger", 1),
        ("openapi: 3.1.0\ninfo:\n  version: '1'", "info has no title", 3),
        ("openapi: 3.1.0\ninfo:\n  title: T\n  version: 1.10", "the version is a number, text is expected", 4),
        ("openapi: 9.0.0\ninfo: {title: T, version: '1'}", "OpenAPI 9.0.0 is not a known version", 1),
        ("openapi: 3.0.0\ninfo: {title: [], version: '1'}", "info / title is a list, text is expected", 2),
        ("openapi: 3.0.0\npaths: []", "paths is a list, a map is expected", 2),
        ("openapi: 3.0.0\npaths:\n  a: {}", "the path a does not start with a slash", 3),
        ("openapi: 3.0.0\npaths:\n  /a:\n    $ref: b.yaml", "b.yaml is in another file, which is not followed", 4),
        ("openapi: 3.0.0\npaths:\n  /a:\n    $ref: '#/b'", "#/b is not in the definition", 4),
        ("openapi: 3.0.0\nx: {$ref: '#/x'}\npaths:\n  /a: {$ref: '#/x'}", "#/x refers to itself", 2),
        ("openapi: 3.0.0\nsecurity:\n  - nobody: []", "the security scheme nobody is not in the definition", 3),
        ("openapi: 3.0.0\ncomponents:\n  schemas:\n    A: 7", "7 is not a schema", 4),
    ],
)
def test_every_fault_has_a_message_and_a_line(text: str, message: str, line: int) -> None:
    faults = {fault.message: fault for fault in read_document(text).faults}
    (found,) = (fault for key, fault in faults.items() if key.startswith(message))
    assert found.line == line
