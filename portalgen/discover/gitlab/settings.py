"""What portal.yaml says to the provider of GitLab, with Backstage's keys."""

from typing import Annotated

from pydantic import BeforeValidator

from portalgen.config import Text
from portalgen.discover.gitlab_org import GitLabOrgProvider
from portalgen.discover.patterns import Part
from portalgen.model.discovery import Repository


def _topics(value: object) -> object:
    return [name.strip() for name in value.split(",")] if isinstance(value, str) else value


def _path(value: object) -> object:
    return value.strip("/") if isinstance(value, str) else value


Slashless = Annotated[str, BeforeValidator(_path)]


class GitLabProvider(GitLabOrgProvider):
    """An entry of `catalog.providers.gitlab`. Without `group`, all that the token may see is looked through."""

    branch: str = ""
    """Branch to read; absent: each project's default branch. Projects without it do not count."""
    fallback_branch: Text = "master"
    """Branch to read where neither `branch` nor the project says one."""
    entity_filename: Slashless = "catalog-info.yaml"
    """Descriptor in each project; a glob is allowed, unless `useSearch` is true."""
    project_pattern: Part | None = None
    """Regular expression for paths of projects (`group/name`), which is found anywhere in them."""
    use_search: bool = False
    """True: descriptors are looked for by GitLab's advanced search, in any folder of a project."""
    skip_forked_repos: bool = False
    """True: forks do not count."""
    include_archived_repos: bool = False
    """True: archived projects count."""
    exclude_repos: tuple[Slashless, ...] = ()
    """Paths of projects that do not count."""
    exclude_groups: tuple[Slashless, ...] = ()
    """Paths of groups whose projects, and those of their subgroups, do not count."""
    membership: bool = False
    """True: only projects that the token's owner is a member of."""
    topics: Annotated[tuple[str, ...], BeforeValidator(_topics, json_schema_input_type=str | list[str])] = ()
    """Only projects with all of these topics; as a list, or with commas between them."""
    org_enabled: bool = False
    """True: users and groups are read, too; the keys of `gitlabOrg` say which."""

    @property
    def group_patterns(self) -> tuple[str, ...]:
        """Only projects of groups whose paths one of these is found in."""
        pattern = self.group_pattern
        return pattern if isinstance(pattern, tuple) else (pattern,) if pattern else ()

    def allow(self, project: Repository) -> bool:
        """Say whether a project counts, of those that GitLab gives."""
        path = project.path.lower()
        below = f"{self.group.lower()}/" if self.group else ""
        return (
            path.startswith(below)
            and not (self.skip_forked_repos and project.fork)
            and (not self.project_pattern or bool(self.project_pattern.search(project.path)))
            and path not in {name.lower() for name in self.exclude_repos}
            and not any(path.startswith(f"{name.lower()}/") for name in self.exclude_groups)
        )
