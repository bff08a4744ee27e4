"""Diagnostics: something wrong in content, as a value with a place and a fix. Every code has a page in the docs."""

import enum
from dataclasses import dataclass
from typing import Any, NamedTuple


class Severity(enum.IntEnum):
    """How bad it is, comparable: `--fail-on` names the lowest that fails the build."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


class Where(NamedTuple):
    """A place in a source; line and column count from 1, 0 means the whole file."""

    source: str = ""
    """URL of the repository (or folder) as configured, never a path of the building machine."""
    path: str = ""
    """File inside the source, with forward slashes."""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        name = self.source.rstrip("/").rsplit("/", 1)[-1].removesuffix(".git")
        place = "/".join(part for part in (name, self.path) if part)
        numbers = f":{self.line}:{self.column}" if self.line else ""
        return f"{place}{numbers}"


NOWHERE = Where()
LONGEST = 1000
"""Characters of a message."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong, for its author: what, where, and how to mend it."""

    code: str
    severity: Severity
    message: str
    where: Where = NOWHERE
    hint: str = ""
    entity: str = ""
    """Canonical ref of the entity that it concerns, empty if none."""

    @classmethod
    def of_row(cls, row: list[Any]) -> "Diagnostic":
        """Return the diagnostic that a row of JSON values holds."""
        code, severity, message, where, hint, entity = row
        return cls(code, Severity(severity), message, Where(*where), hint, entity)

    @property
    def row(self) -> list[Any]:
        """All of it as JSON values, in the order of the fields."""
        return [self.code, int(self.severity), self.message, list(self.where), self.hint, self.entity]

    @property
    def sort_key(self) -> tuple[int, Where, str, str, str, str]:
        """Worst first, then by place, then by text; those that differ have different keys."""
        return (-self.severity, self.where, self.code, self.message, self.entity, self.hint)


@dataclass(frozen=True, slots=True)
class Code:
    """A registered kind of diagnostic."""

    name: str
    severity: Severity
    title: str


def _table(*rows: tuple[str, Severity, str]) -> dict[str, Code]:
    return {row[0]: Code(*row) for row in rows}


