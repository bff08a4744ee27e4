"""Resources: what a file or service has in one of several forms in, rows of users and of groups out."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from portalgen.errors import DiscoveryError

Row = Mapping[str, Any]
Kind = Literal["User", "Group"]
_LISTS: Mapping[str, Kind] = {"users": "User", "groups": "Group"}


def resources(data: Any, source: str) -> Iterator[tuple[Kind, Row]]:  # noqa: ANN401  (JSON)
    """Yield each user and group: of a list, a `ListResponse`, or such under `users` and `groups`, in whatever case.

    Raises `DiscoveryError` for what is none of these.
    """
    lists = {str(key).lower(): value for key, value in data.items()} if isinstance(data, dict) else {}
    if found := {key: lists[key] for key in _LISTS if lists.get(key) is not None}:
        for key, value in found.items():
            yield from _rows(value, source, _LISTS[key])
    else:
        yield from _rows(data, source, None)


def _rows(data: Any, source: str, kind: Kind | None) -> Iterator[tuple[Kind, Row]]:  # noqa: ANN401  (JSON)
    rows = data.get("Resources") if isinstance(data, dict) else data
    if rows is None and isinstance(data, dict) and data.get("totalResults") == 0:
        return
    if not isinstance(rows, list):
        hint = "write a ListResponse of SCIM, or lists under users and groups"
        raise DiscoveryError(f"{source}: there is no list of users and groups", hint=hint)
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise DiscoveryError(f"{source}: number {number} of the {kind or 'resource'}s is no object")
        yield kind or _kind(row), row


def _kind(row: Row) -> Kind:
    named = [*(row.get("schemas") or ()), (row.get("meta") or {}).get("resourceType", "")]
    if any(str(name).endswith("Group") for name in named):
        return "Group"
    return "User" if "userName" in row or any(str(name).endswith("User") for name in named) else "Group"
