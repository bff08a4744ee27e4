"""The documentation that an entity shows: its own, or that of the entity which it points at."""

from portalgen.model import routes
from portalgen.model.catalog import Catalog
from portalgen.model.entity import TECHDOCS_ENTITY, Entity
from portalgen.model.ref import EntityRef, RefError


def docs_owner(entity: Entity, catalog: Catalog) -> EntityRef | None:
    """Return whose documentation an entity shows; None if there is none."""
    if entity.ref in catalog.docs_of:
        return entity.ref
    try:
        other = EntityRef.parse(str(entity.annotations.get(TECHDOCS_ENTITY, "")), kind="component")
    except RefError:
        return None
    return other if other in catalog.docs_of else None


def docs_route(entity: Entity, catalog: Catalog) -> str:
    """Return where the documentation that an entity shows starts for it; empty if there is none."""
    owner = docs_owner(entity, catalog)
    if owner is None:
        return ""
    return catalog.docs_starts.get(entity.ref) or routes.docs(owner)
