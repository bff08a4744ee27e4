"""Rounds with made-up sources: what leads where is counted, and a limit costs what goes beyond it only."""

from collections.abc import Callable, Iterable, Sequence

import pytest

from portalgen import rounds
from portalgen.crawl import Crawl
from portalgen.diagnostics import Where
from portalgen.model.fragment import Declaration, DescriptorFile, Fragment, Lead
from portalgen.model.ref import EntityRef
from portalgen.model.source import Location, Snapshot, Source
from portalgen.rounds import Gathered, in_rounds

ROOT = Location("git", "root")
OTHER = Location("git", "other")
Names = Callable[[Location], Iterable[Location]]


def named(target: str, by: Location, *, optional: bool = False) -> Location:
    return Location("url", target, optional=optional, origin=by.origin_text, where=Where(by.target, "x.yaml", 1, 1))


def run(names: Names, *configured: Location) -> tuple[Gathered, list[tuple[str, bool]]]:
    """Return what was gathered, and (target, optional) of everything that was asked for, in order."""
    asked: list[tuple[str, bool]] = []

    def crawl(locations: Sequence[Location]) -> Crawl:
        asked.extend((one.target, one.optional) for one in locations)
        return Crawl(tuple(Snapshot(one, Source(one.target), ()) for one in locations))

    def read(snapshots: Sequence[Snapshot]) -> list[Fragment]:
        return [fragment(snapshot, names(snapshot.location)) for snapshot in snapshots]

    return in_rounds(configured or (ROOT,), crawl, read), asked


def fragment(snapshot: Snapshot, locations: Iterable[Location]) -> Fragment:
    leads = tuple(Lead(one.where, location=one) for one in locations)
    declared = Declaration(EntityRef("location", "default", "x"), Where(), leads=leads)
    return Fragment(snapshot.location, snapshot.source, files=(DescriptorFile("x.yaml", "", (declared,)),))


def codes(gathered: Gathered) -> list[tuple[str, Where]]:
    return [(row.code, row.where) for row in gathered.diagnostics]


def test_a_location_that_names_too_many_keeps_the_first_and_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "MOST", 3)

    def names(location: Location) -> list[Location]:
        if location.origin:
            return []
        return [named(f"{location.target}-{number}", location) for number in range(5 if location == ROOT else 2)]

    gathered, asked = run(names, ROOT, OTHER)
    assert [target for target, _ in asked] == ["root", "other", "root-0", "root-1", "root-2", "other-0", "other-1"]
    assert codes(gathered) == [("location-limit", Where("root", "x.yaml", 1, 1))]


def test_a_chain_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "DEEPEST", 4)
    gathered, asked = run(lambda location: [named(f"{location.target}+", location)])
    assert [target for target, _ in asked] == ["root", "root+", "root++", "root+++", "root++++"]
    assert codes(gathered) == [("location-limit", Where("root++++", "x.yaml", 1, 1))]


def test_locations_that_name_each_other_end() -> None:
    around = {"root": "a", "a": "b", "b": "a"}
    gathered, asked = run(lambda location: [named(around[location.target], location)])
    assert [target for target, _ in asked] == ["root", "a", "b"]
    assert gathered.diagnostics == ()


@pytest.mark.parametrize("later", [False, True], ids=["one-round", "two-rounds"])
def test_a_place_that_one_location_requires_is_asked_for_as_required(*, later: bool) -> None:
    def names(location: Location) -> list[Location]:
        required = [named("x", location)]
        if location == ROOT:
            return [named("x", location, optional=True), *([named("step", location)] if later else required)]
        return required if location.target == "step" else []

    _, asked = run(names)
    assert asked[-1] == ("x", False)
    assert asked.count(("x", False)) == 1


def test_a_place_that_is_required_is_not_asked_for_again_where_it_is_optional() -> None:
    _, asked = run(lambda location: [named("x", location, optional=bool(location.origin))])
    assert asked == [("root", False), ("x", False)]
