"""Git's log: a commit and files in, the commits that changed them out. No content of a file is read."""

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from portalgen.crawl.commit_words import author_names, subject_of
from portalgen.crawl.git_command import GitError, list_git
from portalgen.crawl.names import readable
from portalgen.crawl.notes import on_calendar
from portalgen.crawl.object_ids import OBJECT_ID
from portalgen.model.change import Change, Changes

MOST_COMMITS = 1_000
"""Commits that are looked at, from the latest on: fewer would be told as many if all were there."""
LONGEST = 60.0
"""Seconds: a folder of folders without end, in a commit of long ago, would not stop a build."""
_MOST_PLACES = 200
"""Files and folders that git is asked about one by one."""
_MOST_BYTES = 60_000_000
"""Of what git prints; the paths of a hostile repository are long."""
_FORMAT = "tformat:%H%x00%ct%x00%aN%x00%s%x00%(trailers:key=Co-authored-by,valueonly,unfold,separator=%x0A)%x00"
_OPTIONS = (
    *("-z", "-r", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-show-signature"),
    "-c",  # of a merge, only what none of its parents has: the rest is told of the commits that were merged
    *("--full-history", "--sparse"),  # every commit counts, so that their number does not depend on the files
    *("--encoding=UTF-8", f"--format={_FORMAT}"),
)


def read_log(repository: Path, commit: str, paths: Collection[str], mailmap: Path | None = None) -> Changes:
    """Return the commits among the last that changed some files. Raises `GitError`.

    A file has the name that it has now: its time under another name is not told. The repository may be shallow.
    """
    known = ("-c", f"mailmap.file={mailmap or os.devnull}", "-c", "mailmap.blob=")
    places = _places(paths)
    command = (*known, "--literal-pathspecs", "log", *_OPTIONS, f"--max-count={MOST_COMMITS}", commit, "--", *places)
    output = list_git(command, repository=repository, most=_MOST_BYTES, timeout=LONGEST)
    if len(output) > _MOST_BYTES:
        raise GitError("its history names too many files")
    return _collected(_commits(output), _ends(repository), frozenset(paths))


def _places(paths: Iterable[str]) -> tuple[str, ...]:
    """Return folders and files that have all of some paths, few of them; none where that would be the whole tree."""
    found: dict[str, list[str]] = {}
    for path in paths:
        top = path.partition("/")[0]
        found.setdefault(top, []).append(path.rpartition("/")[0] or path)
    return tuple(sorted(os.path.commonpath(inside) for inside in found.values())) if len(found) <= _MOST_PLACES else ()


def _collected(commits: Iterator[tuple[Change, list[str]]], ends: frozenset[str], paths: frozenset[str]) -> Changes:
    found: dict[str, list[Change]] = {}
    count, last, is_cut = 0, 0, False
    for change, names in commits:
        count, last = count + 1, change.time
        if change.commit in ends:  # it seems to add every file, since what was before is not here
            is_cut = True
            continue
        for name in paths.intersection(names):
            found.setdefault(name, []).append(change)
    by_path = {path: tuple(found[path]) for path in sorted(found)}
    return Changes(by_path, last if is_cut or count == MOST_COMMITS else 0)


def _commits(output: bytes) -> Iterator[tuple[Change, list[str]]]:
    """Yield each commit and the files that it changed; between its parts git writes empty ones and line ends.

    An entry of a file begins with a colon, and its path is the next part, whatever that looks like.
    """
    parts = iter(output.split(b"\0"))
    change, names = None, list[str]()
    for part in parts:
        head = part.lstrip(b"\n")
        if head.startswith(b":"):
            names.append(readable(next(parts, b"")) or "")
        elif head:
            if change:
                yield change, names
            change, names = _change(head, *(next(parts, b"") for _ in range(4))), []
    if change:
        yield change, names


def _change(commit: bytes, time: bytes, author: bytes, subject: bytes, trailers: bytes) -> Change:
    name = commit.decode("ascii", "replace")
    if not OBJECT_ID.fullmatch(name):
        raise GitError("its log cannot be read")
    first, *others = (text.decode(errors="replace") for text in (author, *trailers.split(b"\n")))
    seconds = on_calendar(int(time)) if time.isdigit() else 0
    return Change(name, seconds, author_names(first, others), subject_of(subject.decode(errors="replace")))


def _ends(repository: Path) -> frozenset[str]:
    """Return the commits whose parents are not here."""
    try:
        return frozenset((repository / "shallow").read_text("ascii", "replace").split())
    except OSError:
        return frozenset()
