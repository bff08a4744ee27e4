"""Slugs: one annotation for each kind of host, for the kinds that are asked for."""

import pytest

from portalgen.model.forge import Forges
from portalgen_scm_slug.slugs import Options, Slugs, slug
from tests.builders.drafts import draft

OWN = Forges.of([("git.larkspur.example", "gitlab")])


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://github.com/larkspur/shop.git", ("github.com/project-slug", "larkspur/shop")),
        ("git@github.com:larkspur/shop.git", ("github.com/project-slug", "larkspur/shop")),
        ("https://gitlab.com/larkspur/core/shop", ("gitlab.com/project-slug", "larkspur/core/shop")),
        ("https://git.larkspur.example/larkspur/shop.git", ("gitlab.com/project-slug", "larkspur/shop")),
        ("https://dev.azure.com/larkspur/air/_git/shop", ("dev.azure.com/project-repo", "air/shop")),
        ("https://bitbucket.org/larkspur/shop", None),
        ("https://unknown.example/larkspur/shop", None),
        ("./folder", None),
    ],
)
def test_slug_of_a_repository(url: str, found: tuple[str, str] | None) -> None:
    assert slug(url, OWN) == found


def test_components_get_the_annotation() -> None:
    (change,) = Slugs(Options())(draft("Component"))
    assert change.keys == ("metadata", "annotations", "github.com/project-slug")
    assert change.value == "larkspur/shop"
    assert list(Slugs(Options())(draft("API"))) == []
    assert list(Slugs(Options(kinds=("API",)))(draft("API"))) != []
