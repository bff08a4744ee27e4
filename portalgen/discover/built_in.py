"""The providers that ship in the box: a key of `catalog.providers` in, what makes its providers out."""

from collections.abc import Iterable, Mapping
from importlib import import_module

from portalgen.config import ProviderSettings
from portalgen.hookspecs import ProviderMaker
from portalgen.model.discovery import Provider

_PLACES = {
    "azureDevOps": "azure:make_azure_devops",
    "bitbucketCloud": "bitbucket_cloud:make_bitbucket_cloud",
    "bitbucketServer": "bitbucket_server:make_bitbucket_server",
    "folder": "repository_folder:make_folder",
    "gerrit": "gerrit:make_gerrit",
    "gitea": "gitea:make_gitea",
    "github": "github.repositories:make_github",
    "githubOrg": "github.organization:make_github_org",
    "gitlab": "gitlab.projects:make_gitlab",
    "gitlabOrg": "gitlab_org:make_gitlab_org",
    "ldapOrg": "ldap_org:make_ldap_org",
    "list": "repository_list:make_list",
    "scim": "scim:make_scim",
}
"""Sorted by key; one row a provider: its module here, and the maker in it."""


def _maker(place: str) -> ProviderMaker:
    """Return a maker that is imported when portal.yaml asks for it: all together take 0.2 s, which most never need."""
    module, _, name = place.partition(":")

    def make(settings: ProviderSettings) -> Iterable[Provider]:
        maker: ProviderMaker = getattr(import_module(f"{__package__}.{module}"), name)
        return maker(settings)

    return make


BUILT_IN_PROVIDERS: Mapping[str, ProviderMaker] = {key: _maker(place) for key, place in _PLACES.items()}
"""Key of `catalog.providers` -> maker, sorted."""
