"""Processors: they fill in what is empty, and what one of them breaks costs its own part only."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pytest

from portalgen.errors import CrawlError
from portalgen.model.forge import Forges
from portalgen.model.processors import Change, Draft, Processor
from portalgen.model.source import Location, Snapshot, Source, SourceFile
from portalgen.read.process import Processed, Processing

FILES = {"OWNERS": b"web"}


class Blobs:
    def read(self, source: Source, files: Iterable[SourceFile]) -> Mapping[str, bytes]:
        del source
        names = [file.path for file in files]
        if names == ["gone"]:
            raise CrawlError("gone")
        return {name: FILES[name] for name in names}


def process(document: dict[str, Any], *processors: Processor) -> Processed:
    files = (SourceFile("OWNERS", "1", 3), SourceFile("gone", "2", 3), SourceFile("large", "3", 10**7))
    snapshot = Snapshot(Location("git", "https://git.example/a"), Source("https://git.example/a"), files)
    return Processing(processors, snapshot, Blobs(), Forges()).process(document, "catalog-info.yaml")


def setter(value: str, *keys: str) -> Processor:
    def make(_: Draft) -> Iterator[Change]:
        yield Change(keys, value, "test")

    return make


OWNER = ("spec", "owner")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {"spec": {"owner": "web"}}),
        ({"spec": None}, {"spec": {"owner": "web"}}),
        ({"spec": {"owner": ""}}, {"spec": {"owner": "web"}}),
        ({"spec": {"type": "x"}}, {"spec": {"type": "x", "owner": "web"}}),
    ],
)
def test_what_is_empty_is_filled(before: dict[str, Any], after: dict[str, Any]) -> None:
    found = process(before, setter("web", *OWNER))
    assert found.document == after
    assert [change.value for change in found.added] == ["web"]


@pytest.mark.parametrize(
    "before", [{"spec": {"owner": "me"}}, {"spec": {"owner": ["me"]}}, {"spec": "text"}, {"spec": []}]
)
def test_what_an_author_wrote_stays(before: dict[str, Any]) -> None:
    found = process(before, setter("web", *OWNER))
    assert found.document is before
    assert found.added == ()


def test_the_first_that_has_something_to_say_counts() -> None:
    found = process({}, setter("first", *OWNER), setter("second", *OWNER))
    assert found.document == {"spec": {"owner": "first"}}
    assert len(found.added) == 1


def test_a_processor_reads_files_of_the_same_source() -> None:
    def reader(draft: Draft) -> Iterator[Change]:
        assert [draft.read(path) for path in ("nowhere", "gone", "large")] == [None, None, None]
        yield Change(OWNER, (draft.read("OWNERS") or b"").decode(), "test")

    assert process({}, reader).document == {"spec": {"owner": "web"}}


@pytest.mark.parametrize("values", [((), "x", "p"), ("spec", "x", "p"), ((1,), "x", "p"), (OWNER, 5, "p")])
def test_a_change_that_cannot_be_made_costs_its_own_part(values: tuple[Any, ...]) -> None:
    def broken(_: Draft) -> Iterator[Change]:
        yield Change(*values)

    found = process({}, broken, setter("web", *OWNER))
    assert found.document == {"spec": {"owner": "web"}}
    assert [row.code for row in found.diagnostics] == ["plugin-failed"]


def test_a_processor_that_fails_costs_its_own_part() -> None:
    def broken(_: Draft) -> Iterator[Change]:
        raise RuntimeError("no")

    found = process({}, broken, setter("web", *OWNER))
    assert found.document == {"spec": {"owner": "web"}}
    assert [row.code for row in found.diagnostics] == ["plugin-failed"]
