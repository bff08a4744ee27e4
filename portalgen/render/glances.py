"""Domains, systems, teams and repositories in a few words, for home and the list pages."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from portalgen.diagnostics import Diagnostic, Severity
from portalgen.model import routes
from portalgen.model.catalog import Catalog
from portalgen.model.entity import Entity
from portalgen.model.ref import EntityRef
from portalgen.render.contexts import EntityLink
from portalgen.render.frame import Planning
from portalgen.render.list_contexts import Change, DomainGlance, SystemGlance, Tally, TeamGlance
from portalgen.render.lookup import link_to, links_to, related_links, repository_name

_DEEPEST = 20
"""Levels of a tree; what lies deeper stands at the top again: no descriptor may exhaust the stack."""


def domain_glances(planning: Planning) -> tuple[DomainGlance, ...]:
    """Return domains as a walk down their tree, then the systems that no domain has."""
    catalog = planning.catalog
    tops = [entity for entity in catalog.of_kind("domain") if not _parents(entity.ref, "partOf", "domain", catalog)]
    seen: set[EntityRef] = set()
    walked = tuple(_walk_domains([*tops, *catalog.of_kind("domain")], 0, seen, planning))
    loose = [entity for entity in catalog.of_kind("system") if not _parents(entity.ref, "partOf", "domain", catalog)]
    rest = DomainGlance(None, "", (), system_glances(loose, planning))
    return (*walked, rest) if loose else walked


def _walk_domains(
    entities: Iterable[Entity], depth: int, seen: set[EntityRef], planning: Planning
) -> Iterator[DomainGlance]:
    catalog = planning.catalog
    for entity in entities:
        if entity.ref in seen:
            continue
        seen.add(entity.ref)
        parts = catalog.known(catalog.related(entity.ref, "hasPart"))
        yield DomainGlance(
            link=link_to(entity.ref, catalog),
            description=entity.description,
            owners=related_links(entity.ref, "ownedBy", catalog),
            systems=system_glances((part for part in parts if part.ref.kind == "system"), planning),
            depth=depth,
        )
        if depth < _DEEPEST:
            yield from _walk_domains((part for part in parts if part.ref.kind == "domain"), depth + 1, seen, planning)


def system_glances(systems: Iterable[Entity], planning: Planning) -> tuple[SystemGlance, ...]:
    """Return systems with counts of their parts, sorted by title."""
    catalog = planning.catalog
    found = (
        SystemGlance(
            link=link_to(system.ref, catalog),
            description=system.description,
            owners=related_links(system.ref, "ownedBy", catalog),
            parts=planning.count_kinds(
                (ref for ref in catalog.related(system.ref, "hasPart") if ref in catalog), routes.entity(system.ref)
            ),
        )
        for system in systems
    )
    return tuple(sorted(found, key=lambda glance: glance.link.title.lower()))


def team_tree(planning: Planning) -> tuple[TeamGlance, ...]:
    """Return the trees of groups; a group in a circle of parents stands at the top."""
    catalog = planning.catalog
    groups = catalog.of_kind("group")
    tops = [group for group in groups if not _parents(group.ref, "childOf", "group", catalog)]
    seen: set[EntityRef] = set()
    return tuple(glance for group in (*tops, *groups) for glance in _team(group, 0, seen, planning))


def _team(group: Entity, depth: int, seen: set[EntityRef], planning: Planning) -> tuple[TeamGlance, ...]:
    if group.ref in seen:
        return ()
    seen.add(group.ref)
    catalog = planning.catalog
    below = catalog.related(group.ref, "parentOf") if depth < _DEEPEST else ()
    children = sorted(catalog.known(below), key=lambda child: child.title.lower())
    return (
        TeamGlance(
            link=link_to(group.ref, catalog),
            description=group.description,
            email=email_of(group),
            members=links_to((ref for ref in catalog.related(group.ref, "hasMember") if ref in catalog), catalog),
            owned=planning.count_kinds(ref for ref in catalog.related(group.ref, "ownerOf") if ref in catalog),
            children=tuple(glance for child in children for glance in _team(child, depth + 1, seen, planning)),
        ),
    )


def flat(teams: Iterable[TeamGlance]) -> Iterator[TeamGlance]:
    """Yield all groups of the trees, parents first."""
    for team in teams:
        yield team
        yield from flat(team.children)


def email_of(entity: Entity) -> str:
    """Return the address in the profile of a group or user, empty if there is none."""
    profile = entity.spec.get("profile")
    return str(profile.get("email") or "") if isinstance(profile, dict) else ""


def owning_teams(planning: Planning) -> tuple[TeamGlance, ...]:
    """Return every group that owns something, without its tree, by title."""
    owning = (replace(team, children=()) for team in flat(team_tree(planning)) if team.owned)
    return tuple(sorted(owning, key=lambda team: team.link.title.lower()))


def latest_changes(planning: Planning, *, limit: int = 8, shown: int = 4) -> tuple[Change, ...]:
    """Return the repositories that changed last, latest first."""
    catalog, forges = planning.catalog, planning.settings.forges
    by_source: dict[str, list[EntityRef]] = {}
    for entity in catalog.entities.values():
        if entity.ref.kind not in {"location", "user"}:
            by_source.setdefault(entity.where.source, []).append(entity.ref)
    sources = [source for url in by_source if (source := catalog.source_of(url)) and source.time]
    latest = sorted(sources, key=lambda source: (-source.time, source.url))[:limit]
    return tuple(
        Change(
            name=repository_name(source.url),
            url=forges.web(source.url) or "",
            time=source.time,
            commit=source.commit,
            entities=_first(by_source[source.url], catalog)[:shown],
            more=max(0, len(by_source[source.url]) - shown),
        )
        for source in latest
    )


def tally(diagnostics: Iterable[Diagnostic]) -> Tally:
    """Count diagnostics by severity."""
    found = [diagnostic.severity for diagnostic in diagnostics]
    return Tally(found.count(Severity.ERROR), found.count(Severity.WARNING), found.count(Severity.INFO))


def _first(refs: Iterable[EntityRef], catalog: Catalog) -> tuple[EntityLink, ...]:
    order = ("system", "component", "api")
    ranked = sorted(refs, key=lambda ref: (order.index(ref.kind) if ref.kind in order else len(order), ref))
    return tuple(link_to(ref, catalog) for ref in ranked)


def _parents(ref: EntityRef, name: str, kind: str, catalog: Catalog) -> bool:
    return any(parent.kind == kind and parent in catalog for parent in catalog.related(ref, name))
