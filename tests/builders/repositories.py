"""Builds real bare Git repositories with the same object ids on every run."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

FIRST_DAY = 1767225600
"""1 January 2026; each further commit is a day later."""


@dataclass(frozen=True)
class Link:
    """A symbolic link as a repository holds it."""

    target: str


@dataclass(frozen=True)
class Submodule:
    """Another repository's commit as a repository holds it."""

    commit: str


Content = str | bytes | Link | Submodule | None
"""Text or bytes of a file, something odd, or None to remove it."""


@dataclass
class RepositoryBuilder:
    """A bare repository that grows commit by commit."""

    path: Path
    commits: list[str] = field(default_factory=list)

    @classmethod
    def at(cls, path: Path) -> "RepositoryBuilder":
        """Make an empty repository whose default branch is `main`."""
        builder = cls(path)
        path.mkdir(parents=True)
        builder.git("init", "--quiet", "--bare", "--template=", "--initial-branch=main")
        return builder

    def commit(  # noqa: PLR0913  (what a commit has)
        self,
        files: Mapping[str, Content],
        *,
        message: str = "Change",
        date: int | None = None,
        branch: str = "main",
        merging: str = "",
        author: str = "Robin <robin@larkspur.example>",
    ) -> "RepositoryBuilder":
        """Add a commit to a branch; a branch that is new starts empty, one that is merged becomes its second parent."""
        when = f"{FIRST_DAY + len(self.commits) * 86400 if date is None else date} +0000"
        lines = [f"commit refs/heads/{branch}", f"author {author} {when}", f"committer {author} {when}"]
        head = "\n".join([*lines, f"data {len(message.encode())}", message]).encode()
        parent = f"\nfrom refs/heads/{branch}^0".encode() if self._has(branch) else b""
        parent += f"\nmerge refs/heads/{merging}^0".encode() if merging else b""
        changes = b"".join(b"\n" + _change(path, content) for path, content in sorted(files.items()))
        self.git("fast-import", "--quiet", "--force", given=head + parent + changes + b"\n")
        self.commits.append(self.git("rev-parse", f"refs/heads/{branch}"))
        return self

    def tag(self, name: str, *, annotated: bool = False) -> "RepositoryBuilder":
        """Name the last commit."""
        self.git("tag", *(("-m", name) if annotated else ()), name, self.commits[-1])
        return self

    @property
    def url(self) -> str:
        """The repository over file://."""
        return self.path.as_uri()

    @property
    def head(self) -> str:
        """The last commit that was made."""
        return self.commits[-1]

    def git(self, *arguments: str, given: bytes = b"") -> str:
        """Run git in the repository, free of the machine's configuration."""
        when = f"{FIRST_DAY} +0000"
        fixed = {
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_DIR": str(self.path),
            "GIT_COMMITTER_NAME": "Robin",
            "GIT_COMMITTER_EMAIL": "robin@larkspur.example",
            "GIT_COMMITTER_DATE": when,
        }
        command = ["git", *arguments]
        done = subprocess.run(command, input=given, capture_output=True, check=True, env={**os.environ, **fixed})
        return done.stdout.decode().strip()

    def _has(self, branch: str) -> bool:
        return bool(self.git("for-each-ref", f"refs/heads/{branch}"))


def _change(path: str, content: Content) -> bytes:
    if content is None:
        return f"D {path}".encode()
    if isinstance(content, Submodule):
        return f"M 160000 {content.commit} {path}".encode()
    mode = "120000" if isinstance(content, Link) else "100644"
    text = content.target if isinstance(content, Link) else content
    data = text.encode() if isinstance(text, str) else text
    return f"M {mode} inline {path}\ndata {len(data)}\n".encode() + data
