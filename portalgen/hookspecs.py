"""All hooks on one page, in pipeline order.

Each is called once, at start, and returns plain values or callables (`portalgen.model.contributions`); what ships in
the box comes in by the same door (`portalgen.builtin`). A plug-in is a module or package with functions of these
names, marked with `hookimpl`, that an entry point of the group `portalgen.plugins` names. An implementation takes the
arguments that it names; `PluginSettings` are what portal.yaml says to that plug-in (`plugins.<name>`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pluggy

from portalgen.model.contributions import CardMaker, Collator, LintRule, PageMaker
from portalgen.model.discovery import Provider
from portalgen.model.docs_tab import DocsTab
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.kinds import Kind
from portalgen.model.processors import Processor
from portalgen.model.site import Publication, SiteFile
from portalgen.model.source import Fetcher

if TYPE_CHECKING:  # workers that render pages need not load the configuration's models
    from portalgen.config import PluginSettings, ProviderSettings

hookspec = pluggy.HookspecMarker("portalgen")
hookimpl = pluggy.HookimplMarker("portalgen")

Publisher = Callable[[Iterable[SiteFile], Path], Publication]
"""Puts the finished files somewhere, as a whole or not at all."""
ProviderMaker = Callable[["ProviderSettings"], Iterable[Provider]]
"""Turns what portal.yaml says under one key of `catalog.providers` into providers; nothing is asked yet."""


@hookspec
def register_kinds() -> Iterable[Kind]:  # type: ignore[empty-body]
    """Kinds of entity that descriptors may declare. Stage: read."""


@hookspec
def register_providers() -> Mapping[str, ProviderMaker]:  # type: ignore[empty-body]
    """Key of `catalog.providers` -> maker of the providers that its entries want. Stage: discover."""


@hookspec
def register_fetchers(settings: FetchSettings) -> Iterable[Fetcher]:  # type: ignore[empty-body]
    """Fetchers for location types. Stage: crawl."""


@hookspec
def register_processors(settings: PluginSettings) -> Iterable[Processor]:  # type: ignore[empty-body]
    """Functions that add what descriptors leave out. Stage: read."""


@hookspec
def register_folders() -> Iterable[DocsTab]:  # type: ignore[empty-body]
    """Annotations that name folders of Markdown, built like TechDocs for a tab of the plug-in. Stage: read."""


@hookspec
def register_rules(settings: PluginSettings) -> Iterable[LintRule]:  # type: ignore[empty-body]
    """Checks to run over the finished catalog. Stage: resolve."""


@hookspec
def register_cards(settings: PluginSettings) -> Iterable[CardMaker]:  # type: ignore[empty-body]
    """Boxes and tabs on entity pages. Stage: render."""


@hookspec
def register_pages(settings: PluginSettings) -> Iterable[PageMaker]:  # type: ignore[empty-body]
    """Further pages of the site. Stage: render."""


@hookspec
def register_templates() -> Mapping[str, Path]:  # type: ignore[empty-body]
    """Package -> folder of templates that the plug-in's own import, beside its own `templates/`. Stage: render."""


@hookspec
def register_assets(settings: PluginSettings) -> Mapping[str, Path]:  # type: ignore[empty-body]
    """Asset path -> file: scripts, styles and pictures that the plug-in's templates refer to. Stage: render."""


@hookspec
def register_collators() -> Iterable[Collator]:  # type: ignore[empty-body]
    """Makers of search documents. Stage: search."""


@hookspec
def register_publishers() -> Mapping[str, Publisher]:  # type: ignore[empty-body]
    """Destination type -> publisher. Stage: publish."""


@dataclass(frozen=True)
class Extensions:
    """Everything that the built-ins and the plug-ins registered, in a fixed order."""

    kinds: tuple[Kind, ...] = ()
    providers: Mapping[str, ProviderMaker] = field(default_factory=dict)
    processors: tuple[Processor, ...] = ()
    folders: tuple[DocsTab, ...] = ()
    rules: tuple[LintRule, ...] = ()
    cards: tuple[CardMaker, ...] = ()
    pages: tuple[PageMaker, ...] = ()
    collators: tuple[Collator, ...] = ()
    publishers: Mapping[str, Publisher] = field(default_factory=dict)
    assets: Mapping[str, Path] = field(default_factory=dict)
    """Asset path -> file; see `portalgen.model.routes.asset`."""
    templates: Mapping[str, Path] = field(default_factory=dict)
    """Package name of a plug-in -> its `templates/` folder."""
    fetchers: Callable[[FetchSettings], tuple[Fetcher, ...]] = field(default=lambda _: ())
