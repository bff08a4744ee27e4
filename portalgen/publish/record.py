"""Record: `build.json`, what a site was made of; the last file of every build. Read back, it makes that site again."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, ValidationError

from portalgen import __version__
from portalgen.diagnostics import Where
from portalgen.errors import ConfigError
from portalgen.model.catalog import Catalog
from portalgen.model.moment import LAST, NOW, Moment, Record, digests_of
from portalgen.model.site import RECORD, SiteFile, Written
from portalgen.model.source import DEFAULT_PATHS, Location, Snapshot, Source, without_credentials

GENERATOR = "portalgen"


@dataclass(frozen=True, slots=True)
class Origins:
    """Where the sources of a build come from, beside portal.yaml."""

    providers: tuple[str, ...] = ()
    """Names of those that were asked."""
    discovered: tuple[Location, ...] = ()
    """What they found, as far as something is in it."""
    moment: Moment = NOW


def recorded(files: Iterable[SiteFile], catalog: Catalog, origins: Origins = Origins()) -> Iterator[SiteFile]:
    """Yield the files as they come, with digests, then the record of them, of the sources, and what was discovered.

    Times are those of commits only, and the one that the build is of if that is not now.
    """
    written = []
    for file in files:
        row = Written.of(file)
        written.append(row)
        yield replace(file, digest=row.digest)
    record = {
        "generator": GENERATOR,
        "version": __version__,
        **({"at": origins.moment.time} if origins.moment.time is not None else {}),
        "sources": list(_sources(catalog.sources)),
        "providers": sorted(origins.providers),
        "discovered": [_location(one) for one in origins.discovered],
        "entities": {kind: len(catalog.of_kind(kind)) for kind in catalog.kinds},
        "files": {row.path: {"sha256": row.digest, "size": row.size} for row in sorted(written)},
    }
    yield SiteFile(RECORD, (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode())


def read_record(text: str, name: str) -> Record:
    """Return what the text of a `build.json` says; `name` stands for it in messages. Raises `ConfigError`."""
    try:
        found = _Record.model_validate_json(text)
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(map(str, fault["loc"]))
        message = f"{name} is no record of a build: {f'{place}: ' if place else ''}{fault['msg']}"
        raise ConfigError(message, hint=f"give the {RECORD} of a site that this version of portalgen made") from None
    rows = [(row, Source(row.url, row.commit, row.ref, row.time)) for row in found.sources if row.commit]
    return Record(
        {(row.url, asked): source for row, source in rows for asked in row.asked},
        {row.url: row.digest for row in found.sources if row.digest},
        tuple(map(_found, found.discovered)),
        {row.url: row.head for row in found.sources if row.head},
        found.at,
        None if found.providers is None else tuple(found.providers),
    )


def _sources(snapshots: Sequence[Snapshot]) -> Iterator[dict[str, object]]:
    asked: dict[Source, set[str]] = {}
    stale: dict[Source, int] = {}
    heads = {snapshot.source: snapshot.head for snapshot in snapshots if snapshot.head}
    for snapshot in snapshots:
        asked.setdefault(snapshot.source, set()).add(snapshot.asked)
        if snapshot.stale_since is not None:
            stale[snapshot.source] = snapshot.stale_since
    digests = digests_of(snapshots)
    for source in sorted(asked):
        row = {"url": source.url, "ref": source.ref, "commit": source.commit, "time": source.time}
        how = {"asked": sorted(asked[source])} if source.commit else {"digest": digests[source.url]}
        head = {"head": heads[source]} if source in heads else {}
        yield {**row, **how, **head, **({"staleSince": stale[source]} if source in stale else {})}


def _location(one: Location) -> dict[str, object]:
    row = {
        "type": one.type,
        "target": without_credentials(one.target),
        "ref": one.ref,
        "paths": one.paths,
        "where": one.where,
    }
    more = {"optional": True} if one.optional else {}
    return {**row, **more, **({"content": one.content} if one.content else {})}


def _found(row: "_Location") -> Location:
    where = Where(*row.where)
    return Location(
        row.type, row.target, row.ref, tuple(row.paths), optional=row.optional, where=where, content=row.content
    )


class _Source(BaseModel):
    url: str
    ref: str = ""
    commit: Annotated[str, Field(pattern=r"^([0-9a-f]{40}|[0-9a-f]{64})?$")] = ""
    time: int = 0
    asked: list[str] = []
    digest: str = ""
    head: Annotated[str, Field(pattern=r"^([0-9a-f]{40}|[0-9a-f]{64})?$")] = ""


def _no_folder(kind: str) -> str:
    """Refuse what no provider finds: a folder of this machine, whatever is in it."""
    if kind == "file":
        raise ValueError("no provider finds that")
    return kind


class _Location(BaseModel):
    type: Annotated[str, AfterValidator(_no_folder)]
    target: str
    ref: str = ""
    paths: list[str] = [*DEFAULT_PATHS]
    where: tuple[str, str, int, int] = ("", "", 0, 0)
    optional: bool = False
    content: str = ""


class _Record(BaseModel):
    generator: Literal["portalgen"]
    at: Annotated[int, Field(ge=0, le=LAST)] | None = None
    sources: list[_Source]
    providers: list[str] | None = None
    discovered: list[_Location] = []
    files: dict[str, Any]
