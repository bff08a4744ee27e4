"""The catalog: what all fragments say, joined. Everything in it is sorted."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import Any
from urllib.parse import quote

from portalgen.diagnostics import Diagnostic, Where
from portalgen.model import routes
from portalgen.model.change import Changes
from portalgen.model.docs_tab import DocsTab
from portalgen.model.docs_version import DocsVersion
from portalgen.model.entity import Entity
from portalgen.model.ref import EntityRef
from portalgen.model.relations import Relation, RelationPair
from portalgen.model.source import Snapshot, Source, SourceFile
from portalgen.model.spot import NO_SPOT, Spot


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something that descriptors declare and the catalog leaves out because of a fault."""

    ref: EntityRef | None
    """The entity, or the Location that is lost with all that it brings; None for a whole file."""
    where: Where
    """The document that declares it, or the file."""
    reason: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two places declare one entity; the first keeps it (Backstage: first come, first served)."""

    ref: EntityRef
    kept: Where
    dropped: Where


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A diagnostic that an entity's author has explained away (annotation `portalgen.dev/ignore`)."""

    diagnostic: Diagnostic
    reason: str


class DocsForm(StrEnum):
    """What the files of documentation mean."""

    MKDOCS = "mkdocs"
    """The docs of an mkdocs.yml, or of what stands for it."""
    FILLED = "filled"
    """The same; where they have no home page, it is the README beside mkdocs.yml."""
    FOLDER = "folder"
    """Each Markdown file of the folder is a page, as Git hosts show it."""
    README = "readme"
    """The README of the folder is the only page, as Git hosts show it."""

    @property
    def is_mkdocs(self) -> bool:
        """Say whether an mkdocs.yml is asked."""
        return self in {DocsForm.MKDOCS, DocsForm.FILLED}


@dataclass(frozen=True, slots=True)
class DocsSource:
    """The files of one documentation site, ready to build."""

    entity: EntityRef
    source: Source
    folder: str
    """Folder of mkdocs.yml inside the source, "" for its root."""
    files: tuple[SourceFile, ...]
    """Files below the folder; paths are those of the source."""
    site_name: str = ""
    """Used when mkdocs.yml has none (or there is no mkdocs.yml): title or name of the entity."""
    spot: Spot = NO_SPOT
    """The annotation that asks for it."""
    tab: DocsTab | None = None
    """The tab of the entity whose pages these are; None: TechDocs."""
    form: DocsForm = DocsForm.MKDOCS
    version: DocsVersion | None = None
    """The branch or tag that they are of, beside the documentation that the entity has anyway; None: it is that."""

    @property
    def where(self) -> Where:
        """The place of that annotation."""
        return self.spot.where

    def route(self, path: str = "") -> str:
        """Return the route of a page or file of these docs."""
        if self.tab:
            return routes.entity(self.entity, self.tab.tab) + quote(path)
        return routes.docs(self.entity, f"{self.version.segment}/{path}" if self.version else path)


