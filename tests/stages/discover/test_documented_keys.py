"""The how-to page names every key of the providers that list repositories."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from portalgen.discover.azure import AzureDevOpsProvider
from portalgen.discover.bitbucket_cloud import BitbucketCloudProvider
from portalgen.discover.bitbucket_server import BitbucketServerProvider
from portalgen.discover.gerrit import GerritProvider
from portalgen.discover.gitea import GiteaProvider
from portalgen.discover.gitlab.settings import GitLabProvider
from portalgen.discover.gitlab_org import GitLabOrgProvider
from portalgen.discover.repository_folder import FolderProvider
from portalgen.discover.repository_list import ListProvider

PAGE = Path(__file__).resolve().parents[3] / "docs/how-to/discover-repositories.md"
OF_PEOPLE = set(GitLabOrgProvider.model_fields) - {"host", "group", "group_pattern", "org_enabled"}


def keys(model: type[BaseModel], before: str = "") -> Iterator[str]:
    for name, row in model.model_fields.items():
        if isinstance(row.annotation, type) and issubclass(row.annotation, BaseModel):
            yield from keys(row.annotation, f"{before}{row.alias}.")
        elif model is not GitLabProvider or name not in OF_PEOPLE:
            yield f"{before}{row.alias}"


def documented(title: str) -> set[str]:
    section = PAGE.read_text(encoding="utf-8").partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    return {key for row in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE) for key in re.findall("`(.+?)`", row)}


@pytest.mark.parametrize(
    ("title", "models"),
    [
        ("GitLab projects", [GitLabProvider]),
        ("Gitea and Forgejo", [GiteaProvider]),
        ("Bitbucket Cloud", [BitbucketCloudProvider]),
        ("Bitbucket Data Center", [BitbucketServerProvider]),
        ("Azure DevOps", [AzureDevOpsProvider]),
        ("Gerrit", [GerritProvider]),
        ("A list, or a folder of repositories", [ListProvider, FolderProvider]),
    ],
)
def test_every_key_is_documented(title: str, models: list[type[BaseModel]]) -> None:
    assert documented(title) == {key for model in models for key in keys(model)}
