"""Unread keys: rows of a people file in, a diagnostic for each key that nobody reads out."""

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from portalgen.diagnostics import Diagnostic, Where, diagnose
from portalgen.discover.scim.resources import Kind, Row

_BOTH = ("id", "externalId", "name", "displayName", "description", "email", "picture", "userName")
_READ: dict[Kind, tuple[str, ...]] = {
    "User": (*_BOTH, "nickName", "title", "emails", "photos", "groups", "memberOf", "active"),
    "Group": (*_BOTH, "type", "parent", "children", "members"),
}
_OF_SCIM = frozenset(
    {
        *("schemas", "meta", "profileUrl", "userType", "preferredLanguage", "locale", "timezone", "password"),
        *("phoneNumbers", "ims", "addresses", "entitlements", "roles", "x509Certificates"),
    }
)
"""What resources of SCIM have besides: nobody reads it, and nobody expects that."""


def unread_keys(rows: Iterable[tuple[Kind, Row]], file: str) -> Iterator[Diagnostic]:
    """Yield what is said, once a key and kind; resources that name their schemas may have keys of their own."""
    found: dict[tuple[Kind, str], int] = defaultdict(int)
    for kind, row in rows:
        for key in () if row.get("schemas") else row.keys() - _OF_SCIM - {*_READ[kind]}:
            found[kind, str(key)] += 1
    for (kind, key), count in sorted(found.items()):
        who = f"{count} {kind.lower()}{'' if count == 1 else 's'}"
        text = f"{who}: nothing reads the key '{key[:60]}'"
        yield diagnose("config-unknown", text, where=Where("", file), hint=_hint(key, _READ[kind]))


def _hint(key: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(key.lower(), {name.lower(): name for name in known}, n=1)
    guess = next((name for name in known if close and name.lower() == close[0]), "")
    return f"did you mean {guess}?" if guess else f"known are {', '.join(sorted(known))}"
