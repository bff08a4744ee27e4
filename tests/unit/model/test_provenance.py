"""Where values came from: the descriptor's lines, files, defaults and what the build adds."""

from collections.abc import Iterable
from dataclasses import replace
from textwrap import dedent
from time import process_time
from typing import Any

import pytest

from portalgen.diagnostics import Where
from portalgen.model.catalog import Catalog
from portalgen.model.entity import Entity
from portalgen.model.provenance import Origin, origins, provenance
from portalgen.model.source import Location, Snapshot, Source, SourceFile
from portalgen.read import ReadPolicy, read_fragment

SOURCE = Source("https://github.com/acme/shop", "c" * 40, "main")
HEAD = "apiVersion: backstage.io/v1alpha1\nkind: {}\n"


class Texts:
    """Files in memory, as a store of blobs."""

    def __init__(self, files: dict[str, str]) -> None:
        self._files = files

    def read(self, source: Source, files: Iterable[SourceFile]) -> dict[str, bytes]:
        assert source == SOURCE
        return {file.path: self._files[file.path].encode() for file in files}


def entity(text: str, **files: str) -> Entity:
    """Return the last entity of `a/info.yaml`, read as reading does."""
    every = {"a/info.yaml": text, **{name.replace("__", "/").replace("_", "."): body for name, body in files.items()}}
    listed = tuple(SourceFile(path, "0", len(every[path])) for path in sorted(every))
    snapshot = Snapshot(Location("git", SOURCE.url), SOURCE, listed, ("a/info.yaml",))
    found = read_fragment(snapshot, Texts(every), ReadPolicy())
    assert found.diagnostics == ()
    return found.entities[-1]


def found_in(text: str, **files: str) -> dict[str, Origin]:
    return {one.pointer: one for one in origins(entity(text, **files))}


def how(origin: Origin) -> tuple[Any, ...]:
    return (str(origin.how), origin.line, origin.file)


COMPONENT = dedent("""\
    # the first line
    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata:
      name: shop
      annotations:
        backstage.io/view-url: https://example.org/
        backstage.io/managed-by-location: url:https://elsewhere.example/
      tags: [a, b]
    spec:
      type: service
      lifecycle: production
      owner: web
      dependsOn:
        - resource:db
        - component:pay
      more: {}
""")


def test_what_the_descriptor_says_has_its_line() -> None:
    found = found_in(COMPONENT)
    assert how(found["/kind"]) == ("declared", 3, "")
    assert how(found["/metadata/tags/1"]) == ("declared", 9, "")
    assert how(found["/spec/owner"]) == ("declared", 13, "")
    assert how(found["/spec/more"]) == ("declared", 17, "")


def test_what_nobody_says_is_a_default_inherited_or_added() -> None:
    found = found_in(COMPONENT)
    annotation = "/metadata/annotations/backstage.io~1"
    assert how(found["/metadata/namespace"]) == ("defaulted", 0, "")
    assert how(found[f"{annotation}edit-url"]) == ("added", 0, "")
    assert how(found[f"{annotation}managed-by-origin-location"]) == ("inherited", 0, "")


def test_a_view_url_of_its_own_is_declared_and_a_managed_by_is_replaced() -> None:
    found = found_in(COMPONENT)
    assert how(found["/metadata/annotations/backstage.io~1view-url"]) == ("declared", 7, "")
    assert how(found["/metadata/annotations/backstage.io~1managed-by-location"]) == ("added", 0, "")


def test_refs_keep_their_lines_when_reading_sorts_them() -> None:
    found = found_in(COMPONENT)
    rows = [(found[f"/spec/dependsOn/{index}"].value, found[f"/spec/dependsOn/{index}"].line) for index in (0, 1)]
    assert rows == [("component:pay", 16), ("resource:db", 15)]


API = HEAD.format("API") + "metadata: {name: pay}\nspec:\n  type: openapi\n  lifecycle: x\n  owner: web\n"


@pytest.mark.parametrize(
    ("target", "file"),
    [
        ("./api.json", "a/api.json"),
        ("api.json", "a/api.json"),
        ("/b/api.json", "b/api.json"),
        ("../b/api.json", "b/api.json"),
        ("https://github.com/acme/shop/blob/main/b/api.json", "b/api.json"),
        ("./api.json#part", "a/api.json"),
        ("api.json?at=1", "a/api.json"),
        (".\\api.json", "a/api.json"),
        ("x/../api.json", "a/api.json"),
        ("'%61pi.json'", "a/api.json"),
    ],
)
def test_what_a_placeholder_brings_in_is_of_its_file(target: str, file: str) -> None:
    text = f"{API}  definition:\n    $text: {target}\n"
    found = found_in(text, a__api_json="{}", b__api_json="{}")
    assert how(found["/spec/definition"]) == ("included", 9, file)


