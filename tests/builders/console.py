"""Runs the commands that a page shows, and compares what they print with what the page promises.

A `console` block has commands after `$ ` and what each prints below it. `…` stands for any text within a line; a line
that is only `…` stands for any lines.
"""

import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.builders.pages import Block

Run = Callable[[str], str]
"""Runs a command of the shell and returns what it prints."""


@dataclass(frozen=True)
class Step:
    """A command and the lines that it prints."""

    command: str
    printed: tuple[str, ...]


def steps(block: Block) -> Iterator[Step]:
    """Yield the commands of a `console` block."""
    command = ""
    printed: list[str] = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            if command:
                yield Step(command, tuple(printed))
            command, printed = line[2:], []
        else:
            printed.append(line)
    if command:
        yield Step(command, tuple(printed))


def is_promised(printed: str, promised: tuple[str, ...]) -> bool:
    """Say whether the lines of the page stand in what was printed, next to each other and in that order."""
    lines = [r"(?:.*\n)*?" if line == "…" else ".*".join(map(re.escape, line.rstrip().split("…"))) for line in promised]
    pattern = "".join(line if line.endswith("*?") else rf"{line}[ ]*\n" for line in lines)
    return re.search(rf"^{pattern}", printed if printed.endswith("\n") else f"{printed}\n", re.MULTILINE) is not None


def write(block: Block, folder: Path) -> None:
    """Write the file that a block shows."""
    path = folder / block.title
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(block.text, encoding="utf-8")


def in_shell(folder: Path, environment: Mapping[str, str]) -> Run:
    """Return a runner that gives commands to bash; standard error goes where standard output goes."""

    def run(command: str) -> str:
        whole = ["bash", "-c", f"set -o pipefail; {command}"]
        done = subprocess.run(
            whole, cwd=folder, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        return done.stdout.decode()

    return run
