"""Icons: a name in, a symbol out: those of the theme, and the three sets that Material for MkDocs brings along.

A page ends with the symbols that it uses, so thousands of names cost nothing.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import material

SETS = ("material", "octicons", "simple")
"""Folders of icons that may be used without naming their authors on the page (Apache 2.0, MIT, CC0)."""
_FOLDER = Path(material.__file__).parent / "templates" / ".icons"
_NAME = re.compile(rf"(?=.{{1,120}}$)(?:{'|'.join(SETS)})/[a-z0-9]+(?:[-_][a-z0-9]+)*")
"""Descriptors can name anything; no file has a longer name than this."""
_SVG = re.compile(r'<svg[^>]*\bviewBox="([\d. -]+)"[^>]*>(.*)</svg>', re.DOTALL)
_LINKS = {
    "admin": "user",
    "alert": "alert",
    "book": "docs",
    "chat": "chat",
    "slack": "chat",
    "code": "source",
    "dashboard": "dashboard",
    "docs": "docs",
    "email": "mail",
    "github": "source",
    "gitlab": "source",
    "group": "group",
    "help": "unknown",
    "mail": "mail",
    "runbook": "runbook",
    "techdocs": "docs",
    "user": "user",
    "warning": "warning",
    "web": "web",
}
"""Icons that descriptors name in their links, as Backstage knows them -> icons of the theme."""


class Icons(Mapping[str, str]):
    """Name -> `symbol` element with the id `icon_id(name)`; counts and lists those of the theme only."""

    def __init__(self, own: Mapping[str, str]) -> None:
        """Take the theme's."""
        self._own = own

    def __getitem__(self, name: str) -> str:
        found = self._own.get(name) or _shipped(name)
        if not found:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._own)

    def __len__(self) -> int:
        return len(self._own)


def icon_id(name: str) -> str:
    """Return the id of an icon's symbol; documentation has no ids that start so."""
    return f"portal-i-{name.replace('/', '-')}"


def link_icon(name: str) -> str:
    """Return the icon of a link: of Backstage's names, of a set (`simple/grafana`), of a brand; a globe for others."""
    key = name.lower()
    sought = (key, f"simple/{key}")
    return _LINKS.get(key) or next((one for one in sought if _shipped(one)), "web")


@cache
def _shipped(name: str) -> str:
    """Return the symbol of `material/airplane` or `simple/grafana`, which are areas and no lines; empty for none."""
    file = _FOLDER / f"{name}.svg"
    if not _NAME.fullmatch(name) or not file.is_file():
        return ""
    found = _SVG.search(file.read_text("utf-8"))
    if not found:
        return ""
    shape = f'<g fill="currentColor" stroke="none">{found[2]}</g>'
    return f'<symbol id="{icon_id(name)}" viewBox="{found[1]}">{shape}</symbol>'
