"""Repositories: every address of one means the same, whatever form the portal gives to places in it."""

import pytest

from portalgen.model.forge import Forges
from portalgen.published import Repository

PLACES = {
    "git:https://git.acme.example/teams/shop.git/deep/catalog-info.yaml": "a Git host that nobody knows",
    "git:https://git.acme.example/teams/shop/deep/catalog-info.yaml": "without .git",
    "git:git@git.acme.example:teams/shop.git/deep/catalog-info.yaml": "over SSH",
    "url:https://git.acme.example/teams/shop/-/blob/main/deep/catalog-info.yaml": "GitLab",
    "url:https://git.acme.example/teams/shop/tree/main/deep/catalog-info.yaml": "GitHub Enterprise",
    "url:https://git.acme.example/teams/shop/src/branch/main/deep/catalog-info.yaml": "Gitea",
    "url:https://git.acme.example/projects/TEAMS/repos/shop/browse/deep/catalog-info.yaml?at=main": "Bitbucket",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "url",
    [
        "https://git.acme.example/teams/shop.git",
        "https://Git.Acme.Example/Teams/Shop",
        "git@git.acme.example:teams/shop.git",
        "ssh://git@git.acme.example:7999/teams/shop/",
    ],
)
def test_any_address_of_a_repository_on_a_host_that_is_not_known(url: str, place: str) -> None:
    repository = Repository(url, Forges())
    assert repository.path_of(place) == "deep/catalog-info.yaml"
    assert repository.path_of(place.replace("shop", "shoppers")) is None
    assert repository.path_of(place.replace("git.acme", "git.other")) is None


@pytest.mark.parametrize(
    ("url", "place", "path"),
    [
        ("git@github.com:acme/Shop.git", "url:https://github.com/acme/shop/tree/main/a/b.yaml", "a/b.yaml"),
        ("https://github.com/acme/shop", "url:https://github.com/acme/pay/tree/main/shop/b.yaml", None),
        ("https://gitlab.com/a/b/shop.git", "url:https://gitlab.com/a/b/shop/-/blob/x/README.yaml", "README.yaml"),
        ("https://git.acme.example/shop", "url:https://git.acme.example/shop/some/form/of/its/own", ""),
        ("/srv/git/shop.git", "git:/srv/git/shop.git/catalog-info.yaml", "catalog-info.yaml"),
        ("https://git.acme.example/shop", "git:./shop/catalog-info.yaml", None),
        ("https://git.acme.example/shop", "url:https://[/shop/x", None),
    ],
)
def test_its_file(url: str, place: str, path: str | None) -> None:
    assert Repository(url, Forges()).path_of(place) == path


def test_a_host_that_is_known_has_one_form() -> None:
    known = Repository("https://git.acme.example/teams/shop", Forges.of([("git.acme.example", "gitlab")]))
    assert known.path_of("url:https://git.acme.example/teams/shop/-/blob/v1/x.yaml") == "x.yaml"
    assert known.path_of("url:https://git.acme.example/teams/shop/src/branch/main/x.yaml") == ""