CODES = _table(
    # portal.yaml
    ("config-no-locations", Severity.WARNING, "portal.yaml names no place to look"),
    (
        "config-unknown",
        Severity.WARNING,
        "portal.yaml or a file of people has a key, a kind or a field that nobody knows",
    ),
    ("config-ignored", Severity.INFO, "A key of portal.yaml has a meaning for Backstage's server only"),
    # crawl
    ("source-unreachable", Severity.ERROR, "A repository or folder cannot be read, or a host gives no listing"),
    ("source-stale", Severity.WARNING, "A repository, host or list of people cannot be read; what it had last is used"),
    ("source-undated", Severity.WARNING, "A source without commits is read as it is now, in a build of another time"),
    (
        "name-unreadable",
        Severity.INFO,
        "A file of a source is left out: its name is not UTF-8, or has control characters",
    ),
    ("nothing-discovered", Severity.WARNING, "An entry of catalog.providers finds no repository and no people"),
    ("ref-not-found", Severity.ERROR, "A branch, tag or commit does not exist in the repository"),
    ("location-not-found", Severity.ERROR, "A location names a file that does not exist"),
    ("location-unsupported", Severity.ERROR, "Nothing can read this type of location"),
    ("location-limit", Severity.ERROR, "A location of portal.yaml leads to too many further locations"),
    ("history-unread", Severity.INFO, "The history of repositories cannot be read"),
    # read
    ("yaml-syntax", Severity.ERROR, "A file is not valid YAML"),
    ("wrong-encoding", Severity.WARNING, "A descriptor is not in UTF-8"),
    ("yaml-limit", Severity.ERROR, "A YAML file is too large, too deep or expands too far"),
    ("empty-descriptor", Severity.WARNING, "A descriptor has no document in it"),
    ("template-skeleton", Severity.ERROR, "A file that a software template fills in is named as a descriptor"),
    ("template-unfilled", Severity.WARNING, "A value still has a software template's placeholder in it"),
    ("not-an-entity", Severity.ERROR, "A document lacks apiVersion, kind or metadata.name"),
    ("invalid-entity", Severity.ERROR, "A field of an entity is missing or has a wrong value"),
    ("unknown-kind", Severity.WARNING, "An entity has a kind or apiVersion that is not known"),
    ("keys-differ-in-case", Severity.WARNING, "Two keys differ only in the case of their letters"),
    ("kind-not-allowed", Severity.ERROR, "catalog.rules do not allow this kind from this location"),
    ("placeholder-failed", Severity.ERROR, "A $text, $json or $yaml placeholder cannot be resolved"),
    ("bad-reference", Severity.ERROR, "A field does not hold a valid entity ref"),
    # resolve
    ("duplicate-entity", Severity.ERROR, "Two descriptors declare the same entity; the first one wins"),
    ("location-lost", Severity.ERROR, "With --strict, a Location is left out with all that it names"),
    ("dangling-reference", Severity.WARNING, "A field names an entity that is not in the catalog"),
    ("dangling-owner", Severity.WARNING, "spec.owner names a group or user that is not in the catalog"),
    ("removed-entity", Severity.WARNING, "An entity that others name is declared no more"),
    ("unusual-reference", Severity.WARNING, "A field names what nobody would mean there"),
    ("relation-cycle", Severity.WARNING, "Entities are, in the end, part or child of themselves"),
    # lint rules over the whole catalog
    ("dependency-cycle", Severity.WARNING, "Entities depend, in the end, on themselves"),
    ("unowned-entity", Severity.WARNING, "Nobody owns an entity of a kind that can have an owner"),
    ("empty-owner", Severity.WARNING, "A group owns something, and nobody is in it"),
    ("depends-on-deprecated", Severity.WARNING, "Something in production needs something deprecated"),
    ("depends-on-experimental", Severity.INFO, "Something in production needs something experimental"),
    ("api-without-provider", Severity.INFO, "No component provides an API"),
    ("system-without-domain", Severity.INFO, "A system is part of no domain"),
    ("orphan-entity", Severity.INFO, "An entity belongs to nothing, and nothing refers to it"),
    ("misspelt-field", Severity.WARNING, "A key looks like a known one that is absent"),
    # annotation portalgen.dev/ignore
    ("ignore-without-reason", Severity.WARNING, "An annotation portalgen.dev/ignore does not say why"),
    ("ignore-invalid", Severity.WARNING, "An annotation portalgen.dev/ignore names what is no code or an error"),
    ("ignore-unused", Severity.INFO, "An annotation portalgen.dev/ignore suppresses nothing"),
    # site
    ("reserved-url", Severity.ERROR, "Two pages of the site want the same URL"),
    # TechDocs
    ("docs-not-found", Severity.WARNING, "backstage.io/techdocs-ref points at a folder without documentation"),
    ("docs-version", Severity.WARNING, "portalgen.dev/docs-versions names what its repository does not have"),
    ("docs-config", Severity.WARNING, "A part of mkdocs.yml is not used"),
    ("docs-unsafe-html", Severity.WARNING, "A documentation page has HTML that is left out because it could act"),
    ("docs-left-out", Severity.WARNING, "A file of the documentation is not published"),
    ("docs-page-failed", Severity.WARNING, "One documentation page could not be rendered"),
    ("docs-failed", Severity.ERROR, "A documentation site could not be built"),
    ("docs-broken-link", Severity.WARNING, "A documentation page links to a page or image that does not exist"),
    ("docs-moved-link", Severity.INFO, "A documentation page links to the old address of a page"),
    # plug-ins
    ("policy-violation", Severity.WARNING, "An entity is not as a rule of the organisation wants it"),
    ("api-definition", Severity.WARNING, "An API definition cannot be rendered"),
    ("diagram-failed", Severity.WARNING, "A diagram could not be laid out; the page shows its list instead"),
    ("plugin-failed", Severity.ERROR, "A function of a plug-in failed; what it would have added is missing"),
)
"""Every code with its usual severity and title; `docs/reference/diagnostics.md` explains each."""


def diagnose(code: str, message: str, *, where: Where = NOWHERE, hint: str = "", entity: str = "") -> Diagnostic:
    """Return a diagnostic of a registered code with that code's severity; an unknown code is a bug (`KeyError`)."""
    return Diagnostic(code, CODES[code].severity, _bounded(message), where, _bounded(hint), entity)


def _bounded(text: str) -> str:
    """Leave out the middle of a text that repeats what somebody wrote endlessly."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} … {text[-LONGEST // 4 :]}"


def may_be_off(code: str) -> bool:
    """Say whether a code can be switched off or ignored: not one whose finding keeps something out of the portal."""
    return code not in CODES or CODES[code].severity < Severity.ERROR
