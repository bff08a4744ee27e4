"""The last site: the text of its `build.json` in, its sources and the sizes of its files out."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from portalgen.model.site import RECORD

_OF_SOURCES = ("api/", "catalog/", "docs/")
"""Folders whose number of files follows the catalog; of other files there are as many in any site."""
_OF_THEME = "assets/"
"""Folder whose bytes are the same in any site."""


@dataclass(frozen=True, slots=True)
class LastSite:
    """What an earlier build wrote."""

    sources: frozenset[str]
    """URLs."""
    repositories: tuple[tuple[str, str], ...]
    """(URL, ref as it was asked for) of those with a commit, sorted."""
    sizes: Mapping[str, int]
    """Path of each file -> bytes."""

    @classmethod
    def in_folder(cls, folder: Path) -> "LastSite | None":
        """Read the record of the site in a folder; None if there is none."""
        try:
            return cls.of((folder / RECORD).read_text("utf-8"))
        except (OSError, UnicodeDecodeError):
            return None

    @classmethod
    def of(cls, record: str) -> "LastSite | None":
        """Read a record; None for one that is none of ours."""
        try:
            data: Any = json.loads(record)
            rows = data["sources"] if data["generator"] == "portalgen" else ()
            urls = frozenset(str(row["url"]) for row in rows)
            asked = {(str(row["url"]), str(ref)) for row in rows if row["commit"] for ref in row.get("asked", [""])}
            sizes = {str(path): int(row["size"]) for path, row in data["files"].items()}
        except (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError):
            return None
        if not urls:
            return None
        sizes[RECORD] = len(record.encode())
        return cls(urls, tuple(sorted(asked)), sizes)

    @property
    def constant(self) -> tuple[int, int]:
        """Files and bytes that are there whatever the sources are."""
        files = sum(1 for path in self.sizes if not path.startswith(_OF_SOURCES))
        return files, sum(size for path, size in self.sizes.items() if path.startswith(_OF_THEME))

    @property
    def folders(self) -> int:
        """Folders, the root among them."""
        return len({folder for path in self.sizes for folder in PurePosixPath(path).parents})

    @property
    def most_in_a_folder(self) -> int:
        """Files of the fullest folder."""
        return max(Counter(path.rpartition("/")[0] for path in self.sizes).values())
