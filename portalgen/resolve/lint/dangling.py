"""Dangling references: relations with an end that is not in the catalog."""

from collections import Counter
from collections.abc import Iterator

from portalgen.diagnostics import Diagnostic, Severity, Where, diagnose
from portalgen.model.catalog import Catalog
from portalgen.model.ref import EntityRef
from portalgen.model.relations import OWNERSHIP, Relation
from portalgen.resolve.suggestions import Suggestions

MOST = 100
"""References of one entity; more of them have one cause, and fill the health page."""


def dangling(catalog: Catalog) -> Iterator[Diagnostic]:
    """Find relations that lead to, or come from, an entity that is not in the catalog."""
    if catalog.named <= catalog.entities.keys():
        return
    rejected = {row.entity: row.where for row in catalog.diagnostics if row.entity and row.severity == Severity.ERROR}
    suggestions = Suggestions(catalog)
    counts = Counter[EntityRef]()
    here = catalog.entities
    for relation in catalog.relations:
        if relation[0] in here and relation[2] in here:  # almost all of them
            continue
        for missing, says in ((relation.source, relation.target), (relation.target, relation.source)):
            if missing not in catalog:
                counts[says] += 1
                if counts[says] <= MOST:
                    where = rejected.get(str(missing))
                    hint = f"it was rejected: mend {where}" if where else _hint(missing, suggestions)
                    yield _dangling(relation, missing, says, hint)
    yield from (_left(says, count - MOST, catalog) for says, count in sorted(counts.items()) if count > MOST)


def _left(says: EntityRef, count: int, catalog: Catalog) -> Diagnostic:
    entity = catalog.entities.get(says)
    message = f"{says}: {count:,} more that it names are not in the catalog"
    where, hint = entity.where if entity else Where(), f"only {MOST} of them are listed: mend those first"
    return diagnose("dangling-reference", message, where=where, hint=hint, entity=str(says))


def _dangling(relation: Relation, missing: EntityRef, says: EntityRef, hint: str) -> Diagnostic:
    if wrong := _impossible(missing):
        message, hint = wrong
        return diagnose("unusual-reference", f"{says}: {message}", where=relation.where, hint=hint, entity=str(says))
    is_owner = relation.pair == OWNERSHIP and missing == relation.target
    what = "its owner" if is_owner else "it names"
    verb = "is" if is_owner else "which is"
    message = f"{says}: {what} {missing}{'' if is_owner else ','} {verb} not in the catalog"
    return diagnose(
        "dangling-owner" if is_owner else "dangling-reference",
        message,
        where=relation.where,
        hint=hint,
        entity=str(says),
    )


def _impossible(missing: EntityRef) -> tuple[str, str] | None:
    """Return message and hint for a ref that no entity can have, which Backstage takes nevertheless."""
    meant = EntityRef(*(part.strip() for part in missing))
    if meant != missing:
        return f"'{missing}' has a blank in it, so it names nothing", f"write {meant.short()}, without the blank"
    if not missing.kind.isalnum() or ":" in missing.name:
        return f"'{missing}' can name nothing", "write [kind:][namespace/]name"
    return None


def _hint(missing: EntityRef, suggestions: Suggestions) -> str:
    if "@" in missing.name:
        owner = suggestions.owner_of(missing.name)
        meant = f"; that is {owner}" if owner else ": write the name of a group, or user:name"
        return f"an e-mail address is no reference{meant}"
    near = " or ".join(suggestions.near(missing))
    return f"did you mean {near}?" if near else f"add the {missing.kind} to the catalog, or correct the reference"
