"""Notes: what is known of each ref of a mirror between builds, verified when it is read."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from portalgen.crawl.seals import sealed, unsealed
from portalgen.crawl.tree import Tree, read_tree
from portalgen.model.moment import LAST


@dataclass(frozen=True, slots=True)
class State:
    """What a mirror holds of one ref."""

    commit: str
    name: str
    """Branch or tag, as in `Tip.name`."""
    time: int
    """Committer time of the commit in seconds since 1970, as `on_calendar` has it."""
    partial: bool = False
    """True: contents of files come when they are read, and sizes are not known."""
    listing: str = ""
    """SHA-256 of the list of files beside the note."""


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes in the folder of a mirror, which may not be there."""

    folder: Path

    def state(self, ref: str) -> State | None:
        """Return what was last fetched for a ref, or None."""
        return _read(self._note(ref))

    def states(self) -> Iterator[State]:
        """Yield what is known of every ref, in no order that means anything."""
        yield from filter(None, map(_read, sorted(self.folder.glob("crawl-*.note"))))

    def answered(self, ref: str, state: State, *, is_new: bool) -> None:
        """Keep that the remote has named a state for a ref just now, and the state if it is new. Raises `OSError`."""
        if is_new:
            _keep(self._note(ref), state)
        else:
            os.utime(self._note(ref))

    def answered_at(self, ref: str) -> int:
        """Return when the remote last answered for a ref, in seconds since 1970."""
        return int(self._note(ref).stat().st_mtime)

    def remember(self, ref: str, state: State, listing: bytes) -> None:
        """Keep the state of a ref and the list of its files; a reader sees both or finds that they do not fit."""
        _write(self._listing(ref), listing)
        _keep(self._note(ref), state)

    def tree(self, ref: str, state: State) -> Tree | None:
        """Return the files of a state of a ref; None if the list is not there, or damaged."""
        try:
            content = self._listing(ref).read_bytes()
            return read_tree(content) if digest(content) == state.listing else None
        except (OSError, ValueError):
            return None

    def _note(self, ref: str) -> Path:
        return self.folder / f"crawl-{ref_key(ref)}.note"

    def _listing(self, ref: str) -> Path:
        return self.folder / f"crawl-{ref_key(ref)}.tree"


def ref_key(ref: str) -> str:
    """Name of a ref that git takes whatever the ref is called: `a` and `a/b` cannot be files side by side."""
    return hashlib.sha256(ref.encode()).hexdigest()[:16]


def on_calendar(time: int) -> int:
    """Return a time that can be written as a day: a commit may bear any number, but years have four digits."""
    return min(max(time, 0), LAST)


def digest(content: bytes) -> str:
    """Return the SHA-256 of a list."""
    return hashlib.sha256(content).hexdigest()


def _read(note: Path) -> State | None:
    content = unsealed(note)
    try:
        return None if content is None else State(**json.loads(content))
    except (ValueError, TypeError):  # of an earlier version
        return None


def _keep(note: Path, state: State) -> None:
    _write(note, sealed(note, json.dumps(asdict(state)).encode()))


def _write(path: Path, content: bytes) -> None:
    beside = path.with_suffix(f"{path.suffix}.new")
    beside.write_bytes(content)
    beside.replace(path)
