"""Default owner: the first row whose globs match, with the line of portal.yaml."""

import pytest

from portalgen.config import PluginSettings
from portalgen.errors import ConfigError
from portalgen.globs import Budget
from portalgen_default_owner.owner_by_place import OwnerByPlace
from tests.builders.drafts import draft

OWNERS = [
    {"path": "services/pay/**", "owner": "pay"},
    {"repository": "https://github.com/larkspur/*", "owner": "group:core/all"},
]


def made(values: object) -> OwnerByPlace:
    places = ("/plugins", "/plugins/default-owner", "/plugins/default-owner/owners", "/plugins/default-owner/owners/1")
    positions = {place: (4 + depth, 9) for depth, place in enumerate(places)}
    return OwnerByPlace.of(PluginSettings("default-owner", values, positions=positions))


@pytest.mark.parametrize(
    ("path", "url", "owner"),
    [
        ("services/pay/catalog-info.yaml", "https://git.example/x", ["pay"]),
        ("catalog-info.yaml", "https://github.com/larkspur/shop", ["group:core/all"]),
        ("catalog-info.yaml", "https://git.example/x", []),
    ],
)
def test_the_first_row_that_matches_counts(path: str, url: str, owner: list[str]) -> None:
    assert [change.value for change in made({"owners": OWNERS})(draft(path=path, url=url))] == owner


def test_the_change_names_its_line() -> None:
    (change,) = made({"owners": OWNERS})(draft())
    assert str(change.where) == "portal.yaml:7:9"
    assert change.by == "default-owner"


def test_own_owner_and_other_kinds_stay() -> None:
    assert list(made({"owners": OWNERS})(draft(owner="me"))) == []
    assert list(made({"owners": OWNERS})(draft("Template"))) == []


def test_wrong_settings_are_faults_of_the_configuration() -> None:
    with pytest.raises(ConfigError, match=r"plugins\.default-owner\.owners\[0\]\.owner: is missing"):
        made({"owners": [{"path": "**"}]})
    with pytest.raises(ConfigError, match=r"plugins\.default-owner\.owner: unknown key; did you mean 'owners'"):
        made({"owner": "web"})


def test_no_place_uses_up_the_steps_of_others() -> None:
    owners = made({"owners": [{"path": "**/pay/*", "owner": "pay"}]})
    assert list(owners(draft(path="a/" * 60_000 + "b"))) == [], "it takes more steps than there are"
    assert [change.value for change in owners(draft(path="x/pay/catalog-info.yaml"))] == ["pay"]
    (glob,) = (row.path for row in owners.rows)
    assert glob
    assert glob.budget == Budget()
