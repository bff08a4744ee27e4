"""The documentation that an entity shows: that of the entity which it points at, or its own (as Backstage's reader)."""

from portalgen.model import routes
from portalgen.model.catalog import Catalog
from portalgen.model.entity import TECHDOCS_ENTITY, Entity
from portalgen.model.ref import EntityRef, RefError


def docs_owner(entity: Entity, catalog: Catalog) -> EntityRef | None:
    """Return whose documentation an entity shows; None if there is none."""
    other = pointed_at(entity)
    return next((ref for ref in (other, entity.ref) if ref in catalog.docs_of), None)


def pointed_at(entity: Entity) -> EntityRef | None:
    """Return the entity whose documentation one asks to show; None without one, or for what is no reference."""
    try:
        return EntityRef.parse(str(entity.annotations.get(TECHDOCS_ENTITY, "")), kind="component")
    except RefError:
        return None


def docs_route(entity: Entity, catalog: Catalog) -> str:
    """Return where the documentation that an entity shows starts for it; empty if there is none."""
    owner = docs_owner(entity, catalog)
    if owner is None:
        return ""
    return catalog.docs_starts.get(entity.ref) or routes.docs(owner)
