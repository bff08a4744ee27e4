"""Where people of a host say that they come from: as Backstage's providers write it, and no file that is not there."""

import pytest

from portalgen.crawl import RosterFetcher
from portalgen.model.entity import EDIT_URL, MANAGED_BY, MANAGED_BY_ORIGIN, SOURCE_LOCATION, VIEW_URL
from portalgen.model.source import ROSTER, Location
from portalgen.read.annotate import added_to, annotate
from portalgen.read.policy import ReadPolicy


def annotations(source: str, own: dict[str, str]) -> dict[str, str]:
    snapshot = RosterFetcher().fetch(Location(ROSTER, source, content="kind: User")).snapshot
    assert snapshot
    document = {"kind": "User", "metadata": {"name": "ann", "annotations": own}}
    found: dict[str, str] = annotate(document, added_to("people.yaml", snapshot, ReadPolicy()))["metadata"][
        "annotations"
    ]
    return found


@pytest.mark.parametrize("source", ["https://github.com/acme", "https://gitlab.com/acme/web", "ldap://x.org/dc=x"])
def test_what_the_provider_says_holds(source: str) -> None:
    own = {MANAGED_BY: "url:https://github.com/ann", MANAGED_BY_ORIGIN: "url:https://github.com/ann"}
    assert annotations(source, own) == own


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("https://gitlab.com/acme/web", "url:https://gitlab.com/acme/web"),
        ("https://scim.example.org/v2", "url:https://scim.example.org/v2"),
        ("people/export.json", "file:people/export.json"),
    ],
)
def test_where_it_says_nothing_the_host_stands_for_it(source: str, place: str) -> None:
    found = annotations(source, {})
    assert found == {MANAGED_BY: place, MANAGED_BY_ORIGIN: place}
    assert not {VIEW_URL, EDIT_URL, SOURCE_LOCATION} & found.keys()
