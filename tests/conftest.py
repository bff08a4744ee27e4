"""Fixtures for every test: builders of what a build reads."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.builders.repositories import RepositoryBuilder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("here", deadline=None)  # tests assert behaviour, never times
settings.load_profile("here")
signal.signal(signal.SIGINT, signal.default_int_handler)
"""Where tests run in the background, a shell has it ignored, and what they start would never be interrupted."""


@pytest.fixture
def make_repository(tmp_path: Path) -> Callable[[str], RepositoryBuilder]:
    """Return a maker of bare repositories: `make_repository("pay").commit({"catalog-info.yaml": "…"})`."""

    def make(name: str) -> RepositoryBuilder:
        return RepositoryBuilder.at(tmp_path / "repositories" / f"{name}.git")

    return make


ROOT = Path(__file__).resolve().parent.parent


def build_sample(folder: Path, *, output: str = "site", jobs: int = 2, **environment: str) -> Path:
    """Build the sample organisation with the command line and return the folder of the site."""
    repositories = folder / "sample-org" / ".repos"
    if not repositories.exists():
        shutil.copytree(ROOT / "sample-org", folder / "sample-org", ignore=shutil.ignore_patterns(".repos"))
        script = ROOT / "sample-org" / "make_repositories.py"
        subprocess.run([sys.executable, script, repositories], check=True, capture_output=True)
    command = [sys.executable, "-m", "portalgen", "build", "--config", str(folder / "sample-org" / "portal.yaml")]
    options = ["--output", str(folder / output), "--cache", str(folder / f"cache-{output}"), "--jobs", str(jobs)]
    env = os.environ | environment
    done = subprocess.run([*command, *options], check=False, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / output


@pytest.fixture(scope="session")
def sample_portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the sample organisation, built once for all workers of a run. Nobody may change it."""
    shared = tmp_path_factory.getbasetemp()
    folder = (shared.parent if os.environ.get("PYTEST_XDIST_WORKER") else shared) / "sample"
    try:
        folder.mkdir()
    except FileExistsError:
        return _wait_for(folder / "done", folder / "site")
    site = build_sample(folder)
    (folder / "done").touch()
    return site


def _wait_for(mark: Path, site: Path) -> Path:
    for _ in range(1800):
        if mark.exists():
            return site
        time.sleep(0.1)
    pytest.fail("another worker did not finish building the sample portal")


BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Path of an installed Chromium or Chrome; `PORTALGEN_CHROMIUM` wins."""
    named = os.environ.get("PORTALGEN_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found or not Path(found).is_file():
        pytest.fail("no Chromium found: install `chromium`, or name one in PORTALGEN_CHROMIUM", pytrace=False)
    return found


@pytest.fixture(scope="session")
def chromium(chromium_path: str) -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (most tests need no browser)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=list(FLAGS))
        yield browser
        browser.close()