def test_what_a_placeholder_brings_in_is_one_value() -> None:
    found = found_in(f"{API}  definition: x\n  extra:\n    $json: api.json\n", a__api_json='{"a": {"b": [1, 2]}}')
    assert [place for place in found if place.startswith("/spec/extra")] == ["/spec/extra"]
    assert found["/spec/extra"].value == {"a": {"b": [1, 2]}}


def test_a_map_that_is_no_placeholder_is_declared() -> None:
    found = found_in(f"{API}  definition: x\n  extra:\n    $nothing: api.json\n")
    assert how(found["/spec/extra/$nothing"]) == ("declared", 10, "")


def test_many_maps_that_look_like_placeholders_take_no_longer_than_others() -> None:
    plain, dollars = (
        entity(f"{API}  definition: x\n  extra: [{f'{{{key}: 1}}, ' * 8000}]\n") for key in ("foo", "$foo")
    )
    times = []
    for one in (plain, dollars):
        start = process_time()
        assert len(origins(one)) > 8000
        times.append(process_time() - start)
    assert times[1] < 5 * times[0] + 0.5


def test_an_empty_file_that_a_plugin_fills_is_the_plugins() -> None:
    one = entity(f"{API}  definition: x\n  extra:\n    $text: none.txt\n", a__none_txt="")
    changed = {**one.document, "spec": {**one.spec, "extra": "till"}}
    added = {"/spec/extra": ("codeowners", Where(SOURCE.url, "CODEOWNERS", 3, 1))}
    (found,) = (row for row in origins(replace(one, document=changed, added=added)) if row.pointer == "/spec/extra")
    assert (str(found.how), found.by) == ("added", "codeowners")


def test_a_long_key_above_many_values_stands_for_those_that_are_left_out() -> None:
    key, count = "k" * 100_000, 400
    text = f"{API}  definition: x\n  extra:\n    ? {key}\n    : [{'a, ' * count}]\n  more: 1\n"
    found = provenance(one := entity(text), Catalog({one.ref: one}, ()))["values"]
    cut = found[f"/spec/extra/{key}"]
    listed = [place for place in found if place.startswith(f"/spec/extra/{key}/")]
    assert len(listed) + cut["leftOut"] == count
    assert cut == {"how": "declared", "line": 11, "leftOut": cut["leftOut"]}
    assert found["/spec/more"] == {"how": "declared", "line": 12}
    assert sum(map(len, found)) < 11 * len(text) + 50_000


def test_values_of_aliases_beyond_all_measure_are_left_out_up_to_the_root() -> None:
    document = {"kind": "Thing", "metadata": {"name": "x"}, "spec": {"a": [[0] * 100] * 1000}}
    found = origins(Entity(entity(COMPONENT).ref, document, Where()))
    assert sum(len(row.pointer) for row in found) <= 50_000
    assert any(row.left_out and row.pointer == "/spec/a" for row in found)


def test_an_alias_is_declared_where_it_stands() -> None:
    found = found_in(f"{API}  definition: x\n  one: &x\n    a: [1]\n  two: *x\n")
    assert how(found["/spec/two/a/0"]) == ("declared", 11, "")


def test_lines_are_those_of_the_file_for_every_document() -> None:
    assert found_in(f"{COMPONENT}---\n{API}  definition: x\n")["/spec/owner"].line == 25


def test_as_data_it_names_source_commit_and_file() -> None:
    one = entity(COMPONENT)
    catalog = Catalog({one.ref: one}, (), sources=(Snapshot(Location("git", SOURCE.url), SOURCE, ()),))
    found = provenance(one, catalog)
    assert (found["entityRef"], found["source"], found["file"]) == ("component:default/shop", SOURCE.url, "a/info.yaml")
    assert found["commit"] == "c" * 40
    assert found["values"]["/spec/owner"] == {"how": "declared", "line": 13}
    assert found["values"]["/metadata/namespace"] == {"how": "defaulted"}


def test_what_a_plugin_added_names_it_and_the_line_that_it_read() -> None:
    one = entity(COMPONENT)
    document = {**one.document, "spec": {**one.spec, "owner": "pay", "system": "till"}}
    places = {"/spec/owner": Where(SOURCE.url, "CODEOWNERS", 3, 1), "/spec/system": Where("", "portal.yaml", 9, 1)}
    added = {place: ("codeowners", where) for place, where in places.items()}
    found = provenance(replace(one, document=document, added=added), Catalog({}, ()))["values"]
    owner = {"how": "added", "by": "codeowners", "file": "CODEOWNERS", "line": 3}
    assert found["/spec/owner"] == owner
    assert found["/spec/system"] == {**owner, "file": "portal.yaml", "line": 9}


def test_an_entity_that_was_not_read_from_a_file_has_origins_all_the_same() -> None:
    document = {"apiVersion": "v1", "kind": "Thing", "metadata": {"name": "x", "namespace": "default"}}
    one = Entity(entity(COMPONENT).ref, document, entity(COMPONENT).where)
    assert {str(row.how) for row in origins(one)} == {"added", "defaulted"}
