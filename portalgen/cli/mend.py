"""Mending: the files of a check in, their differences shown and, if that is wanted, written."""

import difflib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from portalgen.cli.check_alone import Alone, within
from portalgen.cli.checked import Checked, below_here
from portalgen.cli.session import Session
from portalgen.errors import PortalgenError

if TYPE_CHECKING:
    from portalgen.fix import Mended


class MendError(PortalgenError):
    """A mended file cannot be written."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file that can be mended."""

    path: Path
    before: str
    after: "Mended"

    @property
    def name(self) -> str:
        """Path as the working folder sees it."""
        return below_here(self.path)

    def as_data(self) -> dict[str, object]:
        """Return the file and what is done to it, as JSON data."""
        return {"path": self.name, "changes": list(self.after.changes), "diff": "\n".join(self.diff())}

    def diff(self) -> Iterator[str]:
        """Yield the lines of a unified difference."""
        texts = (_lines(self.before), _lines(self.after.text))
        for line in difflib.unified_diff(*texts, f"a/{self.name}", f"b/{self.name}"):
            yield line.rstrip("\r\n")
            if not line.endswith("\n"):
                yield "\\ No newline at end of file"


def mend(session: Session, files: Alone, checked: Checked, *, write: bool) -> list[Change]:
    """Show what can be mended in the files below the paths, and write it; nothing else is ever written."""
    changes = list(_changes(files, checked))
    for change in changes:
        session.output.diff(change.diff())
        if write:
            _write(change)
    _say(session, changes, write=write)
    return changes


def _changes(files: Alone, checked: Checked) -> Iterator[Change]:
    from portalgen.fix import mend_text

    for where in checked.descriptors:
        path = files.path(where)
        if path and within(path, files.paths):
            before = _text(path)
            after = mend_text(before, checked.tools.policy.kinds) if before else None
            if after and after.changes:
                yield Change(path, before, after)


def _text(path: Path) -> str:
    """Return the text of a file with its byte order mark; empty if it cannot be read, which the check says."""
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return ""


def _write(change: Change) -> None:
    """Write beside the file, then swap: whoever reads it sees the old text or the new, never half."""
    try:
        if not os.access(change.path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        _swap(change.path, change.after.text.encode())
    except OSError as error:
        hint = "check who may write it, and its folder"
        raise MendError(f"{change.name}: cannot be written: {error.strerror}", hint=hint) from None


def _swap(path: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        shutil.copymode(path, beside)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _say(session: Session, changes: list[Change], *, write: bool) -> None:
    from portalgen.report import count

    number = count(sum(len(change.after.changes) for change in changes), "fault")
    verb = "Mended" if write else "--fix mends"
    session.output.say(f"{verb} {number} in {count(len(changes), 'file')}." if changes else "Nothing to mend.")


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [line for line in text.split("\n")[-1:] if line]
