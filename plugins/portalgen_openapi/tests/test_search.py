"""Search finds operations and schemas, and leads to anchors that the page has."""

from collections.abc import Callable
from pathlib import Path

from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Built
from portalgen.model.entity import Entity
from portalgen_openapi.search import collate_definitions


def test_documents(api_entity: Callable[..., Entity], catalog_of: Callable[..., Catalog]) -> None:
    text = (Path(__file__).parent / "definitions/orders.openapi31.yaml").read_text(encoding="utf-8")
    found = {each.title: each for each in collate_definitions(Built(catalog_of(api_entity(text))))}
    listed = found["GET /orders"]
    assert listed.location == "catalog/default/api/orders/definition/#operation-listOrders"
    assert (listed.type, listed.name, listed.kind, listed.context) == ("operation", "listOrders", "api", "Orders")
    assert listed.text == "List orders\nlimit state X-Trace"
    assert listed.tags == ("orders",)
    money = found["Money"]
    assert money.location == "catalog/default/api/orders/definition/#schema-Money"
    assert (money.type, money.text) == ("schema", "amount currency")
    assert len(found) == 5 + 9