@dataclass(frozen=True)
class Catalog:
    """All entities and how they relate, after conflicts are decided."""

    entities: Mapping[EntityRef, Entity]
    """Sorted by ref."""
    relations: tuple[Relation, ...]
    """Sorted, without duplicates; a target may be missing from `entities` (it is dangling)."""
    docs: tuple[DocsSource, ...] = ()
    folders: tuple[DocsSource, ...] = ()
    """Folders that plug-ins show, each with its `tab`."""
    versions: tuple[DocsSource, ...] = ()
    """Other versions of `docs`, each with its `version`; of one entity in the order in which readers see them."""
    docs_starts: Mapping[EntityRef, str] = field(default_factory=dict)
    """Entity -> route at which the documentation that it shows starts for it, if not at the first page."""
    sources: tuple[Snapshot, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    """In the order in which they were met."""
    conflicts: tuple[Conflict, ...] = ()
    """In the order in which they were met."""
    suppressed: tuple[Suppressed, ...] = ()
    """Not among `diagnostics`; worst first."""
    changes: Mapping[Source, Changes] = field(default_factory=dict)
    """What the histories of sources say of descriptors, as far as they were asked."""
    relation_titles: Mapping[str, str] = field(default_factory=dict)
    """Name of a relation -> words that stand between its ends, where the configuration says them."""
    parents: Mapping[EntityRef, tuple[EntityRef, ...]] = field(default_factory=dict)
    """Entity -> the Locations that name the file which declares it; nothing for what portal.yaml names."""

    def __contains__(self, ref: EntityRef) -> bool:
        return ref in self.entities

    def of_kind(self, key: str) -> tuple[Entity, ...]:
        """Return the entities of a kind (`component`), sorted by ref."""
        return self._by_kind.get(key, ())

    def related(self, ref: EntityRef, name: str) -> tuple[EntityRef, ...]:
        """Return the refs at the other end of a relation (`ownedBy`, `hasPart`), sorted, dangling ones included."""
        return self._ends(name).get(ref, ())

    def relations_of(self, ref: EntityRef) -> Mapping[str, tuple[EntityRef, ...]]:
        """Return relation name -> refs for everything that an entity relates to, both directions, sorted."""
        return {name: found for name in self._names if (found := self._ends(name).get(ref))}

    def of_pair(self, pair: RelationPair) -> tuple[Relation, ...]:
        """Return the relations of one pair of names, in the order of `relations`."""
        return self._by_pair.get(pair, ())

    @cached_property
    def named(self) -> AbstractSet[EntityRef]:
        """All ends of relations, whether they are in the catalog or not."""
        return set(map(itemgetter(0), self.relations)).union(map(itemgetter(2), self.relations))

    @cached_property
    def pairs(self) -> tuple[RelationPair, ...]:
        """Pairs of names that occur among relations, sorted."""
        return tuple(sorted(self._by_pair))

    def known(self, refs: Iterable[EntityRef]) -> tuple[Entity, ...]:
        """Return the entities of those refs that are in the catalog."""
        return tuple(self.entities[ref] for ref in refs if ref in self.entities)

    def diagnostics_of(self, ref: EntityRef) -> tuple[Diagnostic, ...]:
        """Return the diagnostics that concern an entity, in the order of `diagnostics`."""
        return self._problems.get(str(ref), ())

    def source_of(self, url: str) -> Source | None:
        """Return the state of a repository or folder that descriptors were read from, the latest if at several."""
        return self._sources.get(url)

    def stale_since(self, url: str) -> int:
        """Return when a source was last fetched (seconds since 1970) if its last fetch failed, else 0."""
        return self._stale.get(url, 0)

    @cached_property
    def docs_of(self) -> Mapping[EntityRef, DocsSource]:
        """Documentation sites by the entity that has them."""
        return {source.entity: source for source in self.docs}

    @cached_property
    def kept(self) -> dict[tuple[str, EntityRef], Any]:
        """What pure functions of this catalog have found, by their name and an entity; lives as long as the catalog."""
        return {}

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Kinds that occur, as keys, sorted."""
        return tuple(sorted(self._by_kind))

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Entity, ...]]:
        found: dict[str, list[Entity]] = {}
        for ref, entity in self.entities.items():
            found.setdefault(ref.kind, []).append(entity)
        return {kind: tuple(entities) for kind, entities in found.items()}

    @cached_property
    def _problems(self) -> Mapping[str, tuple[Diagnostic, ...]]:
        found: dict[str, list[Diagnostic]] = {}
        for diagnostic in self.diagnostics:
            found.setdefault(diagnostic.entity, []).append(diagnostic)
        return {ref: tuple(diagnostics) for ref, diagnostics in found.items()}

    @cached_property
    def _sources(self) -> Mapping[str, Source]:
        states = sorted(self.sources, key=lambda one: (bool(one.entries), one.source.time))
        return {snapshot.source.url: snapshot.source for snapshot in states}

    @cached_property
    def _stale(self) -> Mapping[str, int]:
        return {found.source.url: found.stale_since for found in self.sources if found.stale_since}

    def _ends(self, name: str) -> Mapping[EntityRef, tuple[EntityRef, ...]]:
        """Return ref -> refs at the other end of a relation, made when that relation is first asked for."""
        if name not in self._ends_by_name:
            self._ends_by_name[name] = self._found_ends(name)
        return self._ends_by_name[name]

    def _found_ends(self, name: str) -> Mapping[EntityRef, tuple[EntityRef, ...]]:
        found: dict[EntityRef, list[EntityRef]] = {}
        for (forward, backward), rows in self._by_pair.items():
            if name == forward:
                for source, _, target, _ in rows:
                    found.setdefault(source, []).append(target)
            if name == backward:
                for source, _, target, _ in rows:
                    found.setdefault(target, []).append(source)
        return {ref: tuple(sorted(set(refs)) if len(refs) > 1 else refs) for ref, refs in found.items()}

    @cached_property
    def _ends_by_name(self) -> dict[str, Mapping[EntityRef, tuple[EntityRef, ...]]]:
        return {}

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(sorted(set(chain.from_iterable(self._by_pair))))

    @cached_property
    def _by_pair(self) -> Mapping[RelationPair, tuple[Relation, ...]]:
        found: dict[RelationPair, list[Relation]] = {}
        for row in self.relations:
            found.setdefault(row[1], []).append(row)
        return {pair: tuple(rows) for pair, rows in found.items()}
