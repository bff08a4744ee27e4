"""Published attacks as data: `tests/security/vectors/*.txt`, each vector with an id and where it comes from.

A file begins with what it is about. `@ …` says where the vectors after it were published, `=== id` begins one,
`{U+202E}` stands for a character that an editor would hide.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "security" / "vectors"
SVG_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="90">'
OWN = "Portal"
"""Origin of those that are about this program only, so that nobody has published them."""

_HEAD = re.compile(r"=== ([a-z0-9-]+)")
_CODE = re.compile(r"\{U\+([0-9A-F]{4})\}")


@dataclass(frozen=True, slots=True)
class Vector:
    """One attack."""

    place: str
    """Name of its file: where its text is put."""
    name: str
    origin: str
    text: str


@cache
def vectors(*places: str) -> tuple[Vector, ...]:
    """Return the vectors of some files, all if none is named, in their order."""
    return tuple(row for path in sorted(FOLDER.glob("*.txt")) if not places or path.stem in places for row in _in(path))


def _in(path: Path) -> Iterator[Vector]:
    name, origin, lines = "", "", list[str]()
    for line in [*path.read_text("utf-8").split("\n")[1:], "=== end"]:
        head = _HEAD.fullmatch(line)
        if not head and not line.startswith("@ "):
            lines.append(line)
            continue
        if name:
            yield Vector(path.stem, name, origin, _CODE.sub(_character, "\n".join(lines).strip("\n")))
        name, lines = (head[1] if head else ""), []
        origin = origin if head else line.removeprefix("@ ")


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))
