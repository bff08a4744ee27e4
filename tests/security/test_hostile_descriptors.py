"""What a stranger writes into a descriptor costs its author a diagnostic, and nobody else anything."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from portalgen.crawl import GitFetcher, crawl_locations
from portalgen.diagnostics import Diagnostic
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.fragment import Fragment
from portalgen.model.source import Location
from portalgen.read import ReadPolicy, read_fragment
from portalgen.read.allowance import Allowance, AllowanceError
from portalgen.yaml12 import Limits
from tests.builders.repositories import RepositoryBuilder

Read = Callable[[Mapping[str, str]], Fragment]
URLS_OF_NOTHING = ("https://[", "http://[x", "https://ex\uff03ample.example@b.example")


@pytest.fixture
def read(make_repository: Callable[[str], RepositoryBuilder], tmp_path: Path) -> Read:
    """Return a function that reads the descriptors of a repository with these files."""

    def call(files: Mapping[str, str]) -> Fragment:
        repository = make_repository("shop").commit(files)
        fetcher = GitFetcher(FetchSettings(tmp_path, tmp_path / "cache"))
        (snapshot,) = crawl_locations([Location("git", repository.url)], [fetcher]).snapshots
        return read_fragment(snapshot, fetcher, ReadPolicy())

    return call


def entity(name: str, spec: object, kind: str = "Thing") -> str:
    """Return one document as JSON, which is YAML."""
    return json.dumps({"apiVersion": "acme.example/v1", "kind": kind, "metadata": {"name": name}, "spec": spec})


def location(*targets: str) -> str:
    return entity("more", {"targets": list(targets)}, "Location").replace("acme.example/v1", "backstage.io/v1alpha1")


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return [row.code for row in diagnostics if row.code != "unknown-kind"]


@pytest.mark.parametrize("url", URLS_OF_NOTHING)
def test_a_url_that_cannot_be_taken_apart_costs_its_document(read: Read, url: str) -> None:
    found = read({"catalog-info.yaml": "\n---\n".join([location(url), entity("a", {"x": {"$text": url}})])})
    assert sorted(codes(found.diagnostics)) == ["location-not-found", "placeholder-failed"]


def test_a_url_location_that_is_no_url_is_refused(tmp_path: Path) -> None:
    answer = GitFetcher(FetchSettings(tmp_path, tmp_path)).locate(Location("url", "https://["))
    assert isinstance(answer, Diagnostic)
    assert answer.code == "location-unsupported"


@pytest.mark.parametrize("text", [r'"\ud800"', r'{"\udfff": 1}', r'[["\ud83d"]]', "[" * 150 + "]" * 150])
def test_json_that_no_page_could_hold_is_refused(read: Read, text: str) -> None:
    found = read({"catalog-info.yaml": entity("a", {"x": {"$json": "x.json"}}), "x.json": text})
    assert codes(found.diagnostics) == ["placeholder-failed"]
    assert found.entities == ()


def test_numbers_that_json_cannot_write_are_null(read: Read) -> None:
    found = read({"catalog-info.yaml": entity("a", {"x": {"$json": "x.json"}}), "x.json": "[1e999, -1e999, 1.5, 2.0]"})
    assert found.entities[0].spec["x"] == [None, None, 1.5, 2]


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", "[-Infinity]"])
def test_words_that_are_no_numbers_in_json_are_refused(read: Read, text: str) -> None:
    found = read({"catalog-info.yaml": entity("a", {"x": {"$json": "x.json"}}), "x.json": text})
    assert codes(found.diagnostics) == ["placeholder-failed"]


def test_a_pair_of_surrogates_is_a_character(read: Read) -> None:
    found = read({"catalog-info.yaml": entity("a", {"x": {"$json": "x.json"}}), "x.json": r'"\ud83d\ude00"'})
    assert found.entities[0].spec["x"] == "\N{GRINNING FACE}"


def test_many_small_documents_cannot_expand_without_end(read: Read) -> None:
    """Each stays below the limit of a document; together they would be 760,000 values from 24 kB."""
    row = ",".join
    bomb = f"&a [{row(['x'] * 400)}]\n  b: [{row(['*a'] * 95)}]"
    documents = [
        f"apiVersion: a/v1\nkind: Thing\nmetadata: {{name: n{number}}}\nspec:\n  a: {bomb}" for number in range(20)
    ]
    found = read({"catalog-info.yaml": "\n---\n".join(documents)})
    assert sorted(one.name for one in found.entities) == sorted(f"n{number}" for number in range(13))
    assert codes(found.diagnostics) == ["yaml-limit"]


def test_a_file_that_is_named_many_times_counts_each_time() -> None:
    allowance = Allowance(size=100, values=10)
    allowance.take_file(60)
    with pytest.raises(AllowanceError, match="too large together"):
        allowance.take_file(60)
    with pytest.raises(AllowanceError, match="too large together"):
        allowance.take_file(1)
    allowance.take_values(6)
    assert allowance.within(Limits(nodes=100)).nodes == 2
    with pytest.raises(AllowanceError, match="too many values"):
        allowance.take_values(3)
    assert allowance.within(Limits(nodes=100)).nodes == 0


def test_a_file_that_asks_for_too_much_leaves_something_for_the_next() -> None:
    allowance = Allowance(size=100, values=10, bundled=10)
    for take in (allowance.take_file, allowance.take_values, allowance.take_bundled):
        with pytest.raises(AllowanceError):
            take(1000)
    with pytest.raises(AllowanceError):
        allowance.take_file(1)
    allowance.begin_file()
    allowance.take_file(1)
    allowance.take_values(8)
    allowance.begin_file()
    allowance.take_values(2)
    with pytest.raises(AllowanceError):
        allowance.take_values(1)
