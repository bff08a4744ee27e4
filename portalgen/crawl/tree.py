"""Trees: what git lists of a commit in, its regular files and its links out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portalgen.crawl.git_command import list_git
from portalgen.crawl.names import escaped, readable
from portalgen.errors import CrawlError
from portalgen.model.source import SourceFile

MOST_ENTRIES = 300_000
_MOST_BYTES = 60_000_000
"""Of a list; the paths of a hostile repository are long."""
_REGULAR = frozenset({b"100644", b"100755"})
_LINK = b"120000"


@dataclass(frozen=True, slots=True)
class Tree:
    """What a commit has, sorted by path."""

    files: tuple[SourceFile, ...]
    links: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    """Names that are no text, as messages show them, sorted; such files are not among the others."""


def list_tree(repository: Path, commit: str, *, sizes: bool) -> bytes:
    """Return git's list of a commit's files. Raises `GitError`, and `CrawlError` for more than `MOST_ENTRIES`.

    Without `sizes` the files' contents need not be there.
    """
    options = ("-r", "-z", *(("--long",) if sizes else ()), "--full-tree")
    output = list_git(("ls-tree", *options, commit, "--"), repository=repository, most=_MOST_BYTES)
    if len(output) > _MOST_BYTES or output.count(b"\0") > MOST_ENTRIES:
        hint = "name another repository, or the folder of it that matters as a repository of its own"
        raise CrawlError(f"it has more than {MOST_ENTRIES:,} files, or too long paths", hint=hint)
    return output


def blob_ids(output: bytes) -> tuple[str, ...]:
    """Return the ids of all contents in such a list, those of links too."""
    heads = (row.partition(b"\t")[0].split() for row in output.split(b"\0")[:-1])
    return tuple(digest.decode() for _, kind, digest, *_ in heads if kind == b"blob")


def read_tree(output: bytes) -> Tree:
    """Return what such a list says. Raises `ValueError` for what is none."""
    rows = tuple(_rows(output))
    named = [(mode, file) for mode, file in rows if isinstance(file, SourceFile)]
    links = sorted(file.path for mode, file in named if mode == _LINK)
    odd = sorted(file for _, file in rows if isinstance(file, str))
    return Tree(tuple(sorted(file for mode, file in named if mode in _REGULAR)), tuple(links), tuple(odd))


def _rows(output: bytes) -> Iterator[tuple[bytes, SourceFile | str]]:
    """Yield mode and file of everything, and of what has no name that can be read what stands for it.

    Submodules have no size.
    """
    for row in output.split(b"\0")[:-1]:
        head, _, name = row.partition(b"\t")
        mode, _, digest, *size = head.split()
        path = readable(name)
        if path:
            yield mode, SourceFile(path, digest.decode(), int(size[0]) if size and size[0].isdigit() else 0)
        else:
            yield mode, escaped(name)
