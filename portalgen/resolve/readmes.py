"""Documentation of entities that have only a README: which entity each one speaks for."""

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from portalgen.model.catalog import Catalog, DocsForm, DocsSource
from portalgen.model.docs_places import READMES
from portalgen.model.entity import SOURCE_LOCATION, TECHDOCS_ENTITY, TECHDOCS_REF, Entity
from portalgen.model.source import Snapshot, SourceFile
from portalgen.yaml12 import pointer

_NOT_CODE = frozenset({"location", "user", "group"})
_ELSEWHERE = pointer("/metadata/annotations", SOURCE_LOCATION)


def with_readmes(catalog: Catalog) -> Catalog:
    """Return the catalog in which a README is documentation, and the home page of docs that have none.

    A README speaks for the entity whose descriptor is in the nearest folder: of several there for the first Component,
    else for the first; if several folders are as near, for none. Who has documentation needs no README.
    """
    docs, versions = (tuple(map(_filled, sites)) for sites in (catalog.docs, catalog.versions))
    return replace(catalog, docs=(*docs, *_readme_docs(catalog)), versions=versions)


def _filled(site: DocsSource) -> DocsSource:
    return replace(site, form=DocsForm.FILLED) if site.form is DocsForm.MKDOCS else site


@dataclass(frozen=True, slots=True)
class _Claim:
    """An entity and the README that is nearest to its descriptor."""

    entity: Entity
    snapshot: Snapshot
    readme: SourceFile

    @property
    def folder(self) -> str:
        return posixpath.dirname(self.entity.where.path)

    @property
    def key(self) -> tuple[str, str]:
        return (self.snapshot.source.url, self.readme.path)

    @property
    def distance(self) -> int:
        return len(_parents(self.folder)) - len(_parents(posixpath.dirname(self.readme.path)))


def _readme_docs(catalog: Catalog) -> Iterator[DocsSource]:
    claims: dict[tuple[str, str], list[_Claim]] = {}
    for claim in _claims(catalog):
        claims.setdefault(claim.key, []).append(claim)
    for key in sorted(claims):
        nearest = _nearest(claims[key])
        if nearest and not ({TECHDOCS_REF, TECHDOCS_ENTITY} & nearest.entity.annotations.keys()):
            yield _source(nearest)


def _claims(catalog: Catalog) -> Iterator[_Claim]:
    by_url: dict[str, list[Snapshot]] = {}
    for snapshot in catalog.sources:
        if snapshot.listed and snapshot.location.paths:  # others are there for their documentation
            by_url.setdefault(snapshot.source.url, []).append(snapshot)
    known: dict[tuple[int, str], SourceFile | None] = {}
    for entity in catalog.entities.values():
        if entity.ref.kind in _NOT_CODE or _ELSEWHERE in entity.positions:
            continue
        path = entity.where.path
        found = next((one for one in by_url.get(entity.where.source, ()) if one.file(path)), None)
        readme = _near(found, posixpath.dirname(path), known) if found else None
        if found and readme:
            yield _Claim(entity, found, readme)


def _near(snapshot: Snapshot, folder: str, known: dict[tuple[int, str], SourceFile | None]) -> SourceFile | None:
    """Return the README of a folder, or of the nearest one around it."""
    for here in _parents(folder):
        key = (id(snapshot), here)
        if key not in known:
            known[key] = readme_in(snapshot, here)
        if found := known[key]:
            return found
    return None


def readme_in(snapshot: Snapshot, folder: str) -> SourceFile | None:
    """Return the README of a folder."""
    return next(filter(None, (snapshot.file(posixpath.join(folder, name)) for name in READMES)), None)


def _parents(folder: str) -> list[str]:
    """Return a folder and those around it, the root as "" at the end."""
    found = [folder]
    while found[-1]:
        found.append(posixpath.dirname(found[-1]))
    return found


def _nearest(claims: Iterable[_Claim]) -> _Claim | None:
    ranked = sorted(claims, key=lambda claim: (claim.distance, claim.entity.where))
    near = [claim for claim in ranked if claim.distance == ranked[0].distance]
    if len({claim.folder for claim in near}) > 1:
        return None
    return next((claim for claim in near if claim.entity.ref.kind == "component"), near[0])


def _source(claim: _Claim) -> DocsSource:
    return DocsSource(
        entity=claim.entity.ref,
        source=claim.snapshot.source,
        folder=posixpath.dirname(claim.readme.path),
        files=(claim.readme,),
        site_name=str(claim.entity.metadata.get("title") or claim.entity.name),
        spot=claim.entity.spot("/metadata/name"),
        form=DocsForm.README,
    )
