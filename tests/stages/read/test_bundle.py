"""A definition of many files becomes one, as Backstage's module answers."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from portalgen.crawl import GitFetcher, crawl_locations
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.fragment import Fragment
from portalgen.model.source import Location
from portalgen.read import ReadPolicy, read_fragment
from portalgen.read.addresses import path_inside
from portalgen.read.allowance import Allowance, AllowanceError
from portalgen.read.bundle import bundle
from portalgen.read.reference import BundleError, Files
from portalgen.read.write_yaml import write_yaml
from portalgen.yaml12 import Limits, parse_documents
from portalgen_openapi.document import read_document
from tests.builders.repositories import RepositoryBuilder

PET = """\
type: object
properties:
  name: {type: string, example: yes}
  owner: {$ref: 'all.yaml#/Owner'}
  parent: {$ref: Pet.yaml}
  children: {type: array, items: {$ref: '#'}}
"""
ALL = """\
Id: {$ref: '#/RealId'}
RealId: {type: integer}
Owner: {properties: {pets: {items: {$ref: Pet.yaml}}, id: {$ref: '#/Id'}}}
a/b~c d: {type: string}
"""
ROOT = """\
openapi: 3.0.3
info: {title: Pets, version: "1.0"}
paths:
  /pets: {$ref: paths/pets.json#/%7Bpets%7D}
components:
  schemas:
    Pet: {$ref: ./schemas/Pet.yaml}
    Same: {$ref: '#/components/schemas/Pet'}
    Inner: {$ref: '#/components/schemas/Same/properties/name'}
    Odd: {$ref: 'schemas/all.yaml#/a~1b~0c%20d'}
"""
PATHS = (
    '{"{pets}": {"get": {"operationId": "list", "responses": {"200": {"description": "ok", "content": {"application'
    '/json": {"schema": {"$ref": "../schemas/Pet.yaml"}}}}}}, "post": {"operationId": "make", "responses": {"204": '
    '{"description": "../openapi.yaml#/x"}, "default": {"$ref": "../openapi.yaml#/components/schemas/Pet"}}}}}'
)
PETS = {"openapi.yaml": ROOT, "schemas/Pet.yaml": PET, "schemas/all.yaml": ALL, "paths/pets.json": PATHS}


def bundled(files: Mapping[str, str], path: str = "openapi.yaml", allowance: Allowance | None = None) -> str:
    """Bundle a file of a tree of files that exist in memory only."""

    def read(name: str) -> str:
        if name not in files:
            raise BundleError(f"there is no file '{name}'")
        return files[name]

    def locate(target: str, base: str) -> str:
        return path_inside(target, base, strict=False)

    return bundle(files[path], path, Files(locate, read, allowance or Allowance()))


def value(text: str) -> Any:  # noqa: ANN401  (any YAML value)
    [document] = parse_documents(text, Limits(nodes=1_000_000, size=20_000_000))
    assert not document.fault
    return document.value


def refs(one: object) -> list[str]:
    """Return every reference in a value."""
    below = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
    own = [one["$ref"]] if isinstance(one, dict) and isinstance(one.get("$ref"), str) else []
    return own + [ref for item in below for ref in refs(item)]


def test_every_value_comes_in_once_nearest_to_the_root() -> None:
    found = value(bundled(PETS))
    pet = "#/components/schemas/Pet"
    schemas = found["components"]["schemas"]
    assert schemas["Pet"]["properties"] == {
        "name": {"type": "string", "example": "yes"},
        "owner": {"properties": {"pets": {"items": {"$ref": pet}}, "id": {"type": "integer"}}},
        "parent": {"$ref": pet},
        "children": {"type": "array", "items": {"$ref": pet}},
    }
    assert schemas["Same"] == {"$ref": pet}
    assert schemas["Inner"] == {"$ref": f"{pet}/properties/name"}  # a reference must not pass through another
    assert schemas["Odd"] == {"type": "string"}
    operations = found["paths"]["/pets"]
    assert operations["get"]["responses"]["200"]["content"] == {"application/json": {"schema": {"$ref": pet}}}
    assert operations["post"]["responses"]["default"] == {"$ref": pet}


def test_the_plug_in_shows_all_operations_and_schemas_of_it() -> None:
    document = read_document(bundled(PETS))
    assert document.faults == ()
    assert [operation.id for group in document.groups for operation in group.operations] == ["list", "make"]
    assert [schema.name for schema in document.schemas] == ["Pet", "Same", "Inner", "Odd"]


@pytest.mark.parametrize("text", ["openapi: 3.0.0 # mine\nx: {$ref: '#/y'}\ny: 1\n", "{", "", '$ref : "#/y"', "a: [b"])
def test_a_definition_that_names_no_other_file_stays_letter_by_letter(text: str) -> None:
    assert bundled({"openapi.yaml": text}) == text


def test_urls_of_other_places_stay() -> None:
    text = "a: {$ref: 'https://example.org/pet.yaml#/Pet'}\nb: {$ref: x.yaml}\nc: {$ref: 'urn:x'}\nd: {$ref: '#name'}\n"
    found = value(bundled({"openapi.yaml": text, "x.yaml": "$ref: https://example.org/b"}))
    assert refs(found) == ["https://example.org/pet.yaml#/Pet", "https://example.org/b", "urn:x", "#name"]


def test_keys_beside_a_reference_win_over_what_it_names() -> None:
    text = "One: {$ref: 'm.yaml#/A', description: mine, properties: {c: 1, n: {o: 1}}}\nTwo: {$ref: 'm.yaml#/A'}\n"
    files = {"openapi.yaml": text, "m.yaml": "A: {description: theirs, properties: {b: 2, n: {p: 2}}}"}
    found = value(bundled(files))
    assert found["Two"] == {"description": "theirs", "properties": {"b": 2, "n": {"p": 2}}}
    assert found["One"] == {"$ref": "#/Two", "description": "mine", "properties": {"c": 1, "n": {"o": 1}}}
    alone = value(bundled({**files, "openapi.yaml": text.splitlines()[0]}))
    assert alone["One"] == {"description": "mine", "properties": {"c": 1, "b": 2, "n": {"o": 1, "p": 2}}}


def test_messages_of_asyncapi_3_stay_those_of_their_channel() -> None:
    text = """\
asyncapi: 3.0.0
channels: {orders: {messages: {made: {$ref: 'm.yaml#/made'}}}, same: {$ref: '#/channels/orders'}}
operations: {on: {channel: {$ref: '#/channels/same'}, messages: [{$ref: '#/channels/same/messages/made'}]}}
"""
    found = value(bundled({"a.yaml": text, "m.yaml": "made: {payload: {type: string}}"}, "a.yaml"))
    assert found["channels"]["orders"]["messages"]["made"] == {"payload": {"type": "string"}}
    assert refs(found["operations"]) == ["#/channels/same", "#/channels/same/messages/made"]


def test_files_that_are_no_data_are_texts() -> None:
    files = {"openapi.yaml": "a: {$ref: t.txt}\nb: {$ref: d.md}\nc: {$ref: x.avsc#/a}\n"}
    found = value(bundled({**files, "t.txt": "k: v\n", "d.md": "# A\n- b: c\n d\n: e", "x.avsc": '{"a": [1e3]}'}))
    assert found == {"a": "k: v\n", "b": "# A\n- b: c\n d\n: e", "c": [1000]}


def test_what_is_written_means_the_same_in_both_versions_of_yaml() -> None:
    texts = [
        "1e3",
        "0o14",
        "014",
        "yes",
        "2024-01-01",
        "12:30",
        "~",
        "",
        " a ",
        "a\nb\n\n",
        "a: b",
        "#c",
        "\u2028",
        "-",
        "<<",
    ]
    written = {"texts": texts, "numbers": [1, 1.5, 1e300, -2, None, True], **dict.fromkeys(texts, texts)}
    text = write_yaml(written)
    assert value(text) == written
    assert value(f"%YAML 1.1\n---\n{text}") == written
    assert "*" not in text


BAD = {
    "none.yaml": "there is no file 'none.yaml'",
    "m.yaml#/no": "there is no '/no' in 'm.yaml'",
    "m.yaml#/list/9": "there is no '/list/9' in 'm.yaml'",
    "m.yaml#/list/x": "there is no '/list/x' in 'm.yaml'",
    "m.yaml#/one/more": "there is no '/one/more' in 'm.yaml'",
    "m.yaml#here": "'#here' is no JSON pointer",
    "m.yaml#/a": "'m.yaml#/a' leads in a circle",
    "m.yaml#/grows": "'m.yaml#/grows' leads in a circle",
    "../../x.yaml": "leads out of the repository",
    "%2e%2e/%2e%2e/x.yaml": "leads out of the repository",
    "bad.yaml": "'bad.yaml' is not valid YAML: line 1",
    "two.yaml": "'two.yaml' has 2 YAML documents",
    "empty.yaml": "'empty.yaml' has 0 YAML documents",
    "long.yaml#/" + "x" * 1_000_000: "a reference has at most 4,000 characters",
    "long.yaml#/" + "y" * 3000: "there is no '/yyy",
}


@pytest.mark.parametrize("ref", BAD, ids=lambda ref: ref[:30])
def test_a_reference_that_leads_nowhere_is_a_fault_with_its_place(ref: str) -> None:
    more = "a: {$ref: '#/b'}\nb: {$ref: '#/a'}\ngrows: {$ref: '#/grows/x'}\nlist: [1]\none: 1\n"
    files = {"openapi.yaml": f"paths:\n  /a: {{$ref: '{ref}'}}\n", "m.yaml": more, "long.yaml": "{}"}
    with pytest.raises(BundleError) as raised:
        bundled({**files, "bad.yaml": "a: [", "two.yaml": "a\n---\nb", "empty.yaml": "# no"})
    assert BAD[ref] in str(raised.value)
    assert "at /paths/~1a of the whole" in str(raised.value)
    assert len(str(raised.value)) < 1000


def test_a_definition_has_limits() -> None:
    deep = "openapi.yaml", "{a: " * 60 + "{$ref: m.yaml}" + "}" * 60
    with pytest.raises(BundleError, match="nested more than"):
        bundled({deep[0]: deep[1], "m.yaml": "[" * 60 + "]" * 60})
    many = "".join(f"k{number}: {{$ref: f{number}.yaml}}\n" for number in range(1100))
    with pytest.raises(BundleError, match="more than 1,000 files"):
        bundled({"openapi.yaml": many, **{f"f{number}.yaml": "1" for number in range(1100)}})
    with pytest.raises(AllowanceError, match="hold too many values"):
        bundled(PETS, allowance=Allowance(bundled=50))


def test_a_long_key_above_many_references_is_not_written_once_for_each() -> None:
    many = ", ".join(["{$ref: m.yaml}"] * 1000)
    with pytest.raises(BundleError, match="more than 10,000,000 characters"):
        bundled({"openapi.yaml": f"? {'k' * 100_000}\n: [{many}]\n", "m.yaml": "a: 1"})


@pytest.fixture
def read(make_repository: Callable[[str], RepositoryBuilder], tmp_path: Path) -> Callable[..., Fragment]:
    """Return a function that reads the descriptors of a repository with these files."""

    def call(files: Mapping[str, str], policy: ReadPolicy | None = None) -> Fragment:
        repository = make_repository("shop").commit(files)
        fetcher = GitFetcher(FetchSettings(tmp_path, tmp_path / "cache"))
        (snapshot,) = crawl_locations([Location("git", repository.url)], [fetcher]).snapshots
        return read_fragment(snapshot, fetcher, policy or ReadPolicy())

    return call


API = """\
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: pets}
spec: {type: openapi, lifecycle: production, owner: me, definition: {$openapi: ./api/openapi.yaml}}
"""


def test_a_placeholder_brings_in_the_whole_definition(read: Callable[..., Fragment]) -> None:
    files = {"catalog-info.yaml": API, **{f"api/{path}": text for path, text in PETS.items()}}
    found = read(files)
    assert found.diagnostics == ()
    assert found.entities[0].spec["definition"] == bundled(PETS)


def test_a_bad_reference_costs_its_entity_and_names_the_file(read: Callable[..., Fragment]) -> None:
    files = {
        "catalog-info.yaml": API,
        "api/openapi.yaml": "paths: {/a: {$ref: a.yaml}}",
        "api/a.yaml": "b: {$ref: c.yaml}",
    }
    found = read(files)
    assert [row.code for row in found.diagnostics] == ["placeholder-failed"]
    assert (
        "'c.yaml' in 'api/a.yaml' (at /paths/~1a/b of the whole): there is no file 'api/c.yaml'"
        in found.diagnostics[0].message
    )


def test_backstage_without_the_module_does_not_know_the_placeholder(read: Callable[..., Fragment]) -> None:
    files = {"catalog-info.yaml": API, **{f"api/{path}": text for path, text in PETS.items()}}
    found = read(files, ReadPolicy(strict=True))
    assert [row.code for row in found.diagnostics] == ["invalid-entity"]
