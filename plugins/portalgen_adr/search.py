"""What search finds: each decision, by its title and all that it says."""

from collections.abc import Iterator

from portalgen.model.contributions import Built, SearchDocument
from portalgen_adr.decisions import decided


def collate_decisions(built: Built) -> Iterator[SearchDocument]:
    """Yield a document for each decision."""
    catalog = built.catalog
    for site, decisions in decided(built):
        entity = catalog.entities[site.source.entity]
        owners = ", ".join(each.title for each in catalog.known(catalog.related(entity.ref, "ownedBy")))
        for decision in decisions:
            texts = (text for section in decision.page.sections for text in (section.title, section.text))
            yield SearchDocument(
                location=site.source.route(decision.page.path),
                title=decision.title,
                type="adr",
                text="\n".join(text for text in texts if text),
                kind=entity.ref.kind,
                name=f"ADR {decision.number}" if decision.number is not None else "",
                owner=owners,
                context=" · ".join(part for part in (entity.title, decision.record.status) if part),
            )
