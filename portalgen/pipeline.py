"""The whole build, top to bottom: crawl, read, resolve, document, plan, index, publish. Stages meet here only."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import entry_points
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

from portalgen.config import Config
from portalgen.crawl import SourceBlobs, crawl_locations, require_sources
from portalgen.diagnostics import Diagnostic
from portalgen.diagrams import use_cache
from portalgen.errors import ThemeError
from portalgen.hookspecs import Extensions
from portalgen.model.catalog import Catalog, Fragment
from portalgen.model.contributions import Built, SiteSettings
from portalgen.model.site import Publication, SiteFile
from portalgen.model.source import Fetcher, Location, Snapshot
from portalgen.plugins import load_extensions
from portalgen.publish import check_folder, publish_site, recorded, settle
from portalgen.read import ReadPolicy, read_fragment
from portalgen.render import SitePlan, ThemeSource, docs_files, plan_site, render_many, theme_files
from portalgen.report import Reporter, TimingReporter
from portalgen.resolve import resolve_catalog
from portalgen.search import build_index, collate
from portalgen.techdocs import build_many

Workers = Callable[[], Executor]


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
    """Opens a pool for heavy work: of processes here, or of a cluster."""

    @property
    def blobs(self) -> SourceBlobs:
        """The bytes of everything that the fetchers brought."""
        return SourceBlobs(self.fetchers)


@dataclass(frozen=True)
class Gathered:
    """All that was fetched and read, in the order that decides conflicts."""

    snapshots: tuple[Snapshot, ...]
    fragments: tuple[Fragment, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class BuildResult:
    """What a build did."""

    built: Built
    publication: Publication
    seconds: Mapping[str, float]
    """Stage -> wall time, in order; for the terminal, never for the site."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What any stage found, worst first."""
        return self.built.diagnostics


def prepare(config: Config, *, reporter: Reporter, offline: bool = False, workers: Workers | None = None) -> Tools:
    """Load the plug-ins and make the tools of a build. Raises `PluginError`."""
    use_cache(_graphviz(config.cache))
    extensions = load_extensions(disabled=config.settings.plugins.disabled)
    return Tools(
        config=config,
        extensions=extensions,
        fetchers=extensions.fetchers(config.fetch_settings(offline=offline)),
        policy=ReadPolicy(extensions.kinds, config.forges(), config.rules, config.strict),
        settings=config.site_settings(),
        reporter=reporter,
        workers=workers or local_workers(config.jobs, config.cache),
    )


def gather(tools: Tools) -> Gathered:
    """Crawl and read in rounds, until no Location names a place that was not read yet."""
    snapshots: list[Snapshot] = []
    fragments: list[Fragment] = []
    diagnostics: list[Diagnostic] = []
    wanted: Sequence[Location] = tools.config.locations()
    asked: set[tuple[str, ...]] = set()
    while wanted:
        asked.update(_place(location) for location in wanted)
        with tools.reporter.stage("crawl", len(wanted)) as stage:
            crawl = crawl_locations(
                wanted,
                tools.fetchers,
                jobs=tools.config.settings.git.jobs,
                progress=lambda location: stage.advance(location.target),
            )
        found = _read(tools, crawl.snapshots)
        snapshots += crawl.snapshots
        fragments += found
        diagnostics += crawl.diagnostics
        wanted = tuple(_further(found, snapshots, asked))
    entries = reversed([*enumerate(tools.config.locations())])  # of entries with one target, the first has the rest
    order = {key: index for index, entry in entries for key in (entry, entry.ref_text)}
    fragments.sort(key=lambda row: order.get(row.location, order.get(row.location.origin_text, len(order))))  # stable
    return Gathered(tuple(snapshots), tuple(fragments), tuple(diagnostics))


def resolve(tools: Tools, gathered: Gathered) -> Catalog:
    """Join the fragments; the catalog's diagnostics are those of every stage so far, worst first."""
    with tools.reporter.stage("resolve"):
        catalog = resolve_catalog(gathered.fragments, gathered.snapshots, tools.extensions.rules)
    return replace(catalog, diagnostics=_sorted(tools.config.diagnostics, gathered.diagnostics, catalog.diagnostics))


def document(tools: Tools, catalog: Catalog, executor: Executor) -> Built:
    """Build the TechDocs of every entity that asks for them."""
    sources = ((source, tools.blobs.read(source.source, source.files)) for source in catalog.docs)
    sites = []
    with tools.reporter.stage("techdocs", len(catalog.docs)) as stage:
        for site in build_many(sources, executor=executor, cache=_graphviz(tools.config.cache)):
            stage.advance(str(site.source.entity))
            sites.append(settle(site))
    diagnostics = _sorted(catalog.diagnostics, *(site.diagnostics for site in sites))
    return Built(catalog, tuple(sites), diagnostics)


