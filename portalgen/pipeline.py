"""The whole build, from discover, crawl, read and resolve to publish, top to bottom. Stages meet here only."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from portalgen.api import api_files, model_file
from portalgen.cache import Cache
from portalgen.crawl import (
    Crawl,
    as_now,
    crawl_locations,
    require_named,
    require_repositories,
    require_sources,
    unnamed,
)
from portalgen.diagnostics import Diagnostic
from portalgen.discover import Discovered, Listings, discover_locations
from portalgen.earlier import read_again, resolve_again
from portalgen.estimate import LastSite
from portalgen.histories import with_histories
from portalgen.linking import with_links
from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Built
from portalgen.model.count_states import count_states
from portalgen.model.fragment import Fragment
from portalgen.model.site import Publication, SiteFile
from portalgen.model.source import Location, Snapshot
from portalgen.model.source_state import SourceState
from portalgen.publish import Origins, check_destination, publish_site, recorded, with_static
from portalgen.render import (
    SitePlan,
    docs_files,
    plan_site,
    render_many,
    stored_docs,
    theme_files,
    unused_assets,
)
from portalgen.report import TimingReporter
from portalgen.resolve import explained, weigh
from portalgen.rounds import Gathered, in_rounds
from portalgen.search import build_index, collate
from portalgen.techdocs import KeptSites, build_many, first_look, told_once, with_named, with_starts
from portalgen.tools import Tools
from portalgen.versions import told_of, with_versions
from portalgen.workers import opened

_MANY = 100_000
"""Values."""


@dataclass(frozen=True)
class BuildResult:
    """What a build did."""

    built: Built
    publication: Publication
    states: Mapping[SourceState, int]
    """How many sources ended so."""
    seconds: Mapping[str, float]
    """Stage -> wall time, in order; for the terminal, never for the site."""
    as_of: str = ""
    """The time that the site is of, if it is not of now."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What any stage found, worst first."""
        return self.built.diagnostics


def discover(tools: Tools) -> Discovered:
    """Ask the hosts, unless a record has what they said; if only some repositories count, the last answers will do."""
    names = tuple(sorted(provider.name for provider in tools.providers))
    if record := tools.asking.moment.record:
        record.require_providers(names)
        return Discovered(record.discovered)
    if not tools.providers:
        return Discovered()
    listings = Listings(Cache(tools.config.cache / "listings"))
    with tools.reporter.stage("discover", len(tools.providers)) as stage:
        ask = partial(discover_locations, tools.providers, listings, progress=stage.advance)
        if tools.asking.offline or not (tools.asking.only or tools.asking.lazily):
            return ask(offline=tools.asking.offline)
        kept = ask(offline=True)
        places = (*tools.config.locations(), *kept.locations)
        return ask() if kept.diagnostics or unnamed(tools.asking.only, places, tools.policy.forges) else kept


def gather(tools: Tools) -> Gathered:
    """Discover, then crawl and read in rounds, until no Location names a place that was not read yet.

    Raises `ConfigError` if only some repositories are to be asked, and one of them is not there.
    """
    found = discover(tools)
    configured = (*tools.config.locations(), *found.locations)
    gathered = in_rounds(configured, partial(_crawl, tools), partial(_read, tools))
    gathered = with_versions(gathered, tools.fetchers, partial(_crawl, tools), tools.config.settings.git.jobs)
    urls = [snapshot.source.url for snapshot in gathered.snapshots]
    require_named(tools.asking.only, urls, gathered.failed, tools.policy.forges)
    problems = (*found.diagnostics, *gathered.diagnostics, *as_now(gathered.snapshots, tools.asking.moment))
    return replace(gathered, diagnostics=problems, discovered=found.locations)


def resolve(tools: Tools, gathered: Gathered) -> Catalog:
    """Join the fragments; the catalog's diagnostics are those of every stage so far, worst first."""
    with tools.reporter.stage("resolve"), _no_search_for_cycles():
        cache = Cache(tools.config.cache / "findings")
        return resolve_again(gathered, tools.config, tools.extensions, tools.policy, cache)


def look_at_docs(tools: Tools, catalog: Catalog) -> Catalog:
    """Add what can be said of documentation without building it, which is quick where its files are at hand."""
    found = told_once(first_look(catalog.docs, tools.blobs), explained(catalog))
    weighed = weigh(chain(catalog.diagnostics, found), catalog, tools.config.levels)
    suppressed = (*catalog.suppressed, *weighed.suppressed)
    return replace(catalog, diagnostics=weighed.diagnostics, suppressed=suppressed)


