"""The `backend` section: of what Backstage's server has there, the plain web sites that may be read."""

import re
from typing import Annotated

from pydantic import Field, field_validator

from portalgen.config.section import Section

_HOST = re.compile(r"(?:\*\.)?[\w.-]+(?::\d{1,5}(?:-\d{1,5})?)?")


class AllowedSite(Section):
    """A plain web site whose files may be read."""

    host: str
    """Host name, or `*.example.org` for all below one; with `:port` or `:from-to` if it is not the usual port."""
    paths: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    """Files and folders that may be read, each from its leading slash on; absent: all."""

    @field_validator("host")
    @classmethod
    def _is_a_host(cls, value: str) -> str:
        if not _HOST.fullmatch(value):
            raise ValueError("must be a host name, like docs.example.org or localhost:8080")
        return value


class Reading(Section):
    """What may be read that is no Git host."""

    allow: tuple[AllowedSite, ...] = ()
    """Plain web sites; `url` locations, their relative targets and redirects reach no other."""


class Backend(Section):
    """Of Backstage's `backend`, what a build needs."""

    reading: Reading = Reading()
    """What may be read that is no Git host."""
