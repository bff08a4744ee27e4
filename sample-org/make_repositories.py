#!/usr/bin/env python3
"""Turns repos/ and history.yaml into bare Git repositories with the same object ids on every machine.

Each folder below repos/ becomes TARGET/<name>.git, with the commits, authors, dates and tags that history.yaml tells.
The format of history.yaml is described at its top.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

HERE = Path(__file__).resolve().parent
COMMITTER = "Larkspur GitLab <gitlab@larkspur.example>"
DIGEST_FILE = ".digest"
SETTINGS = {
    "core.autocrlf": "false",
    "uploadpack.allowFilter": "true",
    "uploadpack.allowAnySHA1InWant": "true",
}
NOT_PART_OF_A_REPOSITORY = frozenset({".DS_Store", "Thumbs.db", "__pycache__"})

Files = dict[str, bytes]
"""Path inside a repository -> content."""


class HistoryError(Exception):
    """What history.yaml tells does not fit what lies in repos/."""


@dataclass(frozen=True)
class Edit:
    """An earlier text of one file: its final text with `new` in place of `old`."""

    path: str
    old: str
    new: str


@dataclass(frozen=True)
class Commit:
    """One commit as history.yaml tells it."""

    author: str
    date: datetime
    message: str
    paths: tuple[str, ...]
    edits: tuple[Edit, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Repository:
    """One repository: its final files and its story."""

    name: str
    files: Files
    commits: tuple[Commit, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code: 0 when TARGET holds every repository, 1 when history.yaml or Git says no."""
    options = parse_arguments(arguments)
    try:
        made = make_repositories(options.source.resolve(), options.target.resolve(), force=options.force)
    except (HistoryError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"make_repositories: {explain(error)}\n")
        return 1
    outcome = f"{made} repositories written to {options.target}" if made else f"{options.target} is up to date"
    sys.stdout.write(outcome + "\n")
    return 0


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line, understood."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="example:\n  python sample-org/make_repositories.py sample-org/.repos\n"
        "  git clone sample-org/.repos/booking.git",
    )
    argument = parser.add_argument
    argument("target", metavar="TARGET", type=Path, help="folder for the bare repositories; made if missing")
    argument("--source", metavar="FOLDER", type=Path, default=HERE, help="where repos/ and history.yaml are (here)")
    argument("--force", action="store_true", help="write all repositories, even when nothing has changed")
    return parser.parse_args(arguments)


def explain(error: Exception) -> str:
    """One line for the reader; what Git said, when it was Git."""
    if isinstance(error, subprocess.CalledProcessError):
        return (error.stderr or b"git failed").decode(errors="replace").strip()
    return str(error)


def make_repositories(source: Path, target: Path, *, force: bool = False) -> int:
    """Number of repositories written: all, or none when TARGET was made from the same input."""
    repositories = tuple(read_repositories(source))
    digest = digest_of(repositories)
    if not force and is_up_to_date(target, repositories, digest):
        return 0
    target.mkdir(parents=True, exist_ok=True)
    # Gone until all is written: a run that is killed half-way must not look complete.
    (target / DIGEST_FILE).unlink(missing_ok=True)
    for repository in repositories:
        write_repository(repository, target)
    write_text(target / DIGEST_FILE, digest + "\n")
    return len(repositories)


def is_up_to_date(target: Path, repositories: Sequence[Repository], digest: str) -> bool:
    """Whether TARGET holds these repositories, made from this input by this script."""
    kept = target / DIGEST_FILE
    if not kept.is_file() or kept.read_text(encoding="utf-8").strip() != digest:
        return False
    return all((target / f"{repository.name}.git" / "HEAD").is_file() for repository in repositories)


def digest_of(repositories: Sequence[Repository]) -> str:
    """Digest of all that decides the output: the script, the stories and the files."""
    digest = hashlib.sha256(Path(__file__).read_bytes().replace(b"\r\n", b"\n"))
    for repository in repositories:
        digest.update(repr((repository.name, repository.commits, sorted(repository.files.items()))).encode())
    return digest.hexdigest()


# --- reading -------------------------------------------------------------------------------------------------------


def read_repositories(source: Path) -> Iterator[Repository]:
    """Every repository of history.yaml with its files.

    Raises HistoryError when a folder has no story or a story has no folder.
    """
    text = (source / "history.yaml").read_text(encoding="utf-8")
    # BaseLoader makes strings, lists and maps only: it is safe, and dates stay as they are written.
    stories: dict[str, list[dict[str, Any]]] = yaml.load(text, Loader=yaml.BaseLoader)["repositories"]  # noqa: S506
    folders = {path.name for path in (source / "repos").iterdir() if path.is_dir()}
    if folders != set(stories):
        lonely = ", ".join(sorted(folders ^ set(stories)))
        raise HistoryError(f"in repos/ or in history.yaml, but not in both: {lonely}")
    for name, story in sorted(stories.items()):
        yield Repository(name, read_files(source / "repos" / name), tuple(map(read_commit, story)))


