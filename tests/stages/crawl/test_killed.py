"""Builds that are killed at random moments, whatever they were doing: the next one writes what a clean one writes."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.builders.git_server import GitServer, serving
from tests.builders.repositories import RepositoryBuilder

Make = Callable[[str], RepositoryBuilder]

KILLS = 10
"""In each of the five cases: fifty in all."""
LONGEST = 0.8
"""Seconds after which a build is killed at the latest; most are killed while they fetch."""

BUILDS = """
import os, sys
from portalgen.cli import run
import git, httpx2, portalgen.pipeline
for line in sys.stdin:
    if not (pid := os.fork()):
        nowhere = os.open(os.devnull, os.O_RDWR)
        for one in range(3):
            os.dup2(nowhere, one)
        code = 1
        try:
            code = run(line.split())
        finally:
            os._exit(code)
    print(pid, flush=True)
    print(os.waitpid(pid, 0)[1], flush=True)
"""


class Builds:
    """Starts builds, each in a process of its own; what all of them import is loaded once."""

    def __init__(self, process: "subprocess.Popen[str]", arguments: str) -> None:
        self.process, self.arguments = process, arguments

    def start(self, *more: str) -> int:
        """Start a build and return its process id."""
        assert self.process.stdin
        print(self.arguments, *more, file=self.process.stdin, flush=True)
        return self._said()

    def end(self) -> int:
        """Wait for the end of the build; return how it ended, 0 for well."""
        return self._said()

    def _said(self) -> int:
        assert self.process.stdout
        return int(self.process.stdout.readline())


@contextmanager
def building(folder: Path) -> Iterator[Builds]:
    command = [sys.executable, "-c", BUILDS]
    root, pipe = Path(__file__).parents[3], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=root) as process:
        yield Builds(process, f"build --quiet --jobs 1 --fail-on never --config {folder / 'portal.yaml'}")


def write_portal(folder: Path, urls: list[str]) -> None:
    folder.mkdir()
    rows = "".join(f"    - {{type: git, target: '{url}'}}\n" for url in urls)
    (folder / "portal.yaml").write_text(f"organization: {{name: Larkspur}}\ncatalog:\n  locations:\n{rows}")


def entity(number: int, text: str) -> str:
    kind = f"apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata:\n  name: g{number}\n  description: {text}\n"
    return f"{kind}  annotations: {{backstage.io/techdocs-ref: 'dir:.'}}\nspec: {{type: team, children: []}}\n"


def site(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("seed", range(5))
def test_builds_that_are_killed_do_no_harm(make_repository: Make, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - moments, no secrets
    made = [make_repository(f"r{number}") for number in range(3)]
    for number, repository in enumerate(made):
        repository.commit({"catalog-info.yaml": entity(number, "First"), "mkdocs.yml": "site_name: Docs\n"})
    with serving(GitServer(tmp_path / "repositories")) as server, building(tmp_path / "portal") as builds:
        write_portal(tmp_path / "portal", [f"{server.url}/{repository.path.name}" for repository in made])
        kept, clean = (
            ("--cache", tmp_path / name, "--output", tmp_path / f"{name}-site") for name in ("kept", "clean")
        )
        killed = rounds = 0
        while killed < KILLS:
            rounds += 1
            for number, repository in enumerate(made[: 1 + rounds % 3]):
                text = entity(number, f"Round {rounds}")
                repository.commit({"catalog-info.yaml": text, "docs/index.md": f"# {rounds}\n"})
            pid = builds.start(*map(str, kept))
            time.sleep(LONGEST * chance.random() ** 2)
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            ended = builds.end()
            assert ended in {0, signal.SIGKILL}
            killed += ended == signal.SIGKILL
        for arguments in (kept, clean):
            builds.start(*map(str, arguments))
            assert builds.end() == 0
    assert site(tmp_path / "kept-site") == site(tmp_path / "clean-site")
    assert f"Round {rounds}".encode() in (tmp_path / "clean-site/catalog/default/group/g0/index.html").read_bytes()
