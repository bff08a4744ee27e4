"""Config: all that a build needs to know of portal.yaml, as values of the model, with every path absolute."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

from portalgen import __version__
from portalgen.config.catalog_section import Integration
from portalgen.config.rules import catalog_rules
from portalgen.config.settings import Level, Settings
from portalgen.diagnostics import Diagnostic, Severity, Where
from portalgen.model.contributions import SiteSettings
from portalgen.model.forge import FLAVOURS, Forges
from portalgen.model.rules import CatalogRule
from portalgen.model.source import FetchSettings, Location
from portalgen.yaml12 import Position

_REMOTE = re.compile(r"[a-z][a-z0-9+.-]*://|[^/]+@[^/:]+:", re.IGNORECASE)
_SECRET = re.compile(r"token|secret|password|key$|credential", re.IGNORECASE)
_CREDENTIALS = re.compile(r"(?<=://)[^/@\s]+@")
_MASK = "**********"


@dataclass(frozen=True)
class Config:
    """A checked portal.yaml; `settings` has each key, the methods have what stages need."""

    path: Path
    """portal.yaml, as it was named."""
    settings: Settings = field(default_factory=Settings)
    diagnostics: tuple[Diagnostic, ...] = ()
    """What it says that has no effect."""
    positions: Mapping[str, Position] = field(default_factory=dict, repr=False)
    """JSON pointer -> line and column in the file."""

    @property
    def folder(self) -> Path:
        """Folder of portal.yaml, absolute: relative paths in it start here."""
        return self.path.absolute().parent

    @property
    def output(self) -> Path:
        """Folder of the site, absolute."""
        return self.folder / self.settings.site.output

    @property
    def cache(self) -> Path:
        """Folder for what is kept between builds, absolute."""
        chosen = self.settings.build.cache
        return self.folder / chosen if chosen else platformdirs.user_cache_path("portalgen", appauthor=False)

    @property
    def jobs(self) -> int:
        """Processes that may work at the same time."""
        available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        return self.settings.build.jobs or available or 1

    @property
    def strict(self) -> bool:
        """True: read as Backstage does, where we would be more lenient."""
        return self.settings.build.strict

    @property
    def rules(self) -> tuple[CatalogRule, ...] | None:
        """Kinds that are allowed; None: every kind that is known."""
        return catalog_rules(self.settings.catalog, strict=self.strict)

    def fail_on(self, default: Level) -> Severity | None:
        """Return the lowest severity that fails a command, None for `never`; `default` is the command's own."""
        level = self.settings.build.fail_on or default
        return None if level == "never" else Severity[level.upper()]

    def locations(self) -> tuple[Location, ...]:
        """Return the configured places to look, in the order of the file."""
        return tuple(
            Location(
                type=entry.type,
                target=entry.target,
                ref=entry.ref or "",
                paths=tuple(path.lstrip("/") for path in entry.catalog_path),
                optional=entry.presence == "optional",
                where=self.where(f"/catalog/locations/{index}/target"),
            )
            for index, entry in enumerate(self.settings.catalog.locations)
        )

    def site_settings(self) -> SiteSettings:
        """Return what pages say about the site as a whole."""
        organization, site = self.settings.organization, self.settings.site
        return SiteSettings(
            organization=organization.name,
            description=organization.description,
            title=site.title,
            accent=site.accent,
            base_url=site.base_url,
            version=__version__,
            forges=self.forges(),
        )

    def fetch_settings(self, *, offline: bool = False) -> FetchSettings:
        """Return what fetchers may know; it holds the tokens."""
        return FetchSettings(
            folder=self.folder,
            cache=self.cache,
            forges=self.forges(),
            mirrors=self._mirrors(),
            tokens=tuple((host, entry.token.get_secret_value()) for _, host, entry in self._hosts() if entry.token),
            offline=offline,
        )

    def forges(self) -> Forges:
        """Return the Git hosts whose URLs we understand."""
        return Forges.of((host, kind) for kind, host, _ in self._hosts() if kind in FLAVOURS)

    def where(self, pointer: str) -> Where:
        """Return the place of a key in portal.yaml."""
        return Where("", self.path.name, *self.positions.get(pointer, (0, 0)))

    def shown(self) -> dict[str, Any]:
        """Return every setting as JSON data with the keys of portal.yaml, defaults included, tokens masked."""
        shown = self.settings.model_dump(mode="json", by_alias=True, exclude_none=True)
        shown["site"]["output"] = str(self.output)
        shown["build"] |= {"cache": str(self.cache), "jobs": self.jobs}
        return {key: _masked(value) for key, value in shown.items()}

    def _hosts(self) -> Iterator[tuple[str, str, Integration]]:
        """Give (kind, host, entry) of every integration that names a Git host."""
        for name, field_info in type(self.settings.integrations).model_fields.items():
            for entry in getattr(self.settings.integrations, name) or ():
                if isinstance(entry, Integration) and entry.host:
                    yield field_info.alias or name, entry.host, entry

    def _mirrors(self) -> tuple[tuple[str, str], ...]:
        """Return (prefix, replacement), longest prefix first; a relative replacement becomes absolute."""
        found = ((start, self._mirror(instead)) for start, instead in self.settings.git.mirrors.items())
        return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair)))

    def _mirror(self, replacement: str) -> str:
        if _REMOTE.match(replacement):
            return replacement
        slash = "/" if replacement.endswith("/") else ""  # a prefix replaces a prefix: the slash counts
        return f"{os.path.normpath(self.folder / replacement)}{slash}"


def _masked(value: Any) -> Any:  # noqa: ANN401  (JSON)
    """Hide what stands under a secret's name, and user names and passwords in URLs."""
    if isinstance(value, str):
        return _CREDENTIALS.sub(f"{_MASK}@", value)
    if isinstance(value, list):
        return [_masked(item) for item in value]
    if isinstance(value, dict):
        return {_masked(key): _MASK if _SECRET.search(key) else _masked(item) for key, item in value.items()}
    return value
