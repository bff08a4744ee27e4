"""Found files: a name in, the files of that name that GitLab's advanced search knows out, by project."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from portalgen.discover.paging import Params, linked_rows
from portalgen.http_api import ApiClient

_FIELDS = frozenset({"project_id", "path", "ref"})
"""Of a file, what is read."""
_COMMIT = re.compile("[0-9a-f]{40,64}")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A descriptor that the search found."""

    path: str
    branch: str = ""
    """Empty where the search says a commit: the default branch is what it indexes."""


def found_files(api: ApiClient, group: str, name: str) -> Mapping[int, frozenset[FoundFile]]:
    """Return number of project -> files. Raises `DiscoveryError`, so where the search is not switched on."""
    path = f"groups/{quote(group, safe='')}/search" if group else "search"
    found: dict[int, set[FoundFile]] = defaultdict(set)
    wanted: Params = {"scope": "blobs", "search": f"filename:{name}", "per_page": 100}
    for row in linked_rows(api, path, wanted, _FIELDS):
        ref = str(row.get("ref") or "")
        found[row["project_id"]].add(FoundFile(row["path"], "" if _COMMIT.fullmatch(ref) else ref))
    return {number: frozenset(files) for number, files in found.items()}
