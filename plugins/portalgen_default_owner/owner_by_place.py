"""The processor: an entity without owner in, the change that gives it the first owner whose place it is in out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field

from portalgen.config import PluginSettings
from portalgen.config.section import Section
from portalgen.diagnostics import Where
from portalgen.globs import Budget, Glob, compile_glob
from portalgen.model.processors import Change, Draft

_STEPS = 50_000
"""Steps that a glob may take for one descriptor; honest ones take some dozens."""

Text = Annotated[str, Field(min_length=1)]


class OwnerRow(Section):
    """One owner and what is theirs unless somebody says otherwise."""

    owner: Text
    """Entity ref of the owner; without a kind it is a group."""
    path: Text | None = None
    """Glob of descriptors inside their repository; absent: all of them."""
    repository: Text | None = None
    """Glob of the repository's URL; absent: all of them."""


class Options(Section):
    """What stands under `plugins.default-owner`."""

    owners: Annotated[tuple[OwnerRow, ...], Field(min_length=1)]
    """Owners in order: the first whose globs match counts."""
    kinds: tuple[str, ...] = ("API", "Component", "Domain", "Resource", "System")
    """Kinds that get an owner."""


@dataclass(frozen=True, slots=True)
class _Row:
    owner: str
    path: Glob | None
    repository: Glob | None
    where: Where

    def means(self, path: str, repository: str) -> bool:
        """Say whether a descriptor's place is one of these. Paths are strangers': none uses up the steps of others."""
        here = not self.path or _afresh(self.path)(path)
        return here and (not self.repository or _afresh(self.repository)(repository))


def _afresh(glob: Glob) -> Glob:
    return replace(glob, budget=Budget(_STEPS))


@dataclass(frozen=True, slots=True)
class OwnerByPlace:
    """Gives `spec.owner` to entities that have none."""

    kinds: tuple[str, ...]
    rows: tuple[_Row, ...]

    @classmethod
    def of(cls, settings: PluginSettings) -> "OwnerByPlace":
        """Return the processor that portal.yaml describes. Raises `ConfigError`."""
        options = settings.read_as(Options)
        rows = (
            _Row(
                row.owner,
                compile_glob(row.path, loose=True) if row.path else None,
                compile_glob(row.repository, loose=True) if row.repository else None,
                settings.where("owners", index),
            )
            for index, row in enumerate(options.owners)
        )
        return cls(options.kinds, tuple(rows))

    def __call__(self, draft: Draft) -> Iterator[Change]:
        """Yield the owner of the descriptor's place."""
        if draft.kind not in self.kinds or draft.value("spec", "owner") not in (None, ""):
            return
        url = draft.snapshot.source.url
        found = next((row for row in self.rows if row.means(draft.path, url)), None)
        if found:
            yield Change(("spec", "owner"), found.owner, "default-owner", found.where)
