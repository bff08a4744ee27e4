"""What portal.yaml says to the provider `scim`; Backstage has none."""

from typing import Literal

from pydantic import SecretStr, model_validator

from portalgen.config import Text
from portalgen.discover.directory import DirectorySettings


class ScimProvider(DirectorySettings):
    """An entry of `catalog.providers.scim`."""

    file: Text | None = None
    """File beside portal.yaml, in JSON or YAML: resources of SCIM, or lists of `users` and `groups`. Either this or
    `url`."""
    url: Text | None = None
    """Address of a SCIM service, which `/Users` and `/Groups` are below."""
    token: SecretStr | None = None
    """Token for it, from the environment: `${SCIM_TOKEN}`."""
    name_from: Literal["userName", "nickName", "externalId", "displayName", "id"] = "userName"
    """What a user's name is made of; an e-mail address gives what stands before its `@`."""

    @model_validator(mode="after")
    def _makes_sense(self) -> "ScimProvider":
        if bool(self.file) == bool(self.url):
            raise ValueError("needs either 'file' or 'url'")
        if self.file and self.token:
            raise ValueError("takes no 'token' with 'file'")
        return self