def read_files(folder: Path) -> Files:
    """All files below a folder; text with line feeds, whatever the checkout made of them."""
    paths = (path for path in folder.rglob("*") if path.is_file() and NOT_PART_OF_A_REPOSITORY.isdisjoint(path.parts))
    return {path.relative_to(folder).as_posix(): with_line_feeds(path.read_bytes()) for path in sorted(paths)}


def with_line_feeds(data: bytes) -> bytes:
    """The same text with LF; binary data as it is."""
    return data if b"\0" in data else data.replace(b"\r\n", b"\n")


def read_commit(entry: Mapping[str, Any]) -> Commit:
    """One commit of a story.

    Raises HistoryError when its date has no time zone.
    """
    date = datetime.fromisoformat(entry["date"])
    if date.tzinfo is None:
        raise HistoryError(f"date without time zone: {entry['date']}")
    return Commit(
        author=entry["author"],
        date=date,
        message=entry["message"].strip() + "\n",
        paths=tuple(entry.get("paths", ())),
        edits=tuple(Edit(edit["path"], *edit["replace"]) for edit in entry.get("edits", ())),
        tags=tuple(entry.get("tags", ())),
    )


# --- telling the story ---------------------------------------------------------------------------------------------


def trees_of(repository: Repository) -> Iterator[Files]:
    """The files after each commit; the last commit always holds the final files."""
    tree: Files = {}
    *earlier, _ = repository.commits
    for commit in earlier:
        tree = {**tree, **files_of(repository, commit)}
        yield tree
    yield repository.files


def files_of(repository: Repository, commit: Commit) -> Files:
    """Files that enter with a commit, in the text that they had then.

    Raises HistoryError when a glob matches no file or an edit does not fit its file.
    """
    entering: Files = {}
    for glob in commit.paths:
        matched = {path: data for path, data in repository.files.items() if fnmatchcase(path, glob)}
        if not matched:
            raise HistoryError(f"{repository.name}: no file matches {glob}")
        entering.update(matched)
    for edit in commit.edits:
        before = entering.get(edit.path, repository.files.get(edit.path, b""))
        if edit.old.encode() not in before:
            raise HistoryError(f"{repository.name}: {edit.path} does not hold the text {edit.old!r}")
        entering[edit.path] = before.replace(edit.old.encode(), edit.new.encode())
    return entering


def fast_import_stream(repository: Repository) -> Iterator[bytes]:
    """The repository in the language of `git fast-import`."""
    for commit, tree in zip(repository.commits, trees_of(repository), strict=True):
        when = f"{int(commit.date.timestamp())} {commit.date:%z}"
        yield f"commit refs/heads/main\nauthor {commit.author} {when}\ncommitter {COMMITTER} {when}\n".encode()
        yield data_command(commit.message.encode())
        yield b"deleteall\n"
        for path, data in sorted(tree.items()):
            yield f"M 100644 inline {path}\n".encode()
            yield data_command(data)
        for tag in commit.tags:
            yield f"tag {tag}\nfrom refs/heads/main\ntagger {COMMITTER} {when}\n".encode()
            yield data_command(f"Release {tag.removeprefix('v')}\n".encode())
    yield b"done\n"


def data_command(data: bytes) -> bytes:
    """Bytes with their length, as fast-import wants them."""
    return b"data %d\n%s\n" % (len(data), data)


# --- writing -------------------------------------------------------------------------------------------------------


def write_repository(repository: Repository, target: Path) -> None:
    """Writes TARGET/<name>.git beside its place and swaps it in, so that a reader sees the old one or the new one."""
    staging = Path(tempfile.mkdtemp(prefix=f".{repository.name}-", dir=target))
    try:
        fresh = staging / "fresh.git"
        run_git("init", "--quiet", "--bare", "--template=", "--initial-branch=main", "--object-format=sha1", str(fresh))
        for key, value in SETTINGS.items():
            run_git("--git-dir", str(fresh), "config", key, value)
        stream = b"".join(fast_import_stream(repository))
        run_git("--git-dir", str(fresh), "fast-import", "--quiet", "--done", stdin=stream)
        swap(fresh, target / f"{repository.name}.git", staging / "old.git")
    finally:
        shutil.rmtree(staging)


def swap(fresh: Path, place: Path, attic: Path) -> None:
    """Moves `fresh` to `place`, and what was there to `attic`."""
    if place.exists():
        place.replace(attic)
    fresh.replace(place)


def write_text(path: Path, text: str) -> None:
    """Writes a small file beside its place and swaps it in."""
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def run_git(*arguments: str, stdin: bytes = b"") -> None:
    """Runs Git without the settings of this machine or of its user.

    Raises CalledProcessError when Git fails.
    """
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    clean = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C", "TZ": "UTC"}
    command = ["git", *arguments]
    subprocess.run(command, check=True, capture_output=True, input=stdin, env={**kept, **clean})


if __name__ == "__main__":
    sys.exit(main())
