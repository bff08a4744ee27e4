"""The whole build, top to bottom: crawl, read, resolve, document, plan, index, publish. Stages meet here only."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import Any

from portalgen.config import Config
from portalgen.crawl import SourceBlobs, crawl_locations
from portalgen.diagnostics import Diagnostic
from portalgen.hookspecs import Extensions
from portalgen.model.catalog import Catalog, Fragment
from portalgen.model.contributions import Built, SiteSettings
from portalgen.model.docs import DocsSite
from portalgen.model.site import Publication, SiteFile
from portalgen.model.source import Fetcher, Location, Snapshot
from portalgen.plugins import load_extensions
from portalgen.publish import publish_site
from portalgen.read import ReadPolicy, read_fragment
from portalgen.record import build_record
from portalgen.render import SitePlan, load_theme, plan_site, render_page, site_assets
from portalgen.report import Reporter
from portalgen.resolve import resolve_catalog
from portalgen.search import build_index
from portalgen.techdocs import build_many


@dataclass(frozen=True)
class Tools:
    """What a build works with, made once from the configuration."""

    config: Config
    extensions: Extensions
    fetchers: tuple[Fetcher, ...]
    blobs: SourceBlobs
    policy: ReadPolicy
    settings: SiteSettings
    reporter: Reporter
    executor: Executor
    seconds: dict[str, float] = field(default_factory=dict)
    """Stage -> wall time; for the terminal, never for the site."""
