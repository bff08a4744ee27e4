"""Facets: which values some fields have, and how many entities have each."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

FACETS = ("kind", "metadata.namespace", "metadata.tags", "relations.ownedBy", "spec.lifecycle", "spec.type")
"""Fields that Backstage's catalog page filters by."""
_LONGEST = 200
"""Characters of a value that Backstage's search table holds (`buildEntitySearch.ts`)."""


@dataclass
class FacetCounts:
    """Counts entities by their values, as `GET /entity-facets` without a filter."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in FACETS})

    def add(self, answer: Mapping[str, Any]) -> None:
        """Count one entity, as it is served; a value that a list holds twice counts once."""
        for name, counter in self.counts.items():
            counter.update({*_values(answer, name)})

    def answer(self) -> dict[str, Any]:
        """Return the answer of the API, values sorted."""
        return {
            "facets": {
                name: [{"value": value, "count": counter[value]} for value in sorted(counter)]
                for name, counter in self.counts.items()
            }
        }


def _values(answer: Mapping[str, Any], name: str) -> Iterator[str]:
    first, _, second = name.partition(".")
    found = answer.get(first)
    if first == "relations":
        yield from (row["targetRef"] for row in found or () if row["type"] == second)
        return
    if second:
        found = found.get(second) if isinstance(found, dict) else None
    items = found if isinstance(found, (list, tuple)) else (found,)
    yield from (item for item in items if isinstance(item, str) and len(item) <= _LONGEST)
