"""What earlier builds found out saves work and changes nothing."""

import os
import pickle
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portalgen import pipeline
from portalgen.cache import Cache
from portalgen.config import load_config
from portalgen.earlier import read_again
from portalgen.model.entity import Entity
from portalgen.model.source import BlobStore, Source, SourceFile
from portalgen.report import NullReporter
from portalgen.tools import prepare
from tests.builders.kept import API, CONTENTS, ODD, PATHS, SHOP, make_portal, resolved, said, write


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    return make_portal(tmp_path / "portal")


EDITS = st.dictionaries(st.sampled_from(PATHS), st.none() | st.sampled_from(CONTENTS), min_size=1, max_size=4)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("strict", [False, True])
@given(steps=st.lists(EDITS, min_size=2, max_size=4))
def test_after_any_edits_the_catalog_is_that_of_a_clean_build(
    portal: Path, tmp_path_factory: pytest.TempPathFactory, *, steps: Sequence[dict[str, str | None]], strict: bool
) -> None:
    write(portal, dict.fromkeys(PATHS))
    kept = tmp_path_factory.mktemp("kept")
    for step in steps:
        write(portal, step)
        clean = resolved(portal, tmp_path_factory.mktemp("clean"), strict=strict)
        for _ in ("changed", "again"):
            assert said(resolved(portal, kept, strict=strict)) == said(clean)


@dataclass
class Counting:
    """A store of blobs that notes what is asked of it."""

    blobs: BlobStore
    paths: list[str] = field(default_factory=list)

    def read(self, source: Source, files: Iterable[SourceFile]) -> Mapping[str, bytes]:
        wanted = list(files)
        self.paths += [file.path for file in wanted]
        return self.blobs.read(source, wanted)


def paths_read(portal: Path, cache: Path) -> list[str]:
    config = load_config(portal / "portal.yaml", os.environ, flags={"--cache": cache})
    tools = prepare(config, reporter=NullReporter())
    (snapshot,) = pipeline.gather(replace(tools, config=replace_cache(tools.config, cache / "other"))).snapshots
    counting = Counting(tools.blobs)
    read_again(snapshot, counting, tools.policy, Cache(cache), str(portal))
    return counting.paths


def replace_cache(config: Any, cache: Path) -> Any:  # noqa: ANN401  (a configuration)
    build = config.settings.build.model_copy(update={"cache": str(cache)})
    return replace(config, settings=config.settings.model_copy(update={"build": build}))


def test_only_what_has_changed_is_read_again(portal: Path, tmp_path: Path) -> None:
    write(portal, {"a/catalog-info.yaml": SHOP, "b/catalog-info.yaml": SHOP.replace("name: ", "name: other-")})
    cache = tmp_path / "kept"
    assert paths_read(portal, cache) == ["a/catalog-info.yaml", "b/catalog-info.yaml"]
    assert paths_read(portal, cache) == []
    write(portal, {"b/catalog-info.yaml": SHOP.replace("name: ", "name: another-")})
    assert paths_read(portal, cache) == ["b/catalog-info.yaml"]
    assert paths_read(portal, cache) == []


def test_what_is_odd_is_said_again_and_not_read_again(portal: Path, tmp_path: Path) -> None:
    write(portal, {"a/catalog-info.yaml": ODD})
    first, second = (resolved(portal, tmp_path / "kept") for _ in range(2))
    assert [row.code for row in second.diagnostics].count("misspelt-field") == 2
    assert second.diagnostics == first.diagnostics
    cache = tmp_path / "other"
    assert paths_read(portal, cache) == ["a/catalog-info.yaml"]
    assert paths_read(portal, cache) == []


@pytest.mark.parametrize("name", ["\u2028", 'é \\ "'])
def test_odd_names_of_files(portal: Path, tmp_path: Path, name: str) -> None:
    write(portal, {f"{name}/catalog-info.yaml": SHOP, "z/catalog-info.yaml": ODD})
    cache = tmp_path / "kept"
    assert len(paths_read(portal, cache)) == 2
    assert paths_read(portal, cache) == []


