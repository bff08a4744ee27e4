"""What portal.yaml says to the provider `gitlabOrg`, with the keys of Backstage's provider `gitlab`."""

import re
from typing import Literal, Self

from pydantic import field_validator, model_validator

from portalgen.config import Text
from portalgen.discover.directory import DirectorySettings

SAAS = "gitlab.com"
Relation = Literal["DIRECT", "INHERITED", "DESCENDANTS", "SHARED_FROM_GROUPS"]


class GitLabOrgProvider(DirectorySettings):
    """An entry of `catalog.providers.gitlabOrg`."""

    host: Text
    """Host of `integrations.gitlab`."""
    group: str = ""
    """Path of the group whose groups are read, itself included; names of groups begin below it. Absent: all of an
    own GitLab; gitlab.com needs one."""
    org_enabled: bool = True
    """False: nothing is read."""
    restrict_users_to_group: bool = False
    """True: only members of `group`. Absent: all active users of an own GitLab, or of the top group on gitlab.com."""
    include_users_without_seat: bool = False
    """True: on gitlab.com, members who use no seat, too; bots never."""
    relations: tuple[Relation, ...] = ()
    """Who counts as a member of a group besides its direct members."""
    allow_inherited: bool = False
    """True: the same as `relations: [INHERITED]`; not read where `relations` is given."""
    group_pattern: str | tuple[str, ...] = ()
    """Regular expressions; one of them is found in the path of every group that counts."""
    user_pattern: str = ""
    """Regular expression; it is found in the e-mail address, or the name, of every user who counts."""

    @field_validator("group")
    @classmethod
    def _has_no_end(cls, value: str) -> str:
        return value.strip("/")

    @field_validator("group_pattern", "user_pattern")
    @classmethod
    def _are_patterns(cls, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        for pattern in _each(value):
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"must be a regular expression: {error}") from None
        return value

    @model_validator(mode="after")
    def _has_a_group(self) -> Self:
        if self.org_enabled and not self.group and (self.host == SAAS or self.restrict_users_to_group):
            raise ValueError(f"needs a 'group' for people on {SAAS}, and with 'restrictUsersToGroup'")
        return self

    @property
    def member_relations(self) -> tuple[str, ...]:
        """What GitLab is asked for: direct members always, each relation once."""
        more = self.relations or (("INHERITED",) if self.allow_inherited else ())
        return tuple(dict.fromkeys(("DIRECT", *more)))

    def has_group(self, path: str) -> bool:
        """Say whether a group counts."""
        patterns = _each(self.group_pattern)
        is_below = not self.group or f"{path}/".startswith(f"{self.group}/")
        return is_below and (not patterns or any(re.search(pattern, path) for pattern in patterns))

    def has_user(self, named: str) -> bool:
        """Say whether the user with an address, or else a name, counts."""
        return re.search(self.user_pattern, named) is not None

    def name_of(self, path: str) -> str:
        """Return the name of a group: its path, from `group` on, in one word."""
        return path.removeprefix(f"{self.group}/").replace("/", "-")


def _each(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return ((value,) if value else ()) if isinstance(value, str) else value
