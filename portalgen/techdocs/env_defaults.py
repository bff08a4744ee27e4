"""`!ENV` in a mkdocs.yml: its default as if it were written there. The environment of a build is never read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from portalgen.yaml12 import pointer

ENV = "!ENV"
NOTHING = object()
"""Stands for a value that is not there."""


@dataclass
class EnvDefaults:
    """Puts defaults where `!ENV [NAME, default]` stands; of several names the last entry is the default."""

    tags: Mapping[str, str]
    missing: list[str] = field(default_factory=list)
    """JSON pointers of those without a default, which are left out."""

    moved: dict[str, str] = field(default_factory=dict)
    """JSON pointer of every value that stays -> the one that it has afterwards."""

    def resolve(self, value: Any, place: str = "", new: str = "") -> Any:  # noqa: ANN401  (any YAML)
        """Return a value, and what it holds, with defaults; `place` is its JSON pointer, `new` the one it gets."""
        if self.tags.get(place) == ENV:
            return self._default(value, place, new)
        self.moved[place] = new
        if isinstance(value, dict):
            every = {key: self.resolve(held, pointer(place, key), pointer(new, key)) for key, held in value.items()}
            return {key: held for key, held in every.items() if held is not NOTHING}
        return self._rows(value, place, new) if isinstance(value, list) else value

    def _rows(self, value: list[Any], place: str, new: str) -> list[Any]:
        rows: list[Any] = []
        for number, held in enumerate(value):
            row = self.resolve(held, f"{place}/{number}", f"{new}/{len(rows)}")
            if row is not NOTHING:
                rows.append(row)
        return rows

    def _default(self, value: Any, place: str, new: str) -> Any:  # noqa: ANN401  (as above)
        if isinstance(value, list) and len(value) > 1:
            return self.resolve(value[-1], f"{place}/{len(value) - 1}", new)
        self.missing.append(place)
        return NOTHING
