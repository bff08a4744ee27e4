"""Predicates over entities, in Backstage's language."""

import pytest

from portalgen.model.predicate import check_predicate, matches
from portalgen.model.ref import EntityRef
from tests.builders.catalogs import catalog_of

CATALOG = catalog_of(
    [
        {
            "apiVersion": "backstage.io/v1alpha1",
            "kind": "Component",
            "metadata": {
                "name": "Shop",
                "tags": ["java", "Web"],
                "annotations": {"example.org/id": "A1", "empty": ""},
                "links": [{"url": "https://a.example/"}],
            },
            "spec": {"type": "service", "owner": "web", "port": 80},
        },
        {"apiVersion": "backstage.io/v1alpha1", "kind": "Group", "metadata": {"name": "web"}, "spec": {}},
    ]
)
SHOP = CATALOG.entities[EntityRef("component", "default", "shop")]


@pytest.mark.parametrize(
    "predicate",
    [
        {},
        {"kind": "component"},
        {"kind": "Component", "spec.type": "SERVICE"},
        {"metadata.namespace": "default"},
        {"metadata.tags": "web"},
        {"metadata.tags": {"$contains": "java"}},
        {"metadata.annotations.example.org/id": {"$exists": True}},
        {"metadata.annotations.other": {"$exists": False}},
        {"metadata.annotations.empty": {"$exists": True}},
        {"metadata.annotations": {"$exists": True}},
        {"metadata.links.url": {"$hasPrefix": "https://a."}},
        {"spec.port": 80},
        {"spec.type": {"$in": ["website", "service"]}},
        {"relations.ownedBy": "group:default/web"},
        {"$any": [{"kind": "api"}, {"kind": "component"}]},
        {"$all": [{"kind": "component"}, {"$not": {"spec.type": "website"}}]},
    ],
)
def test_predicates_that_hold(predicate: dict[str, object]) -> None:
    check_predicate(predicate)
    assert matches(predicate, SHOP, CATALOG)
    assert not matches({"$not": predicate}, SHOP, CATALOG)


@pytest.mark.parametrize(
    "predicate",
    [
        {"kind": "api"},
        {"kind": "component", "spec.type": "website"},
        {"spec": "service"},
        {"spec.type.more": {"$exists": True}},
        {"metadata.annotations.example.org": {"$exists": True}},
        {"relations.ownedBy": "group:default/other"},
        {"$any": []},
        {"spec.type": {"$in": []}},
    ],
)
def test_predicates_that_do_not_hold(predicate: dict[str, object]) -> None:
    check_predicate(predicate)
    assert not matches(predicate, SHOP, CATALOG)


@pytest.mark.parametrize(
    ("predicate", "words"),
    [
        ("kind:component", "keys and values"),
        ({"$some": []}, r"\$all, \$any and \$not"),
        ({"$any": {"kind": "api"}}, "list of conditions"),
        ({"spec.type": ["a", "b"]}, r"`\$in`"),
        ({"spec.type": {"$is": "a"}}, "no condition of a field"),
        ({"spec.type": {"$in": "a"}}, "list of values"),
        ({"spec.type": {"$exists": "yes"}}, "true or false"),
        ({"$not": {"$not": ["x"]}}, "keys and values"),
    ],
)
def test_what_is_no_predicate_is_said(predicate: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check_predicate(predicate)
