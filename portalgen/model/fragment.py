"""Fragments: what one location says, file by file and document by document, before anything is joined."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from portalgen.diagnostics import Diagnostic, Where
from portalgen.model.docs_tab import DocsTab
from portalgen.model.entity import Entity
from portalgen.model.ref import EntityRef
from portalgen.model.source import Location, Source
from portalgen.model.spot import Spot


@dataclass(frozen=True, slots=True)
class DocsRequest:
    """An entity asks for documentation: the folder that its `techdocs-ref` names, resolved."""

    entity: EntityRef
    location: Location
    """Where the folder is; its `paths` are empty."""
    folder: str
    """Folder with mkdocs.yml inside that location, "" for its root."""
    spot: Spot
    """The annotation."""
    tab: DocsTab | None = None
    """What a plug-in has asked for; None: TechDocs."""
    versions: tuple[str, ...] = ()
    """Names and globs of branches and tags whose documentation is shown beside it."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Where one target of a Location entity leads: files of the same source, or a place elsewhere."""

    where: Where
    """The target as written."""
    paths: tuple[str, ...] = ()
    location: Location | None = None
    spelled: tuple[str, ...] = ()
    """URLs by which the target names its files, in their order, if they are not the files' own and it matters."""
    problem: str = ""
    """Why a required target leads nowhere; empty if it leads somewhere, or is optional and absent."""


class Declaration(NamedTuple):
    """One document that names an entity; a tuple, since there is one for each entity, even if none is read."""

    ref: EntityRef
    where: Where
    entity: Entity | None = None
    """None: it is invalid. It still holds its ref in Backstage's catalog."""
    reason: str = ""
    """Why it is invalid: the first fault."""
    unseen: Entity | None = None
    """An entity that Backstage accepts and never shows: what it says of others holds, its targets are read."""
    leads: tuple[Lead, ...] = ()
    """Of a Location: its targets, in the order written."""
    docs: DocsRequest | None = None
    folders: tuple[DocsRequest, ...] = ()
    """Folders that plug-ins show, in the order of their tabs."""

    @property
    def requests(self) -> tuple[DocsRequest, ...]:
        """All folders that it asks for."""
        return (self.docs, *self.folders) if self.docs else self.folders


@dataclass(frozen=True, slots=True)
class DescriptorFile:
    """A file of descriptors as it was read."""

    path: str
    place: str
    """Its location ref (`url:https://…`): two files of the same place are one file, however it was named."""
    declarations: tuple[Declaration, ...] = ()
    """In the order of the documents."""
    broken: Where | None = None
    """First fault for which Backstage drops the file and all that its Location brings (`parse.ts`); None: sound."""
    reason: str = ""
    """What that fault is."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """What one location says; a pure function of its snapshot."""

    location: Location
    source: Source
    entries: tuple[str, ...] = ()
    """Paths of the files that the location itself names; the others were named by these."""
    files: tuple[DescriptorFile, ...] = ()
    """In the order in which they were met."""
    diagnostics: tuple[Diagnostic, ...] = ()
    by_path: dict[str, DescriptorFile] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_path", {file.path: file for file in self.files})

    @property
    def declarations(self) -> Iterator[Declaration]:
        """Every document that names an entity, in file order, then document order."""
        return chain.from_iterable(file.declarations for file in self.files)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Every valid entity, in the same order."""
        return tuple(one.entity for one in self.declarations if one.entity)

    @property
    def locations(self) -> tuple[Location, ...]:
        """Places elsewhere that Location entities name."""
        leads = chain.from_iterable(one.leads for one in self.declarations)
        return tuple(dict.fromkeys(lead.location for lead in leads if lead.location))

    @property
    def docs(self) -> tuple[DocsRequest, ...]:
        """Every request for documentation and for folders that plug-ins show."""
        return tuple(chain.from_iterable(one.requests for one in self.declarations))
