"""Tools: what a build works with, made once from the configuration and the command line."""

from dataclasses import dataclass, replace
from pathlib import Path

from portalgen.code_folder import use_code_folder
from portalgen.config import Config
from portalgen.crawl import SourceBlobs
from portalgen.discover import HostTokens, make_providers
from portalgen.hookspecs import Extensions
from portalgen.model.asking import EVERYTHING, Asking
from portalgen.model.contributions import SiteSettings
from portalgen.model.discovery import Provider
from portalgen.model.source import Fetcher
from portalgen.plugins import installed_names, load_extensions
from portalgen.read import ReadPolicy
from portalgen.render import Choices, ThemeSource, theme_package
from portalgen.report import Reporter
from portalgen.workers import Workers, local_workers


@dataclass(frozen=True)
class Tools:
    """What a build works with, made once from the configuration."""

    config: Config
    extensions: Extensions
    fetchers: tuple[Fetcher, ...]
    policy: ReadPolicy
    settings: SiteSettings
    reporter: Reporter
    workers: Workers
    providers: tuple[Provider, ...] = ()
    asking: Asking = EVERYTHING

    @property
    def blobs(self) -> SourceBlobs:
        """The bytes of everything that the fetchers brought."""
        return SourceBlobs(self.fetchers)

    @property
    def graphviz(self) -> Path:
        """Where the compiled Graphviz is kept."""
        return _graphviz(self.config.cache)

    @property
    def theme(self) -> ThemeSource:
        """What the theme is made of that portal.yaml names. Raises `ThemeError` if it is not installed."""
        site, overrides = self.config.settings.site, self.config.folder / "theme"
        return ThemeSource(
            theme_package(site.theme),
            templates=tuple(sorted(self.extensions.templates.items())),
            overrides=overrides if overrides.is_dir() else None,
            assets=tuple(sorted(self.extensions.assets.items())),
            choices=Choices(self.settings.look, site.language, tuple(sorted(site.editions))),
            kind_icons=tuple((kind.key, kind.icon) for kind in self.extensions.kinds if kind.icon),
        )


def prepare(
    config: Config, *, reporter: Reporter, asking: Asking = EVERYTHING, workers: Workers | None = None
) -> Tools:
    """Load the plug-ins and make the tools of a build. Raises `PluginError`."""
    graphviz = _graphviz(config.cache)
    use_code_folder(graphviz)
    config.require_plugins(installed_names())
    extensions = load_extensions(
        disabled=config.settings.plugins.disabled, kinds=config.model.kinds, settings=config.plugin
    )
    tokens = HostTokens.of(config.git_hosts(), offline=asking.offline)
    return Tools(
        config=config,
        extensions=extensions,
        fetchers=extensions.fetchers(config.fetch_settings(asking, tokens)),
        policy=ReadPolicy(
            extensions.kinds,
            config.forges(),
            config.rules,
            extensions.processors,
            tabs=extensions.folders,
            strict=config.strict,
        ),
        settings=replace(config.site_settings(), as_of=asking.moment.time or 0),
        reporter=reporter,
        providers=make_providers(extensions.providers, config, tokens),
        asking=asking,
        workers=workers or local_workers(config.jobs, graphviz),
    )


def _graphviz(cache: Path) -> Path:
    return cache / "graphviz"
