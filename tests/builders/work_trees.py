"""Builds Git work trees: files as they lie there, committed or not."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.builders.repositories import FIRST_DAY

_DAY = 86_400


class WorkTreeBuilder:
    """A work tree of Git that grows commit by commit."""

    def __init__(self, root: Path, kind: str = "sha1") -> None:
        self.root = root
        root.mkdir(parents=True)
        self.git("init", "--quiet", "--template=", "--initial-branch=main", f"--object-format={kind}")
        self.count = 0

    def git(self, *arguments: str, **variables: str) -> str:
        fixed = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "PATH": os.environ["PATH"], **variables}
        done = subprocess.run(["git", *arguments], cwd=self.root, env=fixed, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(text)

    def commit(self, files: Mapping[str, str], author: str = "Ada") -> str:
        """Commit files, each time a day later."""
        self.write(files)
        when = f"{FIRST_DAY + self.count * _DAY} +0000"
        self.count += 1
        self.git("add", "--all")
        who = {f"GIT_{role}_{name}": value for role in ("AUTHOR", "COMMITTER") for name, value in _who(author, when)}
        self.git("commit", "--quiet", "--message=Change", **who)
        return self.git("rev-parse", "HEAD")


def _who(name: str, when: str) -> tuple[tuple[str, str], ...]:
    return (("NAME", name), ("EMAIL", f"{name.lower()}@larkspur.example"), ("DATE", when))
