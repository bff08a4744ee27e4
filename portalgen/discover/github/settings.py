"""What portal.yaml says to the providers of GitHub, with Backstage's keys."""

from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from portalgen.config import Number, Section, Text
from portalgen.discover.directory import DirectorySettings
from portalgen.discover.filters import has_topics
from portalgen.discover.patterns import Whole
from portalgen.model.discovery import Repository

Size = Annotated[int, Field(ge=1, le=100)]


class PageSizes(Section):
    """How much is asked for at once; smaller pages where GitHub does not finish one are chosen without asking."""

    repositories: Size = 100
    """Repositories."""
    teams: Size = 25
    """Teams."""
    team_members: Size = 50
    """Members with each team."""
    organization_members: Size = 50
    """Members of the organisation."""


class Topics(Section):
    """Topics that a repository must or must not have."""

    include: tuple[str, ...] = ()
    """Only repositories with one of these."""
    exclude: tuple[str, ...] = ()
    """No repository with one of these, whatever `include` says."""


class Filters(Section):
    """Which repositories count."""

    branch: str = ""
    """Branch to read; absent: each repository's default branch. Repositories without it do not count."""
    repository: Whole | None = None
    """Regular expression for whole names."""
    topic: Topics = Topics()
    """Topics."""
    visibility: tuple[Literal["public", "private", "internal"], ...] = ()
    """Only these; absent: all."""
    allow_forks: bool = True
    """Forks count."""
    allow_archived: bool = False
    """Archived repositories count."""

    @field_validator("branch")
    @classmethod
    def _has_no_slash(cls, value: str) -> str:
        if "/" in value:
            raise ValueError("must be a branch without a slash in its name")
        return value

    def allow(self, repository: Repository) -> bool:
        """Say whether a repository counts."""
        return (
            (self.allow_archived or not repository.archived)
            and (self.allow_forks or not repository.fork)
            and (not self.visibility or repository.visibility in self.visibility)
            and (not self.repository or bool(self.repository.search(repository.name)))
            and has_topics(repository.topics, self.topic.include, self.topic.exclude)
        )


class GitHubProvider(Section):
    """An entry of `catalog.providers.github`."""

    organization: Text | None = None
    """Organisation, or user, whose repositories are looked through. Either this or `app`."""
    app: Number | None = None
    """Number of a GitHub App of `integrations.github[].apps`: all organisations that installed it."""
    host: Text = "github.com"
    """Host of `integrations.github`."""
    catalog_path: Text = "/catalog-info.yaml"
    """Descriptor in each repository; a glob is allowed."""
    filters: Filters = Filters()
    """Which repositories count."""
    validate_locations_exist: bool = False
    """True: an empty file does not count either. One that is not there never does, unless `catalogPath` is a glob."""
    page_sizes: PageSizes = PageSizes()
    """How much is asked for at once."""

    @model_validator(mode="after")
    def _makes_sense(self) -> "GitHubProvider":
        if bool(self.organization) == bool(self.app):
            raise ValueError("needs either 'organization' or 'app'")
        if self.validate_locations_exist and "*" in self.catalog_path:
            raise ValueError("takes no 'validateLocationsExist' with a glob as 'catalogPath'")
        return self

    @property
    def path(self) -> str:
        """The descriptor, without its first slash."""
        return self.catalog_path.removeprefix("/")


class UserTransformer(Section):
    """What a user becomes."""

    use_verified_emails: bool = False
    """True: the address of a domain that the organisation has verified, where GitHub knows one."""


class GitHubOrgProvider(DirectorySettings):
    """An entry of `catalog.providers.githubOrg`."""

    github_url: Text = "https://github.com"
    """Address of the GitHub; its host is one of `integrations.github`."""
    orgs: tuple[Text, ...] = ()
    """Organisations; absent: all that installed an App of the host."""
    always_use_default_namespace: bool = False
    """True: teams of several organisations are in the namespace `default`, too, and those of one name are one."""
    default_user_transformer: UserTransformer = UserTransformer()
    """What a user becomes."""
    exclude_suspended_users: bool = False
    """True: users whom an administrator of a GitHub Enterprise has suspended are left out."""
    page_sizes: PageSizes = PageSizes()
    """How much is asked for at once."""
