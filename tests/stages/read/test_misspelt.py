"""Misspelt keys: what looks like a field that is meant, and what is left in peace."""

import pytest

from portalgen.model.kinds import BUILT_IN
from portalgen.read.misspelt_annotations import misspelt_annotations
from portalgen.read.misspelt_fields import misspelt_fields
from tests.builders.catalogs import catalog_of, make_catalog

KINDS = {kind.key: kind for kind in BUILT_IN}


def found(row: str) -> list[str]:
    (entity,) = make_catalog(row).entities.values()
    return [f"{one.message} | {one.hint}" for one in misspelt_fields(entity, KINDS[entity.ref.kind])]


@pytest.mark.parametrize(
    ("field", "meant"),
    [
        ("lifecyle", "lifecycle"),
        ("dependson", "dependsOn"),
        ("provideApis", "providesApis"),
        ("sub_component_of", "subcomponentOf"),
    ],
)
def test_key_that_looks_like_a_known_one_is_a_slip(field: str, meant: str) -> None:
    (text,) = found(f"component:a owner=web system=shop {field}=x")
    assert text == f"component:default/a: spec.{field} means nothing | did you mean {meant}?"


@pytest.mark.parametrize("field", ["version", "domain", "team", "systems=x system", "foo-bar", "implementsApis"])
def test_other_keys_are_the_authors_own(field: str) -> None:
    assert found(f"component:a owner=web system=shop {field}=x") == []


def test_fields_of_a_variant_are_known() -> None:
    assert found("api:tools type=mcp-server lifecycle=production owner=web remotes=a") == []


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("backstage.io/techdoc-ref", "did you mean backstage.io/techdocs-ref?"),
        ("portalgen.dev/ignores", "did you mean portalgen.dev/ignore?"),
        ("portalgen.dev/other", "portalgen knows portalgen.dev/docs-versions and portalgen.dev/ignore"),
        ("backstage.io/kubernetes-context", ""),
        ("github.com/project-slg", ""),
    ],
)
def test_annotations_that_nobody_but_backstage_and_portalgen_may_make_up(key: str, hint: str) -> None:
    document = {"kind": "Component", "metadata": {"name": "a", "annotations": {key: "x"}}}
    (entity,) = catalog_of([document]).entities.values()
    assert [one.hint for one in misspelt_annotations(entity)] == ([hint] if hint else [])
