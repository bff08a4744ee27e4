"""The `home` section in; the widgets of the home page with the texts of their files, and what is senseless, out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from portalgen.config.home_section import Home, HomeWidget
from portalgen.config.senseless import Senseless
from portalgen.model.entity import Link
from portalgen.model.entity_query import check_queries
from portalgen.model.home import USUAL, WIDGETS, Announcement, Widget
from portalgen.yaml12 import parse_documents

_HEAD = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_KEYS = ("title", "start", "end", "level")
_LEVELS = ("info", "warning", "success")


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the home page is composed of."""

    widgets: tuple[Widget, ...] = USUAL
    faults: tuple[Senseless, ...] = ()


class _FileError(Exception):
    """A file cannot be used; the message says why."""


def make_home(section: Home, folder: Path) -> HomePage:
    """Return the home page; a widget whose file cannot be read is left out. Files are read from `folder`."""
    if not section.widgets:
        return HomePage()
    found, faults = [], []
    for index, given in enumerate(section.widgets):
        try:
            found.append(_widget(given, folder))
        except _FileError as fault:
            faults.append(Senseless(("home", "widgets", index, "path"), str(fault), "name what there is"))
    types = {widget.type for widget in found}
    if "mine" in types and "team" not in types:  # nobody else could say which it is
        found.append(Widget("team", WIDGETS["team"]))
    return HomePage(tuple(found), tuple(faults))


def _widget(given: HomeWidget, folder: Path) -> Widget:
    path = folder / given.path if given.path else None
    news = given.type == "announcements"
    return Widget(
        type=given.type,
        place=given.place or WIDGETS[given.type],
        title=given.title,
        text=_read_text(path) if path and not news else given.text,
        links=tuple(Link(link.url, link.title, link.icon) for link in given.links),
        announcements=_announcements(path) if path and news else (),
        limit=given.limit or 0,
    )


def _read_text(path: Path) -> str:
    """Return the Markdown of a widget; that of portal.yaml is checked with its section."""
    text = _read(path)
    try:
        check_queries(text)
    except ValueError as fault:
        raise _FileError(f"{path.name}: {fault}") from None
    return text


def _announcements(folder: Path) -> tuple[Announcement, ...]:
    """Return the announcements of a folder, those that begin last first."""
    if not folder.is_dir():
        raise _FileError(f"there is no folder {folder.name}")
    found = [_announcement(file) for file in sorted(folder.glob("*.md"))]
    return tuple(sorted(found, key=lambda one: one.start, reverse=True))


def _announcement(file: Path) -> Announcement:
    text = _read(file)
    head = _HEAD.match(text)
    values = _values(file.name, head[1]) if head else {}
    body = text[head.end() :] if head else text
    level = str(values.get("level", "info"))
    if level not in _LEVELS:
        raise _FileError(f"{file.name}: 'level' is one of {', '.join(_LEVELS)}")
    days = {name: _day(file.name, name, values.get(name)) for name in ("start", "end")}
    title = str(values.get("title") or file.stem.replace("-", " ").capitalize())
    return Announcement(title, body.strip(), **days, level=level)


def _values(name: str, head: str) -> Mapping[str, Any]:
    document = next(iter(parse_documents(head)), None)
    if document is None or document.fault or not isinstance(document.value, dict):
        reason = f"line {document.fault.line + 1}: {document.fault.message}" if document and document.fault else ""
        raise _FileError(f"{name}: its head is no YAML with keys and values{f': {reason}' if reason else ''}")
    unknown = sorted(set(document.value) - set(_KEYS))
    if unknown:
        raise _FileError(f"{name}: there is no key '{unknown[0]}'; there are {', '.join(_KEYS)}")
    return document.value


def _day(name: str, key: str, value: object) -> str:
    if value is None:
        return ""
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise _FileError(f"{name}: '{key}' is a day like 2026-01-31") from None


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise _FileError(f"there is no file {file.name}") from None
    except (OSError, UnicodeDecodeError):
        raise _FileError(f"{file.name} cannot be read as UTF-8 text") from None
