"""Settings of one kind of provider: what stands under `catalog.providers.<name>`, checked by its own model."""

import difflib
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from portalgen.config.faults import Fault, collect, phrase, place, subject
from portalgen.config.masking import masked
from portalgen.diagnostics import Where
from portalgen.errors import ConfigError
from portalgen.model.credentials import Credentials, NoCredentials
from portalgen.model.discovery import Ask, Found, GitHost, Provider
from portalgen.yaml12 import Position

Model = TypeVar("Model", bound=BaseModel)
_OURS = frozenset({"id", "schedule"})
"""Keys of an entry that no provider reads itself; only a server repeats its work."""
_AT = ("catalog", "providers")
Loc = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class ProviderEntry(Generic[Model]):
    """One provider that is wanted."""

    name: str
    """`github/default`: its key and its id."""
    settings: Model
    where: Where
    made_of: str = field(repr=False)

    def provider(self, discover: Callable[[Model, Ask], Iterable[Found]], *, local: bool = False) -> Provider:
        """Return the provider that calls a function with the settings, and with what opens APIs."""
        return Provider(self.name, partial(discover, self.settings), self.where, self.made_of, local)


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """What portal.yaml says to one kind of provider."""

    name: str
    """The key below `catalog.providers`."""
    values: object = None
    """As written, variables replaced: one entry, a map of ids to entries, or a list of entries with an `id`."""
    hosts: tuple[GitHost, ...] = ()
    """All of `integrations`, and the public hosts."""
    credentials: Credentials = field(default_factory=NoCredentials, repr=False)
    """Makes tokens of GitHub Apps; a host's own token is in `hosts`."""
    file: Path = Path("portal.yaml")
    positions: Mapping[str, Position] = field(default_factory=dict, repr=False)

    @property
    def folder(self) -> Path:
        """Folder of portal.yaml: relative paths start there."""
        return self.file.absolute().parent

    def read_as(self, model: type[Model]) -> tuple[ProviderEntry[Model], ...]:
        """Return each entry as a model, mostly a `Section`. Raises `ConfigError` with every fault and its line."""
        faults: list[Fault] = []
        entries = []
        for loc, name, values in self._entries({row.alias or key for key, row in model.model_fields.items()}):
            own = {key: value for key, value in values.items() if key not in _OURS}
            try:
                settings = model.model_validate(own)
            except ValidationError as error:
                faults.extend(self._faults(loc, error, model))
            else:
                entries.append(ProviderEntry(f"{self.name}/{name}", settings, self._where(loc), self._digest(own)))
        if faults:
            raise collect(str(self.file), faults)
        return tuple(entries)

    def host(self, kind: str, name: str, *loc: int | str) -> GitHost:
        """Return the entry of `integrations` for a host. Raises `ConfigError`, for the value at `loc`, if none is."""
        found = next((one for one in self.hosts if (one.kind, one.host.lower()) == (kind, name.lower())), None)
        if not found:
            known = ", ".join(sorted(one.host for one in self.hosts if one.kind == kind)) or "none"
            raise self.wrong(f"no host '{name}' in integrations.{kind}; known are: {known}", *loc)
        return found

    def wrong(self, message: str, *loc: int | str) -> ConfigError:
        """Return the error for a value of the right form that is not possible."""
        return collect(str(self.file), [self._fault(loc, message)])

    def _entries(self, known: set[str]) -> Iterator[tuple[Loc, str, Mapping[str, Any]]]:
        """Yield place, id and values of each entry."""
        values = self.values
        if isinstance(values, dict) and (known & values.keys() or not _is_map_of_maps(values)):
            yield (), str(values.get("id", "default")), values
            return
        named: Iterable[tuple[int | str, Any]] = ()
        if isinstance(values, dict):
            named = ((key, value) for key, value in values.items() if key not in _OURS)
        elif isinstance(values, list):
            named = enumerate(values)
        elif values is not None:
            raise self.wrong("must hold keys and values")
        for key, value in named:
            if not isinstance(value, dict):
                raise self.wrong("must hold keys and values", key)
            yield (key,), str(value.get("id", key)), value

    def _digest(self, values: Mapping[str, Any]) -> str:
        """Return what changes with the settings, made without their secrets."""
        apis = [[host.kind, host.host, host.api] for host in self.hosts]
        text = json.dumps([masked(values), masked(apis)], sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()

    def _faults(self, loc: Loc, error: ValidationError, model: type[Model]) -> Iterator[Fault]:
        schema = model.model_json_schema()
        for row in error.errors(include_url=False, include_input=False):
            yield self._fault((*loc, *row["loc"]), phrase(row, schema))

    def _fault(self, loc: Loc, message: str) -> Fault:
        full = (*_AT, self.name, *loc)
        return Fault(*place(full, self.positions, ""), subject(full), message)

    def _where(self, loc: Loc) -> Where:
        return Where("", self.file.name, *place((*_AT, self.name, *loc), self.positions, ""))


def unknown_provider(settings: ProviderSettings, known: Iterable[str]) -> ConfigError:
    """Return the error for a key of `catalog.providers` that nobody reads."""
    names = sorted(known)
    folded = {name.lower(): name for name in names}
    close = difflib.get_close_matches(settings.name.lower(), folded, n=1)
    meant = f"did you mean '{folded[close[0]]}'?" if close else f"known are: {', '.join(names) or 'none'}"
    return settings.wrong(f"no plug-in has such a provider; {meant}")


def _is_map_of_maps(values: Mapping[str, Any]) -> bool:
    return all(isinstance(value, dict) for key, value in values.items() if key not in _OURS)
