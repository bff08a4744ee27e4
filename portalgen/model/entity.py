"""Entity: one catalogued thing, its document as data, and where each value was written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from portalgen.diagnostics import Where
from portalgen.model.key_place import key_place
from portalgen.model.ref import EntityRef
from portalgen.model.relations import Relation
from portalgen.model.spot import Spot
from portalgen.yaml12 import member

_LONGEST_TITLE = 300
"""Characters of a title, which stands on many pages."""
Document = Mapping[str, Any]
"""JSON data of a descriptor: envelope, metadata and spec. Never changed after reading."""

TECHDOCS_REF = "backstage.io/techdocs-ref"
TECHDOCS_ENTITY = "backstage.io/techdocs-entity"
TECHDOCS_PATH = "backstage.io/techdocs-entity-path"
SOURCE_LOCATION = "backstage.io/source-location"
VIEW_URL = "backstage.io/view-url"
EDIT_URL = "backstage.io/edit-url"
MANAGED_BY = "backstage.io/managed-by-location"
IGNORE = "portalgen.dev/ignore"
MANAGED_BY_ORIGIN = "backstage.io/managed-by-origin-location"


@dataclass(frozen=True, slots=True)
class Link:
    """A row of `metadata.links`."""

    url: str
    title: str = ""
    icon: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity; the properties read the document and never fail on what validation let pass."""

    ref: EntityRef
    document: Document
    """After substitution of placeholders, with the annotations that Backstage adds."""
    where: Where
    """First line of the document."""
    positions: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Line and column of each value by JSON pointer (`/spec/owner`)."""
    relations: tuple[Relation, ...] = ()
    """What this entity says about others, in the order of its kind's class; removing the entity removes them."""
    written: str = ""
    """The document as its author wrote it, for the Inspect tab."""
    written_line: int = 1
    """Line of the file on which `written` begins; `where` is the first line with content."""
    added: Mapping[str, tuple[str, Where]] = field(default_factory=dict)
    """JSON pointer of a value that a plug-in added -> name of the plug-in, and what says so."""
    included: Mapping[str, str] = field(default_factory=dict)
    """JSON pointer, in the descriptor, of a placeholder that was resolved -> path of its file in the same source."""

    @property
    def kind(self) -> str:
        """Kind as written (`Component`, `API`)."""
        return str(self.document["kind"])

    @property
    def metadata(self) -> Document:
        """What any entity has."""
        found: Document = self.document["metadata"]
        return found

    @property
    def spec(self) -> Document:
        """What this kind has; empty if the document has none."""
        found = self.document.get("spec")
        return found if isinstance(found, dict) else {}

    @property
    def name(self) -> str:
        """Name as written; `ref.name` has it in lower case."""
        return str(self.metadata["name"])

    @property
    def title(self) -> str:
        """What people call it: profile name, title, or the name with its namespace (Backstage's primaryTitle)."""
        profile = self.spec.get("profile")
        shown = profile.get("displayName") if isinstance(profile, dict) else None
        namespace = self.ref.namespace
        plain = self.name if namespace == "default" else f"{namespace}/{self.name}"
        title = str(shown or self.metadata.get("title") or plain)
        return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"

    @property
    def description(self) -> str:
        """Markdown, may be empty."""
        return str(self.metadata.get("description") or "")

    @property
    def annotations(self) -> Mapping[str, str]:
        """Keys and values for tools."""
        return self.metadata.get("annotations") or {}

    @property
    def labels(self) -> Mapping[str, str]:
        """Keys and values for selection."""
        return self.metadata.get("labels") or {}

    @property
    def tags(self) -> tuple[str, ...]:
        """Single words for people."""
        return tuple(self.metadata.get("tags") or ())

    @property
    def links(self) -> tuple[Link, ...]:
        """Links in the order written; the page decides which schemes it links."""
        names = ("url", "title", "icon", "type")
        return tuple(
            Link(**{name: str(row.get(name) or "") for name in names}) for row in self.metadata.get("links") or ()
        )

    @property
    def type(self) -> str:
        """`spec.type`, empty if the kind has none."""
        return _text(self.spec.get("type"))

    @property
    def lifecycle(self) -> str:
        """`spec.lifecycle`, empty if none."""
        return _text(self.spec.get("lifecycle"))

    @property
    def ignore(self) -> str:
        """The annotation `portalgen.dev/ignore`, empty if none."""
        return self.annotations.get(IGNORE, "")

    def at(self, pointer: str) -> Where:
        """Return the place of a value by JSON pointer; the nearest enclosing one that is known."""
        return self.spot(pointer).where

    def at_key(self, pointer: str) -> Where:
        """Return the place of a key by the JSON pointer of its value."""
        key = member(pointer.rpartition("/")[2])
        place = self.at(pointer)
        return key_place(place, key, self.written, self.written_line) if pointer in self.positions else place

    def spot(self, pointer: str) -> Spot:
        """Return a value by JSON pointer, its place to be looked up later."""
        return Spot(self.where, pointer, self.positions)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
