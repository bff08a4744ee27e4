"""Lists of entities in a site's own Markdown: a line `::entities{kind=api owner=group:web limit=5}` asks for one."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from urllib.parse import quote

from portalgen.model import routes
from portalgen.model.catalog import Catalog
from portalgen.model.entity import Entity
from portalgen.model.entity_query import QUERY, read_query
from portalgen.model.ref import EntityRef, RefError
from portalgen.render.home_contexts import TextPart
from portalgen.render.lookup import rows_of

_USUAL = 10
_RELATED = {"owner": ("ownedBy", "group"), "system": ("partOf", "system"), "domain": ("partOf", "domain")}
"""Key -> relation, and the kind that a name alone is of."""
_FILTERS = {
    "type": "type",
    "owner": "owners",
    "lifecycle": "lifecycles",
    "tag": "tags",
    "system": "system",
    "namespace": "namespace",
}
"""Key -> the word of addresses of tables."""


def text_parts(text: str, catalog: Catalog, limit: int = 0) -> tuple[TextPart, ...]:
    """Return Markdown cut at its queries, each with what it asks for; `limit`: rows at most, 0 for the usual."""
    pieces = QUERY.split(text)
    found = [_part(before, asked, catalog, limit) for before, asked in zip(pieces[::2], pieces[1::2], strict=False)]
    return (*found, TextPart(pieces[-1])) if pieces[-1].strip() or not found else tuple(found)


def _part(text: str, asked: str, catalog: Catalog, limit: int) -> TextPart:
    query = read_query(asked)
    most = int(query.get("limit") or limit or _USUAL)
    named = catalog.of_kind(query["kind"].lower()) if "kind" in query else catalog.entities.values()
    refs = {name: _ref(value, _RELATED[name][1]) for name, value in query.items() if name in _RELATED}
    rows = rows_of((entity for entity in named if _meets(entity, query, refs, catalog)), catalog)
    return TextPart(text, rows[:most], asked=True, route=_table(query, refs), more=max(0, len(rows) - most))


_Refs = Mapping[str, EntityRef | None]
"""Key -> what it names, None for what is no ref."""


def _meets(entity: Entity, query: Mapping[str, str], refs: _Refs, catalog: Catalog) -> bool:
    plain = {
        "type": (entity.type.lower(),),
        "lifecycle": (entity.lifecycle.lower(),),
        "namespace": (entity.ref.namespace,),
        "tag": entity.tags,
    }
    fits = all(value.lower() in plain[name] for name, value in query.items() if name in plain)
    return fits and all(ref in _reached(entity.ref, _RELATED[name][0], catalog) for name, ref in refs.items())


def _reached(ref: EntityRef, relation: str, catalog: Catalog) -> AbstractSet[EntityRef]:
    """Return what an entity is owned by, or all that it is part of: a component is in the domain of its system."""
    found = set(catalog.related(ref, relation))
    fresh = found if relation == "partOf" else set[EntityRef]()
    while fresh:
        fresh = {whole for part in fresh for whole in catalog.related(part, relation)} - found
        found |= fresh
    return found


def _ref(value: str, kind: str) -> EntityRef | None:
    try:
        return EntityRef.parse(value, kind=kind)
    except RefError:
        return None


def _table(query: Mapping[str, str], refs: _Refs) -> str:
    """Return the address of the table of the same entities; tables know no domains, but those have a page."""
    if domain := refs.get("domain"):
        return routes.entity(domain)
    values = {**query, **{name: str(ref) for name, ref in refs.items()}}
    filters = "&".join(
        f"filters[{_FILTERS[name]}]={quote(value, safe=':/')}" for name, value in values.items() if name in _FILTERS
    )
    return routes.kind(query.get("kind", "").lower()) + (f"?{filters}" if filters else "")