def test_what_takes_from_other_files_is_read_again_when_they_change(portal: Path, tmp_path: Path) -> None:
    write(portal, {"a/catalog-info.yaml": CONTENTS[3], "a/words.txt": "first"})
    cache = tmp_path / "kept"
    assert paths_read(portal, cache) == ["a/catalog-info.yaml", "a/words.txt"]
    assert paths_read(portal, cache) == []
    write(portal, {"a/words.txt": "second"})
    assert paths_read(portal, cache) == ["a/catalog-info.yaml", "a/words.txt"]
    for text in ("third", "fourth", "fourth"):
        write(portal, {"a/words.txt": text})
        (found,) = resolved(portal, cache).entities.values()
        assert found.spec["text"] == text
        assert found.included == {"/spec/text": "a/words.txt"}
    write(portal, {"a/words.txt": None})
    assert [row.code for row in resolved(portal, cache).diagnostics] == ["placeholder-failed"]


def test_what_a_definition_refers_to_counts_too(portal: Path, tmp_path: Path) -> None:
    spec = "{type: openapi, lifecycle: l, owner: o, definition: {$openapi: o.yaml}}"
    api = f"{API}\nkind: API\nmetadata: {{name: a}}\nspec: {spec}\n"
    document = "openapi: 3.1.0\ncomponents: {schemas: {A: {$ref: 'a.yaml'}}}\n"
    write(portal, {"a/catalog-info.yaml": api, "a/o.yaml": document, "a/a.yaml": "type: string\n"})
    cache = tmp_path / "kept"
    assert "a/a.yaml" in paths_read(portal, cache)
    assert paths_read(portal, cache) == []
    write(portal, {"a/a.yaml": "type: integer\n"})
    assert "a/a.yaml" in paths_read(portal, cache)


@pytest.mark.parametrize("damage", [b"", b"x", b"\n", b"{}\n{}"])
def test_a_damaged_cache_costs_time_only(portal: Path, tmp_path: Path, damage: bytes) -> None:
    write(portal, {"a/catalog-info.yaml": SHOP})
    first = said(resolved(portal, tmp_path / "kept"))
    kept = [path for path in (tmp_path / "kept").rglob("*") if path.is_file() and path.parent.name != "graphviz"]
    assert {path.parent.name for path in kept} == {"readings", "findings"}
    for path in kept:
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2] + damage)
    assert said(resolved(portal, tmp_path / "kept")) == first


def test_a_cache_that_cannot_be_written_costs_time_only(portal: Path, tmp_path: Path) -> None:
    write(portal, {"a/catalog-info.yaml": SHOP})
    for name in ("readings", "findings"):
        (tmp_path / "kept" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "kept" / name).write_text("a file where a folder should be")
    assert "component:default/shop" in {str(ref) for ref in resolved(portal, tmp_path / "kept").entities}


def test_what_is_read_by_other_rules_is_read_again(portal: Path, tmp_path: Path) -> None:
    write(portal, {"a/catalog-info.yaml": SHOP})
    assert len(resolved(portal, tmp_path / "kept").entities) == 2
    with (portal / "portal.yaml").open("a") as config:
        config.write("  rules: [{allow: [Group]}]\n")
    assert [str(ref) for ref in resolved(portal, tmp_path / "kept").entities] == ["group:default/team"]


def test_an_entity_of_an_earlier_reading_is_like_any_other(portal: Path, tmp_path: Path) -> None:
    write(portal, {"a/catalog-info.yaml": SHOP})
    first, second = (resolved(portal, tmp_path / "kept").entities for _ in range(2))
    for ref, fresh in first.items():
        late = second[ref]
        assert type(late) is not type(fresh)
        assert late == fresh
        assert fresh == late
        assert late != replace(fresh, written="")
        assert isinstance(late.document, dict)
        travelled: Entity = pickle.loads(pickle.dumps(replace(late, positions={})))  # noqa: S301  (our own)
        assert travelled.document == fresh.document
        assert travelled.type == late.type == fresh.type
        assert replace(late, written="x").relations == fresh.relations
        other = replace(late, document={**late.document, "spec": {"type": "x", "lifecycle": "y"}})
        assert (other.type, other.lifecycle, other.ignore) == ("x", "y", fresh.ignore)
        assert not hasattr(late, "colour")
