"""Config: all that a build needs to know of portal.yaml, as values of the model, with every path absolute."""

import difflib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import BaseModel, SecretStr

from portalgen import __version__
from portalgen.config.catalog_section import Integration
from portalgen.config.custom_model import CustomModel, make_model
from portalgen.config.home_files import make_home
from portalgen.config.look_section import look_of, nav_of
from portalgen.config.masking import MASK, masked
from portalgen.config.mirrors import mirrors
from portalgen.config.pages_section import layouts
from portalgen.config.plugin_settings import PluginSettings
from portalgen.config.provider_settings import ProviderSettings, unknown_provider
from portalgen.config.rules import catalog_rules
from portalgen.config.settings import Level, Settings
from portalgen.diagnostics import Diagnostic, Severity, Where
from portalgen.model.asking import EVERYTHING, Asking
from portalgen.model.contributions import SiteSettings
from portalgen.model.credentials import Credentials, NoCredentials
from portalgen.model.discovery import GitHost
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.forge import Forges
from portalgen.model.forge_flavours import FLAVOURS, PUBLIC_HOSTS
from portalgen.model.rules import CatalogRule
from portalgen.model.source import Location
from portalgen.model.verdict import Verdict
from portalgen.model.web import ReadingRule
from portalgen.yaml12 import Position

NO_CREDENTIALS = NoCredentials()


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
    def static(self) -> Path | None:
        """Folder of files for the root of the site, absolute; one that is named may be missing."""
        chosen = self.settings.site.static
        usual = self.folder / "static"
        return self.folder / chosen if chosen else usual if usual.is_dir() else None

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

    @cached_property
    def model(self) -> CustomModel:
        """Kinds and relations that portal.yaml adds."""
        return make_model(self.settings.model, self.folder)

    @property
    def plugin_names(self) -> tuple[str, ...]:
        """Plug-ins that portal.yaml has settings for."""
        return tuple(self.settings.plugins.model_extra or ())

    def require_plugins(self, installed: Iterable[str]) -> None:
        """Raise `ConfigError` for settings of a plug-in that is not installed."""
        known = sorted(installed)
        for name in self.plugin_names:
            if name not in known:
                close = difflib.get_close_matches(name, known, n=1)
                meant = f"; did you mean '{close[0]}'?" if close else f"; installed are {', '.join(known)}"
                raise self.plugin(name).wrong(f"there is no plug-in '{name}'{meant}")

    def plugin(self, name: str) -> PluginSettings:
        """Return what portal.yaml says to a plug-in."""
        values = (self.settings.plugins.model_extra or {}).get(name)
        given = True if values is None and name in self.plugin_names else values
        return PluginSettings(name, given, self.path, self.positions)

    def providers(self, known: Iterable[str], credentials: Credentials) -> tuple[ProviderSettings, ...]:
        """Return what portal.yaml says to each kind of provider. Raises `ConfigError` for one that is not `known`."""
        known, hosts = sorted(known), self.git_hosts()
        found = tuple(
            ProviderSettings(name, values, hosts, credentials, self.path, self.positions)
            for name, values in self.settings.catalog.providers.items()
            if values is not None
        )
        for settings in found:
            if settings.name not in known:
                raise unknown_provider(settings, known)
        return found

    def git_hosts(self) -> tuple[GitHost, ...]:
        """Return the hosts of `integrations` with all their keys, and public ones without."""
        found = tuple(GitHost(kind, host, _revealed(entry)) for kind, host, entry in self._hosts())
        named = {one.host.lower() for one in found}
        return (*found, *(GitHost(kind, host) for host, kind in PUBLIC_HOSTS.items() if host not in named))

    @property
    def levels(self) -> Mapping[str, Severity | None]:
        """Code -> severity that its findings have here, None for off."""
        chosen = self.settings.diagnostics
        return {code: None if level == "off" else Severity[level.upper()] for code, level in chosen.items()}

    def fail_on(self, default: Level) -> Verdict:
        """Return what fails a command; `default` is the command's own level."""
        return Verdict.of(self.settings.build.fail_on or default)

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
                parts=tuple(self._parts(f"/catalog/locations/{index}", len(entry.catalog_path))),
            )
            for index, entry in enumerate(self.settings.catalog.locations)
        )

    def _parts(self, at: str, paths: int) -> Iterator[tuple[str, Where]]:
        """Yield the places of the parts of a location, where they are written."""
        names = {"type": f"{at}/type", "ref": f"{at}/ref"}
        names |= {f"paths/{index}": f"{at}/catalogPath/{index}" for index in range(paths)}
        names |= {"paths/0": f"{at}/catalogPath"} if f"{at}/catalogPath/0" not in self.positions else {}
        yield from ((name, self.where(place)) for name, place in names.items() if place in self.positions)

    def site_settings(self) -> SiteSettings:
        """Return what pages say about the site as a whole."""
        organization, site = self.settings.organization, self.settings.site
        return SiteSettings(
            organization=organization.name,
            description=organization.description,
            title=site.title,
            base_url=site.base_url,
            editions=tuple(site.editions.items()),
            version=__version__,
            forges=self.forges(),
            home=make_home(self.settings.home, self.folder).widgets,
            layouts=layouts(self.settings.entity_pages),
            look=look_of(site, self.folder),
            nav=nav_of(site),
        )

    def fetch_settings(self, asking: Asking = EVERYTHING, credentials: Credentials = NO_CREDENTIALS) -> FetchSettings:
        """Return what fetchers may know; it holds the tokens."""
        return FetchSettings(
            folder=self.folder,
            cache=self.cache,
            forges=self.forges(),
            mirrors=mirrors(self.settings.git.mirrors, self.folder),
            tokens=tuple((host, entry.token.get_secret_value()) for _, host, entry in self._hosts() if entry.token),
            logins=tuple((host, *login) for _, host, entry in self._hosts() if (login := entry.login)),
            credential_helper=self.settings.git.credential_helper,
            output=self.output,
            reading=tuple(ReadingRule(site.host, site.paths) for site in self.settings.backend.reading.allow),
            asking=asking,
            credentials=credentials,
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
        shown["integrations"] = {kind: _hosts_shown(value) for kind, value in shown["integrations"].items()}
        return {key: masked(value) for key, value in shown.items()}

    def _hosts(self) -> Iterator[tuple[str, str, Integration]]:
        """Give (kind, host, entry) of every integration that names a Git host."""
        for name, field_info in type(self.settings.integrations).model_fields.items():
            for entry in getattr(self.settings.integrations, name) or ():
                if isinstance(entry, Integration) and entry.host:
                    yield field_info.alias or name, entry.host, entry


def _revealed(value: Any) -> Any:  # noqa: ANN401  (JSON)
    """Return an entry as written, secrets in clear."""
    if isinstance(value, BaseModel):
        fields = {row.alias or name: getattr(value, name) for name, row in type(value).model_fields.items()}
        return {key: _revealed(item) for key, item in (fields | (value.model_extra or {})).items() if item is not None}
    if isinstance(value, tuple):
        return [_revealed(item) for item in value]
    return value.get_secret_value() if isinstance(value, SecretStr) else value


def _hosts_shown(entries: Any) -> Any:  # noqa: ANN401  (JSON)
    """Mask all of a host that nothing reads: a misspelt `token` is one, too."""
    if not isinstance(entries, list):
        return entries
    return [{key: value if key in _SHOWN else MASK for key, value in entry.items()} for entry in entries]


_SHOWN = frozenset({"host", "apiBaseUrl"})
