"""The `home` section: what the home page is composed of."""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from portalgen.config.catalog_section import Text
from portalgen.config.section import Section
from portalgen.model.entity_query import check_queries

WidgetType = Literal[
    "announcements",
    "search",
    "counts",
    "mine",
    "systems",
    "team",
    "starred",
    "recent",
    "changed",
    "health",
    "links",
    "markdown",
]


class HomeLink(Section):
    """A link of a widget."""

    title: Text
    """Words of the link."""
    url: Text
    """Where it leads: an address, or a path in the portal like `docs/`."""
    icon: str = ""
    """Icon, by the names that `metadata.links` of an entity know: Backstage's, those of brands (`grafana`), of what
    Material for MkDocs ships (`material/airplane`)."""


class HomeWidget(Section):
    """A part of the home page; its type alone can be written as a word."""

    type: WidgetType
    """What it shows: `search`, `counts` by kind, `mine` (what my team owns), `team` (the choice of it; there anyway
    beside `mine`), `systems` by domain, `starred`, `recent` (viewed last), `changed` (repositories), `health`,
    `announcements`, `links`, `markdown`."""
    title: str = ""
    """Its heading. Absent: that of its type."""
    place: Literal["top", "main", "side"] | None = None
    """Where it stands: above both columns, in the wide one, in the narrow one. Absent: where its type usually
    stands."""
    text: str = ""
    """Markdown, for `markdown`. A line `::entities{kind=api owner=group:web}` is a list of these entities."""
    path: Path | None = None
    """Markdown file, for `markdown`; folder of Markdown files, for `announcements`; it starts at the folder of
    portal.yaml."""
    links: tuple[HomeLink, ...] = ()
    """Rows, for `links`."""
    limit: Annotated[int, Field(ge=1, le=100)] | None = None
    """Rows at most, for `changed` and lists of entities."""

    @model_validator(mode="before")
    @classmethod
    def _word(cls, value: Any) -> Any:  # noqa: ANN401  (a file as written can hold anything)
        return {"type": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _has_content(self) -> "HomeWidget":
        wanted = {"markdown": "text or path", "links": "links", "announcements": "path"}.get(self.type)
        if wanted and not (self.path or (self.text and self.type == "markdown") or self.links):
            raise ValueError(f"a widget of type '{self.type}' needs {wanted}")
        check_queries(self.text)
        return self


class Home(Section):
    """The home page."""

    widgets: tuple[HomeWidget, ...] = ()
    """Its parts, in their order. Absent: search, counts, mine, systems, team, starred, recent, changed, health."""