def document(tools: Tools, catalog: Catalog, executor: Executor) -> Built:
    """Build the TechDocs of every entity that asks for them."""
    sites = []
    wanted = (*catalog.docs, *catalog.versions, *catalog.folders)
    with tools.reporter.stage("techdocs", len(wanted)) as stage:
        kept = KeptSites(Cache(tools.config.cache / "docs"))
        sources = with_named(wanted, catalog.sources, tools.blobs)
        for site in build_many(sources, tools.blobs, executor=executor, cache=tools.graphviz, kept=kept):
            stage.advance(str(site.source.entity))
            sites.append(site)
    started = with_starts(catalog, sites)
    catalog = started.catalog
    dated = with_histories(tools, catalog, with_links(tools, catalog, sites))
    docs = tuple(site for site in dated.sites if not (site.source.tab or site.source.version))
    versions = tuple(site for site in dated.sites if site.source.version)
    folders = tuple(site for site in dated.sites if site.source.tab)
    built = Built(dated.catalog, docs, versions, folders, catalog.diagnostics, catalog.suppressed, tools.policy.forges)
    told = told_once(chain.from_iterable(map(told_of, dated.sites)), explained(catalog))
    return _with(tools, built, chain(started.diagnostics, dated.diagnostics, told))


def index(tools: Tools, built: Built) -> tuple[Built, tuple[SiteFile, ...]]:
    """Make the search index; what is found on the way joins the diagnostics."""
    with tools.reporter.stage("index"):
        found = collate(built, tools.extensions.collators)
        return _with(tools, built, found.diagnostics), tuple(build_index(found))


def plan(tools: Tools, built: Built) -> tuple[Built, SitePlan]:
    """Decide every page; what is found on the way joins the diagnostics, which the health page shows."""
    with tools.reporter.stage("plan"):
        first = plan_site(built, tools.extensions, tools.settings)
        if not first.diagnostics:
            return built, first
        built = _with(tools, built, first.diagnostics)
        return built, plan_site(built, tools.extensions, tools.settings)


def render(tools: Tools, built: Built, site_plan: SitePlan, executor: Executor) -> Iterator[SiteFile]:
    """Yield every file that readers get but the index: pages, documentation, assets."""
    source = tools.theme
    with tools.reporter.stage("theme"):
        theme = source.load()
    with tools.reporter.stage("render", len(site_plan.plans)) as stage:
        for page in render_many(site_plan.plans, source, executor):
            yield page
            stage.advance(page.path)
    with tools.reporter.stage("api"):
        yield from api_files(built.catalog)
        yield model_file(built.catalog, tools.extensions.kinds, tools.config)
    stored = stored_docs(built)
    yield from chain.from_iterable(docs_files(site, tools.blobs) for site in stored)
    yield from theme_files(theme, unused_assets(stored))


def build(tools: Tools, output: Path) -> BuildResult:
    """Run every stage and write the site to a folder, as a whole or not at all."""
    publishers, kind = tools.extensions.publishers, tools.config.settings.site.publisher
    check_destination(output, publishers, kind)  # before the work: what cannot be written should not cost its time
    timing = TimingReporter(tools.reporter)
    tools = replace(tools, reporter=timing)
    gathered = gather(tools)
    catalog = resolve(tools, gathered)
    wanted = (*gathered.configured, *tools.providers)
    require_sources(wanted, catalog.sources, catalog.diagnostics, output, entities=len(catalog.entities))
    last = LastSite.in_folder(output)
    if last and last.repositories:
        require_repositories(catalog.sources, gathered.failed, catalog.diagnostics, output)
    with opened(tools.workers) as executor:
        built, shards = index(tools, document(tools, catalog, executor))
        built, site_plan = plan(tools, built)
        files = with_static(chain(render(tools, built, site_plan, executor), shards), tools.config.static, output)
        names = tuple(provider.name for provider in tools.providers)
        origins = Origins(names, gathered.fruitful, tools.asking.moment)
        publication = publish_site(recorded(files, catalog, origins), output, publishers, kind)
    states = count_states(gathered.snapshots, len(gathered.failed))
    moment = tools.asking.moment
    return BuildResult(built, publication, states, timing.seconds, "" if moment.is_now else str(moment))


def _crawl(tools: Tools, locations: Sequence[Location]) -> Crawl:
    with tools.reporter.stage("crawl", len(locations)) as stage:
        return crawl_locations(
            locations,
            tools.fetchers,
            jobs=tools.config.settings.git.jobs,
            progress=lambda location: stage.advance(location.target),
        )


def _read(tools: Tools, snapshots: Sequence[Snapshot]) -> list[Fragment]:
    fragments = []
    cache = Cache(tools.config.cache / "readings")
    with tools.reporter.stage("read", len(snapshots)) as stage, _no_search_for_cycles():
        for snapshot in snapshots:
            fragments.append(read_again(snapshot, tools.blobs, tools.policy, cache, str(tools.config.folder)))
            stage.advance(snapshot.source.url)
    return fragments


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Let Python not look for cycles of garbage where many values are made and no cycle: it took 40 % of the time.

    Nor among those values later, if they are many: they stay as long as the build.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > _MANY:
            gc.freeze()
        if before:
            gc.enable()


def _with(tools: Tools, built: Built, found: Iterable[Diagnostic]) -> Built:
    """Add what a stage found, weighed as the configuration and the authors want."""
    weighed = weigh(chain(built.diagnostics, found), built.catalog, tools.config.levels)
    suppressed = (*built.suppressed, *weighed.suppressed)
    return replace(built, diagnostics=weighed.diagnostics, suppressed=suppressed)
