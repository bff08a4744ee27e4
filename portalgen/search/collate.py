"""What was built in, search documents out: entities, and documentation section by section."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from urllib.parse import quote

from portalgen.diagnostics import Diagnostic
from portalgen.model import routes
from portalgen.model.attempt import attempt
from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Built, Collator, SearchDocument
from portalgen.model.docs import DocsPage, DocsSite, Section
from portalgen.model.entity import Entity
from portalgen.model.links import page_bytes
from portalgen.model.ref import EntityRef

SEPARATOR = " · "
"""Between the words of a context line."""
STEP = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
"""Between a page and its section."""


@dataclass(frozen=True, slots=True)
class Collated:
    """What all collators gave, and which of them failed; iterates over the documents."""

    documents: tuple[SearchDocument, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    def __iter__(self) -> Iterator[SearchDocument]:
        return iter(self.documents)


def collate(built: Built, collators: Iterable[Collator]) -> Collated:
    """Return what all collators give; one that fails costs the documents that it had still to give."""
    made = [attempt(collator, built, gives=SearchDocument) for collator in collators]
    return Collated(
        tuple(_shown(document) for found, _ in made for document in found),
        tuple(chain.from_iterable(failed for _, failed in made)),
    )


def _shown(document: SearchDocument) -> SearchDocument:
    """Leave out of what results show the characters that nobody sees (see `page_bytes`)."""
    shown = (document.title, document.text, document.owner, document.context)
    if all(text.isprintable() for text in shown):
        return document
    title, text, owner, context = (page_bytes(text).decode() for text in shown)
    return replace(document, title=title, text=text, owner=owner, context=context)


def collate_entities(built: Built) -> Iterator[SearchDocument]:
    """Yield one document an entity."""
    catalog = built.catalog
    for ref, entity in catalog.entities.items():
        yield SearchDocument(
            location=routes.entity(ref),
            title=entity.title,
            type="entity",
            text=" ".join(part for part in (plain_text(entity.description), _email(entity)) if part),
            kind=ref.kind,
            name=str(ref),
            owner=_titles(catalog, ref, "ownedBy"),
            tags=tuple(str(tag) for tag in entity.tags),
            context=SEPARATOR.join(part for part in (entity.type, _titles(catalog, ref, "partOf")) if part),
        )


def collate_docs(built: Built) -> Iterator[SearchDocument]:
    """Yield one document for each section of each documentation page."""
    for site in built.docs:
        owner = _titles(built.catalog, site.source.entity, "ownedBy")
        for page in site.pages:
            for section in _sections(page):
                yield _section_document(site, page, section, owner)


BUILT_IN_COLLATORS: tuple[Collator, ...] = (collate_entities, collate_docs)
"""What is findable in every portal."""


def _sections(page: DocsPage) -> tuple[Section, ...]:
    # The text before the first heading is mostly empty: the page's own heading stands for it.
    told = tuple(section for section in page.sections if section.id or section.text.strip())
    return told or (Section("", page.title, page.description),)


def _section_document(site: DocsSite, page: DocsPage, section: Section, owner: str) -> SearchDocument:
    ref = site.source.entity
    anchor = f"#{quote(section.id)}" if section.id else ""
    own = section.title if section.id and section.title != page.title else ""
    return SearchDocument(
        location=routes.docs(ref, page.path) + anchor,
        title=STEP.join(part for part in (page.title, own) if part),
        type="docs",
        text=section.text,
        kind=ref.kind,
        owner=owner,
        context=site.title,
    )


def _titles(catalog: Catalog, ref: EntityRef, relation: str) -> str:
    refs = catalog.related(ref, relation)
    return ", ".join(catalog.entities[ref].title if ref in catalog else ref.name for ref in refs)


def _email(entity: Entity) -> str:
    profile = entity.spec.get("profile")
    return str(profile.get("email") or "") if isinstance(profile, dict) else ""


_MARKS = re.compile(
    r"```.*?```|~~~.*?~~~"  # fenced code
    r"|!?\[(?P<words>[^\[\]]*)\](?:\([^)]{0,1000}\)|\[[^\[\]]*\])"  # links and pictures: their words stay
    r"|<[^<>\s][^<>]*>"  # tags
    r"|^[ \t]*(?:#+|>+|[-*+]|\d+[.)])[ \t]+"  # heads, quotes, list items
    r"|(?P<emphasis>[*`~]+)"  # and code: nothing stands in its place
    r"|(?P<lines>_+)",  # emphasis only at an end of a word
    re.DOTALL | re.MULTILINE,
)
"""Descriptions come from strangers: no alternative looks far ahead for an end that is not there."""


def plain_text(markdown: str) -> str:
    """Return the words of a Markdown text, near enough for searching and for an excerpt, on one line."""
    return " ".join(_MARKS.sub(_kept, markdown).split())


def _kept(match: re.Match[str]) -> str:
    if match["lines"]:
        around = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
        return match["lines"] if all(side.isalnum() for side in around) else ""
    return match["words"] or ("" if match["emphasis"] else " ")
