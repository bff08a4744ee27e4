"""Fetch settings: what fetchers may know of the configuration and of this build."""

from dataclasses import dataclass, field
from pathlib import Path

from portalgen.model.asking import EVERYTHING, Asking
from portalgen.model.credentials import Credentials, NoCredentials
from portalgen.model.forge import Forges
from portalgen.model.web import ReadingRule


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """What fetchers may know of the configuration."""

    folder: Path
    """Folder of portal.yaml: relative targets start there."""
    cache: Path
    """Folder for mirrors, private to this user."""
    forges: Forges = field(default_factory=Forges)
    mirrors: tuple[tuple[str, str], ...] = ()
    """(prefix of a URL as written, what to fetch from instead), longest prefix first."""
    logins: tuple[tuple[str, str, str], ...] = field(default=(), repr=False)
    """(host, user, password) of `integrations`, for hosts without a token; never written anywhere."""
    tokens: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """(host, token) of `integrations`; never written anywhere."""
    credentials: Credentials = field(default_factory=NoCredentials, compare=False, repr=False)
    """Tokens that are made when they are needed (of GitHub Apps); they come before `tokens`."""
    credential_helper: str = ""
    """What Git takes as `credential.helper`, for hosts without any of these; empty: none is asked."""
    output: Path | None = None
    """Folder of the site: no source, wherever it lies."""
    reading: tuple[ReadingRule, ...] = ()
    """Plain web sites that may be read."""
    asking: Asking = EVERYTHING
    """What of the sources may be asked in this build, and of which time they are."""
