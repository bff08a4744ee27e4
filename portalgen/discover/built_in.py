"""The providers that ship in the box: a key of `catalog.providers` in, what makes its providers out."""

from collections.abc import Mapping

from portalgen.discover.azure import make_azure_devops
from portalgen.discover.bitbucket_cloud import make_bitbucket_cloud
from portalgen.discover.bitbucket_server import make_bitbucket_server
from portalgen.discover.gerrit import make_gerrit
from portalgen.discover.gitea import make_gitea
from portalgen.discover.github.organization import make_github_org
from portalgen.discover.github.repositories import make_github
from portalgen.discover.gitlab.projects import make_gitlab
from portalgen.discover.gitlab_org import make_gitlab_org
from portalgen.discover.ldap_org import make_ldap_org
from portalgen.discover.repository_folder import make_folder
from portalgen.discover.repository_list import make_list
from portalgen.discover.scim import make_scim
from portalgen.hookspecs import ProviderMaker

BUILT_IN_PROVIDERS: Mapping[str, ProviderMaker] = {
    "azureDevOps": make_azure_devops,
    "bitbucketCloud": make_bitbucket_cloud,
    "bitbucketServer": make_bitbucket_server,
    "folder": make_folder,
    "gerrit": make_gerrit,
    "gitea": make_gitea,
    "github": make_github,
    "githubOrg": make_github_org,
    "gitlab": make_gitlab,
    "gitlabOrg": make_gitlab_org,
    "ldapOrg": make_ldap_org,
    "list": make_list,
    "scim": make_scim,
}
"""Sorted by key; one row a provider, whose maker is in the module that it is imported from."""
