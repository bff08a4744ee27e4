"""Reads the model of a published portal; what has another form than ours is passed over, as if it were not there."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from portalgen.config.model_section import CustomKind, CustomRelation, ModelSection
from portalgen.model.routes import EVERYTHING, MODEL
from portalgen.published.download import MissingError, download

_LARGEST = 20_000_000
"""Bytes."""
Row = TypeVar("Row", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class ActivePlugin:
    """A plug-in that the portal is built with."""

    name: str
    gives_owners: bool
    """Whether some entity of the portal has its owner from it."""
    kinds: tuple[str, ...] | None
    """Kinds that it is told to look at; None if it is not told."""


@dataclass(frozen=True, slots=True)
class PublishedModel:
    """What a portal adds to Backstage's model."""

    section: ModelSection = field(default_factory=ModelSection)
    """Kinds and relations; no schema of it is a file."""
    plugins: tuple[ActivePlugin, ...] = ()


def read_model(place: str) -> PublishedModel:
    """Read the model of a site by its URL, its folder, or its `catalog.ndjson`; an older site has none.

    Raises `PublishedError` when the site cannot be read.
    """
    try:
        document = json.loads(_content(place))
    except (OSError, ValueError, RecursionError, MissingError):
        return PublishedModel()
    if not isinstance(document, dict):
        return PublishedModel()
    given = [row for row in _maps(document.get("kinds")) if isinstance(row.get("schema"), (dict, type(None)))]
    kinds = tuple(_valid(CustomKind, given))
    relations = tuple(_valid(CustomRelation, _maps(document.get("relations"))))
    return PublishedModel(
        ModelSection(kinds=kinds, relations=relations), tuple(_plugins(_maps(document.get("plugins"))))
    )


def _content(place: str) -> bytes:
    if "://" in place:
        root = place.removesuffix(EVERYTHING) if place.endswith(".ndjson") else f"{place.rstrip('/')}/"
        with download(f"{root}{MODEL}") as lines:
            return b"".join(_within(lines))
    folder = Path(place) if Path(place).is_dir() else Path(place).parent
    path = folder / MODEL
    return path.read_bytes() if path.stat().st_size <= _LARGEST else b""


def _within(lines: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for line in lines:
        size += len(line)
        if size > _LARGEST:
            raise ValueError("too large")
        yield line


def _maps(rows: object) -> list[dict[str, Any]]:
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _valid(model: type[Row], rows: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    known = {said.alias for said in model.model_fields.values()}  # a later portalgen may say more
    for row in rows:
        try:
            yield model.model_validate({key: value for key, value in row.items() if key in known})
        except ValidationError:
            continue


def _plugins(rows: Iterable[Mapping[str, Any]]) -> Iterator[ActivePlugin]:
    for row in rows:
        name, kinds = row.get("name"), row.get("kinds")
        if isinstance(name, str) and name:
            told = isinstance(kinds, list) and all(isinstance(kind, str) for kind in kinds)
            yield ActivePlugin(name, row.get("givesOwners") is True, tuple(kinds or ()) if told else None)
