"""Rows of users and groups in, entries out: resources of SCIM, and rows with the plain keys of a catalog."""

from collections.abc import Iterator
from typing import Any

from portalgen.discover.directory import Entry
from portalgen.discover.people import Document, described, group, user
from portalgen.discover.scim.resources import Kind, Row
from portalgen.errors import DiscoveryError

_GROUP = "group:"
"""What the key of a group begins with where no user can be meant."""


def as_entry(kind: Kind, row: Row, name_from: str, source: str) -> Iterator[Entry]:
    """Yield the entry of a row; nothing for a user who is not active any more. Raises `DiscoveryError`."""
    if row.get("active") is False:
        return
    name = _name(kind, row, name_from)
    if not name:
        raise DiscoveryError(f"{source}: a {kind.lower()} has no name", hint="give it a userName, displayName or name")
    named = ("id", "externalId", "userName", "displayName", "name")
    keys = [_key(row[key]) for key in named if _is_said(row.get(key))] or [_key(name)]
    if kind == "User":
        yield Entry(_user(row, name), tuple(keys), _values(row, "groups", "memberOf"))
    else:
        children = tuple(f"{_GROUP}{key}" for key in _values(row, "children"))
        keys += [f"{_GROUP}{key}" for key in keys]
        yield Entry(_group(row, name), tuple(keys), _values(row, "parent"), (*_values(row, "members"), *children))


def _name(kind: Kind, row: Row, name_from: str) -> str:
    wanted = ("name", name_from, "userName") if kind == "User" else ("name", "displayName", "id")
    return next((str(row[key]) for key in wanted if _is_said(row.get(key))), "")


def _user(row: Row, name: str) -> Document:
    parts = row.get("name") if isinstance(row.get("name"), dict) else {}
    whole = " ".join(str(parts[key]) for key in ("givenName", "familyName") if parts.get(key)) if parts else ""
    made = user(
        name,
        {},
        displayName=_text(row.get("displayName")) or _text((parts or {}).get("formatted")) or whole,
        email=_text(row.get("email")) or _first(row.get("emails")),
        picture=_text(row.get("picture")) or _first(row.get("photos")),
    )
    return described(made, _text(row.get("description")) or _text(row.get("title")))


def _group(row: Row, name: str) -> Document:
    profile = {
        "displayName": _text(row.get("displayName")),
        "email": _text(row.get("email")),
        "picture": _text(row.get("picture")),
    }
    return described(group(name, _text(row.get("type")) or "team", {}, **profile), _text(row.get("description")))


def _values(row: Row, *names: str) -> tuple[str, ...]:
    """Return the keys of others: text, or objects with a `value`, one or a list of them."""
    found: list[str] = []
    for name in names:
        value = row.get(name)
        values = value if isinstance(value, list) else [value]
        found += [_key(one.get("value") if isinstance(one, dict) else one) for one in values]
    return tuple(key for key in found if key)


def _first(values: Any) -> str:  # noqa: ANN401  (JSON)
    """Return the primary of several values, else the first."""
    rows = [row for row in values if isinstance(row, dict)] if isinstance(values, list) else []
    chosen = next((row for row in rows if row.get("primary") is True), rows[0] if rows else {})
    return _text(chosen.get("value"))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _is_said(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and value != ""


def _key(value: object) -> str:
    return str(value).lower() if _is_said(value) else ""
