"""What the home page is composed of, as portal.yaml says it, files read."""

from dataclasses import dataclass

from portalgen.model.entity import Link


@dataclass(frozen=True, slots=True)
class Announcement:
    """A piece of news for everybody."""

    title: str
    text: str
    """Markdown."""
    start: str = ""
    """First day that it is shown, `2026-01-31`; empty for always."""
    end: str = ""
    """Last day that it is shown."""
    level: str = "info"
    """`info`, `warning` or `success`."""


@dataclass(frozen=True, slots=True)
class Widget:
    """One part of the home page."""

    type: str
    """One of `WIDGETS`."""
    place: str
    """`top`, `main` or `side`."""
    title: str = ""
    """Empty: that of its type."""
    text: str = ""
    """Markdown."""
    links: tuple[Link, ...] = ()
    announcements: tuple[Announcement, ...] = ()
    limit: int = 0
    """How many rows at most; 0: as many as usual."""


WIDGETS = {
    "announcements": "top",
    "search": "top",
    "counts": "top",
    "mine": "main",
    "systems": "main",
    "team": "side",
    "starred": "side",
    "recent": "side",
    "changed": "side",
    "health": "side",
    "links": "side",
    "markdown": "main",
}
"""Type of widget -> the place where it usually stands."""
USUAL = tuple(
    Widget(name, WIDGETS[name])
    for name in ("search", "counts", "mine", "systems", "team", "starred", "recent", "changed", "health")
)
"""The home page of a portal that says nothing about it."""
