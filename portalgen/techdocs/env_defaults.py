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

    def resolve(self, value: Any, place: str = "") -> Any:  # noqa: ANN401  (any YAML)
        """Return a value, and what it holds, with defaults; `place` is its JSON pointer."""
        if isinstance(value, dict):
            every = {key: self.resolve(held, pointer(place, key)) for key, held in value.items()}
            value = {key: held for key, held in every.items() if held is not NOTHING}
        elif isinstance(value, list):
            rows = [self.resolve(held, f"{place}/{number}") for number, held in enumerate(value)]
            value = [held for held in rows if held is not NOTHING]
        return self._default(value, place) if self.tags.get(place) == ENV else value

    def _default(self, value: Any, place: str) -> Any:  # noqa: ANN401  (as above)
        if isinstance(value, list) and len(value) > 1:
            return value[-1]
        self.missing.append(place)
        return NOTHING
