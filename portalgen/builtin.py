"""What ships in the box, registered by the same door as any plug-in."""

from collections.abc import Iterable, Mapping

from portalgen.crawl import FolderFetcher, GitFetcher, RosterFetcher, WebFetcher
from portalgen.discover import BUILT_IN_PROVIDERS
from portalgen.hookspecs import ProviderMaker, Publisher, hookimpl
from portalgen.model.contributions import CardMaker, Collator, LintRule
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.kinds import BUILT_IN, Kind
from portalgen.model.source import Fetcher
from portalgen.publish import publish_folder
from portalgen.render import BUILT_IN_CARDS
from portalgen.resolve import BUILT_IN_RULES
from portalgen.search import BUILT_IN_COLLATORS


@hookimpl
def register_kinds() -> Iterable[Kind]:
    """Return the nine kinds of Backstage."""
    return BUILT_IN


@hookimpl
def register_providers() -> Mapping[str, ProviderMaker]:
    """Return what finds repositories and people on Git hosts."""
    return BUILT_IN_PROVIDERS


@hookimpl
def register_fetchers(settings: FetchSettings) -> Iterable[Fetcher]:
    """Return the readers of rosters, plain web sites, Git repositories, which get a URL before those, and folders."""
    return (RosterFetcher(), WebFetcher(settings), GitFetcher(settings), FolderFetcher(settings))


@hookimpl
def register_rules() -> Iterable[LintRule]:
    """Return the checks of the finished catalog."""
    return BUILT_IN_RULES


@hookimpl
def register_cards() -> Iterable[CardMaker]:
    """Return the cards of the built-in kinds."""
    return BUILT_IN_CARDS


@hookimpl
def register_collators() -> Iterable[Collator]:
    """Return the makers of search documents for entities and documentation."""
    return BUILT_IN_COLLATORS


@hookimpl
def register_publishers() -> Mapping[str, Publisher]:
    """Return the publisher that writes a folder."""
    return {"folder": publish_folder}
