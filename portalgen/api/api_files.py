"""The finished catalog in; one file for each answer of the API out, none kept longer than it takes to hand it on."""

from collections.abc import Iterator
from io import BytesIO

from portalgen.api.ancestry import Ancestry
from portalgen.api.facets import FacetCounts
from portalgen.api.locations import locations
from portalgen.api.shards import Shards
from portalgen.model import routes
from portalgen.model.answers import entity_answer
from portalgen.model.catalog import Catalog
from portalgen.model.compact_json import embedded_json
from portalgen.model.provenance import provenance
from portalgen.model.site import SiteFile


def api_files(catalog: Catalog) -> Iterator[SiteFile]:
    """Yield every file of the API, entities in the order of their refs; the file of all entities comes last."""
    shards, facets, ancestry, everything = Shards(), FacetCounts(), Ancestry(catalog), BytesIO()
    for ref, entity in catalog.entities.items():
        answer = entity_answer(entity, catalog)
        text = embedded_json(answer)
        line = _bytes(text)
        yield SiteFile.at(routes.entity_json(ref), line)
        yield SiteFile.at(routes.ancestry(ref), _bytes(ancestry.answer(ref, text)))
        yield SiteFile.at(routes.provenance(ref), _bytes(embedded_json(provenance(entity, catalog))))
        yield from shards.add(line[:-1])
        facets.add(answer)
        everything.write(line)
    yield from shards.end()
    yield SiteFile.at(routes.FACETS, _bytes(embedded_json(facets.answer())))
    yield SiteFile.at(routes.LOCATIONS, _bytes(embedded_json(locations(catalog))))
    yield SiteFile.at(routes.EVERYTHING, everything.getvalue())


def _bytes(text: str) -> bytes:
    return f"{text}\n".encode()
