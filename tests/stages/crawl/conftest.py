from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from portalgen.crawl import Crawl, FolderFetcher, GitFetcher, WebFetcher, crawl_locations
from portalgen.model.asking import Asking
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Location

CrawlAll = Callable[..., Crawl]


@pytest.fixture
def settings(tmp_path: Path) -> FetchSettings:
    """Settings of a portal in `tmp_path/portal`, beside `tmp_path/repositories`."""
    folder = tmp_path / "portal"
    folder.mkdir()
    return FetchSettings(folder, tmp_path / "cache")


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "localhost")


@pytest.fixture
def crawl(settings: FetchSettings) -> CrawlAll:
    """Crawl locations as a build would, each time with fetchers of its own; keywords change the settings."""

    def run(*locations: Location, jobs: int = 8, **changes: Any) -> Crawl:  # noqa: ANN401 - any field of the settings
        asking = Asking(**{name: changes.pop(name) for name in ("offline", "only", "moment") if name in changes})
        changed = replace(settings, asking=asking, **changes)
        fetchers = (WebFetcher(changed), GitFetcher(changed), FolderFetcher(changed))
        return crawl_locations(locations, fetchers, jobs=jobs)

    return run
