"""Builders: definitions from the folder, small ones from keywords, entities and catalogs with them."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from portalgen.model.catalog import Catalog
from portalgen.model.entity import Entity
from portalgen_openapi.document import read_document
from portalgen_openapi.values import ApiDocument
from tests.builders import definitions

DEFINITIONS = Path(__file__).parent / "definitions"


@pytest.fixture(scope="session")
def read() -> Callable[[str], ApiDocument]:
    """Name of a file in definitions/ -> its document."""
    return lambda name: read_document((DEFINITIONS / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def define() -> Callable[..., ApiDocument]:
    """Keys of a definition -> its document; title and version are there."""

    def make(**keys: Any) -> ApiDocument:  # noqa: ANN401  (any JSON)
        info = {"title": "Test", "version": "1"}
        return read_document(json.dumps({"openapi": "3.1.0", "info": info, **keys}))

    return make


@pytest.fixture(scope="session")
def schema(define: Callable[..., ApiDocument]) -> Callable[..., Any]:
    """Schemas by name -> the first one as read."""
    return lambda **schemas: define(components={"schemas": schemas}).schemas[0].schema


@pytest.fixture(scope="session")
def api_entity() -> Callable[..., Entity]:
    """Text of a definition -> an OpenAPI entity that has it."""
    return partial(definitions.api_entity, spec_type="openapi")


@pytest.fixture(scope="session")
def catalog_of() -> Callable[..., Catalog]:
    """Entities -> a catalog of them."""
    return definitions.catalog_of
