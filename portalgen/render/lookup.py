"""Names and facts of entities as pages show them: pure functions of the catalog."""

from collections.abc import Iterable
from urllib.parse import quote

from portalgen.diagnostics import Diagnostic, Severity
from portalgen.model import routes
from portalgen.model.catalog import Catalog
from portalgen.model.docs_shown import docs_route
from portalgen.model.entity import VIEW_URL, Entity
from portalgen.model.forge import Forges
from portalgen.model.ref import EntityRef, RefError
from portalgen.model.source import Source
from portalgen.render.contexts import EntityLink, EntityRow, ProblemRow

MAX_WORD = 100
"""Characters of a type or lifecycle, which stand on many pages."""
MAX_SUMMARY = 280
"""Characters of a description that is one or two lines below the title."""


def link_to(ref: EntityRef, catalog: Catalog) -> EntityLink:
    """Return the named link to an entity; without a route if it is not in the catalog."""
    kept: EntityLink | None = catalog.kept.get(("link", ref))
    return kept or catalog.kept.setdefault(("link", ref), _link(ref, catalog))


def _link(ref: EntityRef, catalog: Catalog) -> EntityLink:
    entity = catalog.entities.get(ref)
    if entity is None:
        return EntityLink(str(ref), ref.kind, ref.short(kind=ref.kind))
    return EntityLink(str(ref), ref.kind, entity.title, routes.entity(ref), brief(entity.type))


def brief(word: str) -> str:
    """Return a type or lifecycle, which may be any text, as short as all that are meant."""
    return word if len(word) <= MAX_WORD else f"{word[: MAX_WORD - 1]}…"


def links_to(refs: Iterable[EntityRef], catalog: Catalog) -> tuple[EntityLink, ...]:
    """Return links sorted by title as people read it."""
    return tuple(sorted((link_to(ref, catalog) for ref in refs), key=lambda link: (link.title.lower(), link.ref)))


def related_links(ref: EntityRef, name: str, catalog: Catalog, *kinds: str) -> tuple[EntityLink, ...]:
    """Return links to what an entity relates to, of the given kinds (all if none is given)."""
    refs = catalog.related(ref, name)
    return links_to((found for found in refs if not kinds or found.kind in kinds), catalog)


def row_of(entity: Entity, catalog: Catalog) -> EntityRow:
    """Return what tables say about an entity; all pages share the one row."""
    kept: EntityRow | None = catalog.kept.get(("row", entity.ref))
    return kept or catalog.kept.setdefault(("row", entity.ref), _row(entity, catalog))


def _row(entity: Entity, catalog: Catalog) -> EntityRow:
    return EntityRow(
        link=link_to(entity.ref, catalog),
        lifecycle=brief(entity.lifecycle),
        description=entity.description,
        owners=related_links(entity.ref, "ownedBy", catalog),
        systems=related_links(entity.ref, "partOf", catalog, "system"),
        groups=related_links(entity.ref, "memberOf", catalog) if entity.ref.kind == "user" else (),
        tags=entity.tags,
        namespace=entity.ref.namespace,
        targets=_targets(entity),
        docs=docs_route(entity, catalog),
        problems=sum(found.severity > Severity.INFO for found in catalog.diagnostics_of(entity.ref)),
    )


def rows_of(entities: Iterable[Entity], catalog: Catalog) -> tuple[EntityRow, ...]:
    """Return rows sorted by title."""
    rows = (row_of(entity, catalog) for entity in entities)
    return tuple(sorted(rows, key=lambda row: (row.link.title.lower(), row.link.ref)))


def problem_row(found: Diagnostic, catalog: Catalog, forges: Forges) -> ProblemRow:
    """Return a diagnostic ready to be shown, with its place on the web."""
    ref = _parse(found.entity)
    return ProblemRow(
        code=found.code,
        severity=str(found.severity),
        message=found.message,
        hint=found.hint,
        place=str(found.where),
        url=place_url(found.where.source, found.where.path, found.where.line, catalog, forges),
        source=repository_name(found.where.source),
        entity=link_to(ref, catalog) if ref else None,
        owners=related_links(ref, "ownedBy", catalog) if ref else (),
    )


def place_url(source: str, path: str, line: int, catalog: Catalog, forges: Forges) -> str:
    """Return the web page of a line of a file, empty if its host is not known."""
    found = catalog.source_of(source)
    if not path or found is None:
        return ""
    url = forges.file_url(found.url, found.commit or found.ref, path) or ""
    return f"{url}#L{line}" if url and line else url


def line_url(entity: Entity, line: int) -> str:
    """Return the web page of a line (0: all) of the entity's descriptor, empty if it is not known."""
    url = str(entity.annotations.get(VIEW_URL) or "").removeprefix("url:")
    anchor = f"#L{line}" if line else ""
    return f"{url}{anchor}" if url.startswith("https://") else ""


def file_url(entity: Entity, path: str, line: int = 0) -> str:
    """Return the web page of a line (0: all) of a file of the entity's source (or the URL that `path` is)."""
    if path.startswith("https://"):
        return path
    url = line_url(entity, 0)
    root = url.removesuffix(quote(entity.where.path))
    anchor = f"#L{line}" if line else ""
    return f"{root}{quote(path)}{anchor}" if root != url and "://" not in path else ""


def summary_of(entity: Entity) -> str:
    """Return the description (Markdown) if it is short enough to stand below a title, else nothing."""
    return entity.description if len(entity.description) <= MAX_SUMMARY and "\n\n" not in entity.description else ""


def source_of(entity: Entity, catalog: Catalog) -> Source | None:
    """Return the repository state that an entity was read from."""
    return catalog.source_of(entity.where.source)


def repository_name(url: str) -> str:
    """Return the short name of a repository or folder."""
    return url.rstrip("/").replace(":", "/").rsplit("/", 1)[-1].removesuffix(".git")


def _parse(text: str) -> EntityRef | None:
    try:
        return EntityRef.parse(text)
    except RefError:
        return None


def _targets(entity: Entity) -> tuple[str, ...]:
    if entity.ref.kind != "location":
        return ()
    single = entity.spec.get("target")
    several = entity.spec.get("targets") or ()
    return tuple(str(target) for target in ((single,) if single else ()) + tuple(several))
