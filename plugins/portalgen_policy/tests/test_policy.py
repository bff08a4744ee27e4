"""Policy: each part of a rule, for the kinds and types that it is for, with the place and the organisation's hint."""

from pathlib import Path

import pytest

from portalgen.config import PluginSettings
from portalgen.errors import ConfigError
from portalgen_policy.policy import Policy
from tests.builders.catalogs import catalog_of


def entity(kind: str = "Component", name: str = "shop", **spec: object) -> dict[str, object]:
    metadata = {"name": name, "annotations": {"pager": "a-1", "empty": ""}, "labels": {"tier": "1"}}
    return {"apiVersion": "backstage.io/v1alpha1", "kind": kind, "metadata": metadata, "spec": spec}


def found(rule: dict[str, object], *documents: dict[str, object], file: Path = Path("portal.yaml")) -> list[str]:
    policy = Policy.of(PluginSettings("policy", {"rules": [rule]}, file))
    return [f"{row.message} | {row.hint}" for row in policy(catalog_of(documents or [entity(type="service")]))]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"annotations": ["pager"], "labels": ["tier"]}, []),
        ({"annotations": ["cost"]}, ["the annotation cost is missing | add it to metadata.annotations"]),
        ({"annotations": ["empty"]}, ["the annotation empty is missing | add it to metadata.annotations"]),
        ({"labels": ["zone"]}, ["the label zone is missing | add it to metadata.labels"]),
        ({"name": "[a-z]+"}, []),
        (
            {"name": "[a-z]+-[a-z]+", "hint": "see go/names"},
            ["the name does not have the form [a-z]+-[a-z]+ | see go/names"],
        ),
        ({"schema": {"properties": {"spec": {"required": ["system"]}}}}, ["spec.system is missing | "]),
        (
            {"schema": {"properties": {"spec": {"properties": {"type": {"enum": ["job"]}}}}}},
            ["spec.type has a value that is not allowed | use job"],
        ),
    ],
)
def test_rule_finds_what_it_does_not_allow(rule: dict[str, object], words: list[str]) -> None:
    assert found(rule) == [f"component:default/shop: {word}" for word in words]


def test_rule_is_for_its_kinds_and_types() -> None:
    rule: dict[str, object] = {"kinds": ["component"], "types": ["service"], "annotations": ["cost"]}
    documents = [entity(name="a", type="service"), entity(name="b", type="job"), entity("API", "c", type="service")]
    assert [row.split(":")[1].strip() for row in found(rule, *documents)] == ["default/a"]


def test_schema_may_be_a_file_beside_portal_yaml(tmp_path: Path) -> None:
    (tmp_path / "entity.yaml").write_text("properties: {spec: {required: [system]}}\n")
    rule: dict[str, object] = {"schema": "entity.yaml"}
    assert found(rule, file=tmp_path / "portal.yaml") == ["component:default/shop: spec.system is missing | "]


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({"name": "("}, r"plugins\.policy\.rules\[0\]\.name: cannot be used"),
        ({"name": "(?=a)"}, r"plugins\.policy\.rules\[0\]\.name: cannot be used"),
        ({"schema": {"type": "objekt"}}, r"plugins\.policy\.rules\[0\]\.schema: cannot be used: type"),
        ({"schema": "gone.json"}, r"plugins\.policy\.rules\[0\]\.schema: cannot be used: cannot be read"),
        ({"kind": ["API"]}, r"plugins\.policy\.rules\[0\]\.kind: unknown key; did you mean 'kinds'"),
    ],
)
def test_rule_that_cannot_be_used_is_a_fault_of_the_configuration(rule: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        found(rule)


def test_names_of_strangers_take_no_time() -> None:
    assert len(found({"name": "(a+)+b"}, entity(name="a" * 63))) == 1


def test_an_entity_that_no_schema_can_be_applied_to_costs_no_other_its_checks() -> None:
    policy = Policy.of(PluginSettings("policy", {"rules": [{"schema": {"required": ["x"]}}, {"labels": ["zone"]}]}))
    documents = [entity(name="a"), entity(name="b", odd="\ud800"), entity(name="c")]
    assert [(row.code, row.entity) for row in policy(catalog_of(documents)) if "label" not in row.message] == [
        ("policy-violation", "component:default/a"),
        ("plugin-failed", "component:default/b"),
        ("policy-violation", "component:default/c"),
    ]
    assert len([row for row in policy(catalog_of(documents)) if "label" in row.message]) == 3
