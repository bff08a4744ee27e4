"""The model of a portal: what is published is read as the kinds that it was, and nothing in it reaches for a file."""

import json
from pathlib import Path
from typing import Annotated

import pytest

from portalgen.api import model_file
from portalgen.config import Config, config_of
from portalgen.config.custom_model import make_model
from portalgen.model.catalog import Catalog
from portalgen.model.kinds import BUILT_IN, Kind
from portalgen.model.relations import Relates, RelationPair
from portalgen.model.routes import MODEL
from portalgen.model.spec import Spec, Text, Texts
from portalgen.published import PublishedModel, read_model
from tests.builders.web_server import web_site

PORTAL = """\
model:
  kinds:
    - name: Cluster
      schema: {type: object, required: [nodes], properties: {nodes: {type: integer}, owner: {type: string}}}
      relations: [{field: spec.runs, type: runs/runsOn, reverse: true}]
    - {name: Rack, plural: Racks, apiVersions: [larkspur.example/v1]}
  relations: [{forward: runs, backward: runsOn, forwardTitle: carries}]
plugins:
  codeowners: {kinds: [Component, Cluster]}
  policy: {rules: [{name: a, require: [spec.tier], message: secret}]}
"""
NOTHING = Catalog({}, ())


class RegionSpec(Spec):
    """A place, as a plug-in describes it."""

    zones: Annotated[Texts, Relates(RelationPair("hasZone", "zoneOf"), "zone")]
    title: Text = ""


def publish(folder: Path, config: Config, *kinds: Kind) -> PublishedModel:
    file = model_file(NOTHING, (*BUILT_IN, *config.model.kinds, *kinds), config)
    path = folder / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.content)
    return read_model(str(folder))


def written(folder: Path, text: str) -> PublishedModel:
    path = folder / MODEL
    path.parent.mkdir(parents=True)
    path.write_text(text)
    return read_model(str(folder / "catalog.ndjson"))


def test_kinds_of_portal_yaml_are_the_same_again(tmp_path: Path) -> None:
    config = config_of(tmp_path / "portal.yaml", PORTAL, {})
    found = publish(tmp_path, config)
    model = make_model(found.section, tmp_path)
    assert (model.faults, model.titles) == ((), {"runs": "carries"})
    for kind, again in zip(sorted(config.model.kinds, key=lambda kind: kind.key), model.kinds, strict=True):
        assert (again.name, again.plural, again.api_versions) == (kind.name, kind.plural, kind.api_versions)
        marks = {name: field.metadata for name, field in kind.spec.model_fields.items() if field.metadata}
        assert {name: field.metadata for name, field in again.spec.model_fields.items() if field.metadata} == marks
        needed = [name for name, field in kind.spec.model_fields.items() if field.is_required()]
        assert [name for name, field in again.spec.model_fields.items() if field.is_required()] == needed


def test_of_settings_only_the_kinds_are_published(tmp_path: Path) -> None:
    found = publish(tmp_path, config_of(tmp_path / "portal.yaml", PORTAL, {}))
    assert [(plugin.name, plugin.kinds) for plugin in found.plugins] == [
        ("codeowners", ("Component", "Cluster")),
        ("policy", None),
    ]
    assert "secret" not in (tmp_path / MODEL).read_text()


def test_a_kind_of_a_plug_in_is_described(tmp_path: Path) -> None:
    config = config_of(tmp_path / "portal.yaml", "", {})
    found = publish(tmp_path, config, Kind("Region", "Regions", RegionSpec), Kind("Zone", "Zones", Spec))
    region, _ = make_model(found.section, tmp_path).kinds
    schema = region.spec.schema_of_spec
    assert schema
    assert list(schema.faults({"zones": ["a"]})) == []
    assert [fault.words for fault in schema.faults({"zones": "a"})] == ["is not a list"]
    (mark,) = region.spec.model_fields["zones"].metadata
    assert mark == Relates(RelationPair("hasZone", "zoneOf"), "zone")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<!doctype html>",
        "[]",
        "5",
        "[" * 100_000,
        "{}",
        '{"kinds": 5, "plugins": [1, {"name": 5}], "relations": {}}',
    ],
)
def test_what_is_no_model_is_none(tmp_path: Path, text: str) -> None:
    assert written(tmp_path, text) == PublishedModel()


def test_one_odd_kind_costs_itself_and_no_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "schema.json").write_text("{}")
    rows = [{"name": "A", "schema": "schema.json"}, {"name": "no name"}, {"name": "Good", "later": 1}]
    found = written(tmp_path, json.dumps({"kinds": rows}))
    assert [kind.name for kind in found.section.kinds] == ["Good"]


def test_an_older_site_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert read_model(str(tmp_path)) == PublishedModel()
    model = json.dumps({"kinds": [{"name": "Good"}]})
    with web_site({f"/site/{MODEL}": model.encode()}) as site:
        assert read_model(site.url) == PublishedModel()
        for place in (f"{site.url}/site", f"{site.url}/site/", f"{site.url}/site/catalog.ndjson"):
            assert [kind.name for kind in read_model(place).section.kinds] == ["Good"]
