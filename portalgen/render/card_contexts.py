"""Contexts of the cards that the built-ins put on an entity's page."""

from dataclasses import dataclass

from portalgen.model.contributions import Context
from portalgen.model.diagram import Diagram
from portalgen.model.entity import Link
from portalgen.render.contexts import EntityLink, EntityRow, ProblemRow


@dataclass(frozen=True, slots=True)
class AboutCard(Context):
    """Facts about the entity that its header does not say."""

    entity: EntityRow
    kind: str
    description: str
    """Markdown; empty if the header has it."""
    children: tuple[EntityLink, ...]
    """Sub-groups; groups of a user."""
    email: str
    targets: tuple[str, ...]
    time: int
    """Seconds since 1970 of the last commit of its repository, 0 if not known."""
    commit: str
    stale_since: int
    """Seconds since 1970 of the last good fetch when the last fetch failed, else 0."""


@dataclass(frozen=True, slots=True)
class TeamCard(Context):
    """Who answers for the entity and how to reach them."""

    team: EntityLink
    description: str
    email: str
    links: tuple[Link, ...]
    members: int


@dataclass(frozen=True, slots=True)
class DiagramCard(Context):
    """A picture of relations, with its text alternative."""

    diagram: Diagram


@dataclass(frozen=True, slots=True)
class ListCard(Context):
    """Entities that belong together, as rows."""

    rows: tuple[EntityRow, ...]
    columns: tuple[str, ...] = ("name", "type", "lifecycle", "owner", "description")
    missing: tuple[EntityLink, ...] = ()
    """Refs of the same relation that are not in the catalog."""


@dataclass(frozen=True, slots=True)
class Need:
    """A row of a needs card."""

    link: EntityLink
    owners: tuple[EntityLink, ...]
    via: EntityLink | None = None
    """The API between the two."""


@dataclass(frozen=True, slots=True)
class NeedsCard(Context):
    """What the entity needs beside who needs it: the two questions asked before a change."""

    kind: str
    """Kind key of the entity: an API has providers and consumers instead."""
    needs: tuple[Need, ...]
    needed_by: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """An entity at some distance along dependencies."""

    row: EntityRow
    distance: int
    """1: direct."""
    via: EntityLink | None
    """The step before it, None when it is direct."""


@dataclass(frozen=True, slots=True)
class ReachCard(Context):
    """Everything up or down the chain of dependencies, nearest first, with the teams to tell."""

    direction: str
    """`upstream` (what it needs) or `downstream` (what needs it)."""
    reach: tuple[Reach, ...]
    teams: tuple[tuple[EntityLink, int], ...]
    """Owners and how many of these entities are theirs, most first."""
    cut: bool = False
    """True: the list was ended before everything was found."""


@dataclass(frozen=True, slots=True)
class MembersCard(Context):
    """People of a group."""

    members: tuple[EntityRow, ...]
    emails: tuple[str, ...]
    """Same order, may be empty."""
    further: tuple[tuple[EntityLink, tuple[EntityLink, ...]], ...]
    """Sub-groups and their members."""


@dataclass(frozen=True, slots=True)
class OwnedGroup:
    """What someone owns, of one kind and type."""

    kind: str
    type: str
    route: str
    """The catalog, filtered to these."""
    rows: tuple[EntityRow, ...]


@dataclass(frozen=True, slots=True)
class OwnershipCard(Context):
    """What a group or a person owns."""

    direct: tuple[OwnedGroup, ...]
    inherited: tuple[OwnedGroup, ...]
    """What sub-groups (of a group) or groups (of a person) own."""
    of_user: bool


@dataclass(frozen=True, slots=True)
class LinksCard(Context):
    """Links of the entity, only with schemes that are safe to follow."""

    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PairsCard(Context):
    """Keys and values: labels, annotations."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ProblemsCard(Context):
    """What is wrong with the entity."""

    problems: tuple[ProblemRow, ...]


@dataclass(frozen=True, slots=True)
class SourceCard(Context):
    """A text with highlighting and lines that can be linked, numbered from `first`."""

    text: str
    language: str
    """Name of a Pygments lexer; plain text if there is none."""
    anchor: str = "L"
    """Prefix of line ids, unique on the page."""
    first: int = 1
    note: str = ""
    """Where the text comes from."""
    left: int = 0
    """Characters that are left out at the end of a very long text."""


@dataclass(frozen=True, slots=True)
class OriginRow:
    """A value of the document and where it came from."""

    field: str
    """Its path (`metadata/annotations/backstage.io/view-url`), for people."""
    value: str
    how: str
    """`declared`, `included`, `defaulted`, `inherited` or `added` (`portalgen.model.provenance`)."""
    line: int
    """Line that says the value, 0 if none does."""
    url: str
    """That line or file on the web, empty if not known."""
    file: str
    """File that holds the value, if that is not the descriptor."""
    by: str = ""
    """Plug-in that added the value."""


@dataclass(frozen=True, slots=True)
class OriginsCard(Context):
    """Where each value came from."""

    origins: tuple[OriginRow, ...]
    place: str
    """The descriptor, for people."""
    commit: str
    """Full object id, empty for a folder without Git."""
    url: str
    """The descriptor on the web, empty if not known."""
    json: str
    """Route of the same as JSON."""
    left: int = 0
    """Values that the table leaves out, the last ones of a very large entity."""


@dataclass(frozen=True, slots=True)
class RelationsCard(Context):
    """All relations by name, as Backstage stores them."""

    relations: tuple[tuple[str, tuple[EntityLink, ...]], ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter of a template, from its JSON Schema."""

    name: str
    title: str
    type: str
    required: bool
    description: str
    default: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page of a template's form."""

    title: str
    description: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """An action that the template takes."""

    name: str
    action: str
    condition: str


@dataclass(frozen=True, slots=True)
class TemplateCard(Context):
    """What a template asks and what it does."""

    pages: tuple[FormPage, ...]
    steps: tuple[Step, ...]