def plan(tools: Tools, built: Built) -> tuple[Built, SitePlan]:
    """Decide every page; what is found on the way joins the diagnostics, which the health page shows."""
    with tools.reporter.stage("plan"):
        first = plan_site(built, tools.extensions, tools.settings)
        if not first.diagnostics:
            return built, first
        built = replace(built, diagnostics=_sorted(built.diagnostics, first.diagnostics))
        return built, plan_site(built, tools.extensions, tools.settings)


def index(tools: Tools, built: Built) -> tuple[SiteFile, ...]:
    """Make the search index."""
    with tools.reporter.stage("index"):
        return tuple(build_index(collate(built, tools.extensions.collators)))


def render(tools: Tools, built: Built, site_plan: SitePlan, executor: Executor) -> Iterator[SiteFile]:
    """Yield every file that readers get but the index: pages, documentation, assets."""
    source = _theme_source(tools)
    with tools.reporter.stage("theme"):
        theme = source.load()
    with tools.reporter.stage("render", len(site_plan.plans)) as stage:
        for page in render_many(site_plan.plans, source, executor):
            yield page
            stage.advance(page.path)
    yield from chain.from_iterable(map(docs_files, built.docs))
    yield from theme_files(theme)


def build(tools: Tools, output: Path) -> BuildResult:
    """Run every stage and write the site to a folder, as a whole or not at all."""
    check_folder(output)  # before the work: a folder that cannot be replaced should not cost a build's time
    timing = TimingReporter(tools.reporter)
    tools = replace(tools, reporter=timing)
    catalog = resolve(tools, gather(tools))
    require_sources(tools.config.locations(), catalog.sources, catalog.diagnostics, output)
    with open_workers(tools) as executor:
        built, site_plan = plan(tools, document(tools, catalog, executor))
        shards = index(tools, built)
        files = recorded(chain(render(tools, built, site_plan, executor), shards), catalog)
        publication = publish_site(files, output, tools.extensions.publishers)
    return BuildResult(built, publication, timing.seconds)


def local_workers(jobs: int, cache: Path) -> Workers:
    """Return a maker of process pools on this machine; processes start fresh, since threads may be running."""
    ready = partial(use_cache, _graphviz(cache))
    return partial(ProcessPoolExecutor, max_workers=jobs, mp_context=get_context("spawn"), initializer=ready)


@contextmanager
def open_workers(tools: Tools) -> Iterator[Executor]:
    """Open the pool for a build; when the build is interrupted, work that waits is dropped instead of finished."""
    executor = tools.workers()
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        raise
    executor.shutdown()


def _graphviz(cache: Path) -> Path:
    return cache / "graphviz"


def _theme_source(tools: Tools) -> ThemeSource:
    site = tools.config.settings.site
    overrides = tools.config.folder / "theme"
    points = {point.name: point.value for point in entry_points(group="portalgen.themes")}
    if site.theme not in points:
        known = ", ".join(sorted(points))
        raise ThemeError(f"there is no theme '{site.theme}'", hint=f"themes that are installed: {known}")
    return ThemeSource(
        points[site.theme],
        templates=tuple(sorted(tools.extensions.templates.items())),
        overrides=overrides if overrides.is_dir() else None,
        assets=tuple(sorted(tools.extensions.assets.items())),
        accent=site.accent,
    )


def _read(tools: Tools, snapshots: Sequence[Snapshot]) -> list[Fragment]:
    fragments = []
    with tools.reporter.stage("read", len(snapshots)) as stage:
        for snapshot in snapshots:
            fragments.append(read_fragment(snapshot, tools.blobs, tools.policy))
            stage.advance(snapshot.source.url)
    return fragments


def _further(
    fragments: Iterable[Fragment], snapshots: Iterable[Snapshot], asked: Collection[tuple[str, ...]]
) -> Iterator[Location]:
    """Yield the locations that fragments name and nobody asked for yet: descriptors, then folders of documentation."""
    here = {
        (snapshot.source.url, ref) for snapshot in snapshots for ref in (snapshot.source.ref, snapshot.location.ref)
    }
    found = list(fragments)
    named = chain.from_iterable(fragment.locations for fragment in found)
    docs = (request.location for fragment in found for request in fragment.docs)
    missing = (location for location in docs if (location.target, location.ref) not in here)
    fresh = {_place(location): location for location in chain(named, missing)}
    yield from (location for place, location in fresh.items() if place not in asked)


def _place(location: Location) -> tuple[str, ...]:
    return (location.type, location.target, location.ref, *location.paths)


def _sorted(*rows: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(dict.fromkeys(chain.from_iterable(rows)), key=lambda row: row.sort_key))
