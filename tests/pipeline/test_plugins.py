"""Plug-ins come in by one door; what breaks names the plug-in."""

from collections.abc import Iterable
from types import ModuleType

import pytest

from portalgen import hookspecs
from portalgen.errors import PluginError
from portalgen.hookspecs import hookimpl
from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Card
from portalgen.model.entity import Entity
from portalgen.model.kinds import Kind
from portalgen.model.spec import Spec
from portalgen.plugins import load_extensions


def module(name: str, **hooks: object) -> ModuleType:
    made = ModuleType(name)
    for key, value in hooks.items():
        setattr(made, key, value)
    return made


def test_the_built_ins_come_in_by_the_same_door() -> None:
    extensions = load_extensions()
    assert [kind.name for kind in extensions.kinds][:3] == ["Component", "API", "Resource"]
    assert "folder" in extensions.publishers
    assert extensions.cards
    assert extensions.collators


def test_the_openapi_plug_in_is_found_by_its_entry_point_and_can_be_disabled() -> None:
    assert "portalgen_openapi" in load_extensions().templates
    assert "portalgen_openapi" not in load_extensions(disabled=["openapi"]).templates


def test_templates_that_plug_ins_share_are_there_when_one_of_them_is_disabled() -> None:
    found = load_extensions(disabled=["asyncapi", "avro", "graphql", "jsonschema"])
    assert (found.templates["portalgen_definitions"] / "parts.html").is_file()
    assert "portalgen_definitions/definitions.css" in found.assets


def test_what_a_plug_in_registers_comes_after_the_built_ins() -> None:
    @hookimpl
    def register_kinds() -> Iterable[Kind]:
        return [Kind("Dataset", "Datasets", Spec)]

    def cards(_entity: Entity, _catalog: Catalog) -> Iterable[Card]:
        return ()

    @hookimpl
    def register_cards() -> Iterable[object]:
        return [cards]

    extensions = load_extensions(extra=[module("mine", register_kinds=register_kinds, register_cards=register_cards)])
    assert extensions.kinds[-1].name == "Dataset"
    assert extensions.cards[-1] is cards


def test_a_hook_that_fails_names_its_plug_in() -> None:
    @hookimpl
    def register_rules() -> Iterable[object]:
        raise RuntimeError("no database")

    with pytest.raises(PluginError, match="plug-in 'mine' failed: RuntimeError: no database") as caught:
        load_extensions(extra=[module("mine", register_rules=register_rules)])
    assert "plugins.disabled" in caught.value.hint


def test_a_hook_that_does_not_exist_is_refused() -> None:
    @hookimpl
    def register_cardz() -> Iterable[object]:
        return []

    with pytest.raises(PluginError, match="register_cardz"):
        load_extensions(extra=[module("mine", register_cardz=register_cardz)])


def test_hooks_are_few_and_explained() -> None:
    hooks = [value for name, value in vars(hookspecs).items() if name.startswith("register_")]
    assert 0 < len(hooks) <= 12
    assert all("Stage: " in (hook.__doc__ or "") for hook in hooks)
