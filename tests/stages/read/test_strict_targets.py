"""Targets and placeholders as Backstage takes them, read from files in memory."""

from collections.abc import Iterable, Mapping

import pytest

from portalgen.model.fragment import Fragment
from portalgen.model.source import Location, Snapshot, Source, SourceFile
from portalgen.read import ReadPolicy, read_fragment

GITHUB = "https://github.com/acme/shop"
TREE = f"{GITHUB}/tree/main"
STRICT = ReadPolicy(strict=True)


class Texts:
    """Files in memory, as a store of blobs."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files

    def read(self, source: Source, files: Iterable[SourceFile]) -> dict[str, bytes]:
        assert source.commit
        return {file.path: self._files[file.path].encode() for file in files}


def read(files: Mapping[str, str], policy: ReadPolicy = STRICT, repository: str = GITHUB) -> Fragment:
    location = Location("url", f"{repository}/blob/main/catalog-info.yaml")
    listed = tuple(SourceFile(path, "0", len(text)) for path, text in sorted(files.items()))
    snapshot = Snapshot(location, Source(f"{repository}.git", "c" * 40, "main"), listed, ("catalog-info.yaml",))
    return read_fragment(snapshot, Texts(files), policy)


def location(target: str) -> str:
    return f"apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {{name: l}}\nspec: {{target: '{target}'}}\n"


def component(definition: str) -> str:
    head = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: c}\n"
    return f"{head}spec: {{type: t, lifecycle: l, owner: o, d: {definition}}}\n"


def leads(
    target: str, policy: ReadPolicy = STRICT, repository: str = GITHUB
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    files = {"catalog-info.yaml": location(target), "a.yaml": "", "b.yaml": "", "[a].yaml": ""}
    (lead,) = next(read(files, policy, repository).declarations).leads
    return lead.paths, lead.spelled


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("./a.yaml", None),
        ("/a.yaml", None),
        (f"{GITHUB}/edit/main/a.yaml", None),
        ("./a.yaml?x", None),
        ("./a.yaml#x", f"{TREE}/a.yaml#x"),
        ("./%61.yaml", f"{TREE}/%61.yaml"),
        ("https://me:hush@github.com/acme/shop/blob/main/a.yaml", None),
        (f"{GITHUB}/raw/main/a.yaml", f"{GITHUB}/raw/main/a.yaml"),
        (f"{GITHUB}/blob/main/a.yaml?x=1", f"{TREE}/a.yaml?x=1"),
        ("http://github.com/ACME/shop/blob/main/a.yaml", "http://github.com/ACME/shop/tree/main/a.yaml"),
    ],
)
def test_a_target_names_a_file_by_its_url_or_by_another(target: str, url: str | None) -> None:
    assert leads(target) == (("a.yaml",), (url,) if url else ())


def test_a_pattern_keeps_what_its_url_has_beside_the_path() -> None:
    assert leads(f"{GITHUB}/blob/main/@(a|b).yaml#x") == (
        ("a.yaml", "b.yaml"),
        (f"{TREE}/a.yaml#x", f"{TREE}/b.yaml#x"),
    )


def test_another_url_matters_only_strictly_and_on_github() -> None:
    assert leads("./a.yaml#x", ReadPolicy()) == (("a.yaml",), ())
    assert leads("./a.yaml#x", STRICT, "https://gitlab.com/acme/shop") == (("a.yaml",), ())


def test_strictly_a_pattern_is_no_file_of_that_name() -> None:
    assert leads("./[[]a].yaml") == (("[a].yaml",), ())
    assert leads("./[a].yaml") == (("a.yaml",), ())
    assert leads("./[a].yaml", ReadPolicy()) == (("[a].yaml",), ())


def test_a_repository_is_no_file() -> None:
    (lead,) = next(read({"catalog-info.yaml": location(GITHUB)}).declarations).leads
    assert lead.problem == f"'{GITHUB}' is not a file"


@pytest.mark.parametrize(
    ("url", "strictly"),
    [
        ("http://github.com/acme/shop/blob/main/t.txt", True),
        (f"{GITHUB}/blob/other/t.txt", False),
        ("https://github.com/ACME/shop/blob/main/t.txt", False),
    ],
)
def test_a_placeholder_names_its_own_repository_and_branch(*, url: str, strictly: bool) -> None:
    files = {"catalog-info.yaml": component(f"{{$text: '{url}'}}"), "t.txt": "text"}
    assert bool(read(files).entities) is strictly
    assert [one.spec["d"] for one in read(files, ReadPolicy()).entities] == ["text"]


def test_json_has_no_member_of_the_name_proto() -> None:
    files = {"catalog-info.yaml": component("{$json: ./x.json}"), "x.json": '{"a": [{"__proto__": 1, "b": 2}]}'}
    (entity,) = read(files).entities
    assert entity.spec["d"] == {"a": [{"b": 2}]}


def test_what_looks_like_a_commit_is_not_edited() -> None:
    name = f"{'0a' * 20}.yaml"
    files = {"catalog-info.yaml": location(f"./{name}"), name: component("1")}
    edited = {one.ref.kind: "backstage.io/edit-url" in one.annotations for one in read(files).entities}
    assert edited == {"location": True, "component": False}


@pytest.mark.parametrize(("type_", "faults"), [("url", 0), ("file", 1), ("wrong", 1)])
def test_the_type_of_a_location_counts_without_targets(type_: str, faults: int) -> None:
    text = f"apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {{name: l}}\nspec: {{type: {type_}}}\n"
    assert len(read({"catalog-info.yaml": text}).diagnostics) == faults
