"""An empty folder and a plain environment for the commands that pages show."""

import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from portalgen.cli import portalgen
from tests.builders.console import Run, in_shell

NAMES = {"GIT_AUTHOR_NAME": "Robin", "GIT_COMMITTER_NAME": "Robin"}
ADDRESS = {"GIT_AUTHOR_EMAIL": "robin@example.org", "GIT_COMMITTER_EMAIL": "robin@example.org"}
DATES = {"GIT_AUTHOR_DATE": "2026-01-05T09:00:00Z", "GIT_COMMITTER_DATE": "2026-01-05T09:00:00Z"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, which is the working folder."""
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache folder that all tests of a worker share: compiling Graphviz takes a second."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def environment(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return the environment of a newcomer: portalgen on the path, Git with a name, nothing else."""
    for name in [name for name in os.environ if name.startswith(("PORTALGEN_", "GIT_"))]:
        monkeypatch.delenv(name)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(cache), "GIT_CONFIG_GLOBAL": os.devnull}
    plain = {"PATH": path, "CI": "true", "PORTALGEN_JOBS": "1", "LC_ALL": "C.UTF-8"}
    found = {**plain, **home, **NAMES, **ADDRESS, **DATES}
    for name, value in found.items():
        monkeypatch.setenv(name, value)
    return found


@pytest.fixture
def run(folder: Path, environment: dict[str, str]) -> Run:
    """Return a runner of commands; `portalgen …` runs in this process, which spares its start."""
    shell = in_shell(folder, environment)

    def call(command: str) -> str:
        program, *arguments = command.split()
        if program != "portalgen":
            return shell(command)
        return CliRunner().invoke(portalgen, arguments, prog_name="portalgen").output

    return call
