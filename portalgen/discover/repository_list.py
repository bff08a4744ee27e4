"""The provider `list`: repositories that a YAML file beside portal.yaml names. It asks nobody."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from portalgen.config import ProviderEntry, ProviderSettings, Section, Text
from portalgen.config.faults import Fault, collect, phrase, place, subject
from portalgen.diagnostics import Where
from portalgen.discover.patterns import as_list
from portalgen.model.discovery import Ask, Found, Provider
from portalgen.model.source import Location, without_credentials
from portalgen.yaml12 import DEFINITION_LIMITS, Position, YamlDocument, parse_documents, pointer

Placed = tuple[tuple["ListedRepository", Where], ...]
"""Repositories with their places in the file."""
Paths = Annotated[
    tuple[Text, ...], Field(min_length=1), BeforeValidator(as_list, json_schema_input_type=str | list[str])
]


def _without_password(url: str) -> str:
    if without_credentials(url) != url:
        raise ValueError("must hold no user name or password; give its host a token under integrations")
    return url


def _as_url(value: object) -> object:
    return {"url": value} if isinstance(value, str) else value


class ListProvider(Section):
    """An entry of `catalog.providers.list`."""

    file: Text
    """File with the list; a relative path starts at the folder of portal.yaml."""
    catalog_path: Paths = ("catalog-info.yaml",)
    """Descriptors in each repository that does not say others, as a path or glob or a list of them."""
    presence: Literal["required", "optional"] = "optional"
    """`required`: a descriptor that is not there is a fault."""


class ListedRepository(Section):
    """One repository of the list: this, or its URL alone."""

    url: Annotated[Text, AfterValidator(_without_password)]
    """URL of the repository, as git takes it."""
    ref: str = ""
    """Branch, tag or commit; absent: the default branch."""
    catalog_path: Paths | None = None
    """Descriptors in it; absent: what the provider says."""
    presence: Literal["required", "optional"] | None = None
    """As in the provider; absent: what that says."""


class RepositoryList(Section):
    """What the file holds."""

    repositories: tuple[Annotated[ListedRepository, BeforeValidator(_as_url)], ...]
    """The repositories."""


def make_list(settings: ProviderSettings) -> Iterable[Provider]:
    """Return the providers of all entries. Raises `ConfigError`, so for what is wrong in their files."""
    for entry in settings.read_as(ListProvider):
        yield entry.provider(partial(_find, _read(settings, entry)), local=True)


def _find(listed: Placed, wanted: ListProvider, _: Ask) -> Iterator[Found]:
    named = set()
    for repository, where in listed:
        paths = tuple(path.lstrip("/") for path in repository.catalog_path or wanted.catalog_path)
        optional = (repository.presence or wanted.presence) == "optional"
        found = Location("git", repository.url, repository.ref, paths, optional=optional)
        if found not in named:  # of two rows that say the same, the first one counts
            named.add(found)
            yield replace(found, where=where)


def _read(settings: ProviderSettings, entry: ProviderEntry[ListProvider]) -> Placed:
    name = entry.settings.file
    try:
        text = (settings.folder / name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        missing = Fault(
            entry.where.line, entry.where.column, "catalog.providers.list", f"{name} cannot be read: {reason}"
        )
        raise collect(str(settings.file), [missing]) from None
    document, *more = parse_documents(text, DEFINITION_LIMITS) or (YamlDocument(None, 1, ""),)
    if fault := document.fault:
        raise collect(name, [Fault(fault.line, fault.column, "", fault.message, fault.hint)])
    if more:
        raise collect(name, [Fault(more[0].line, 1, "", "a second YAML document; a list is one document")])
    is_bare = isinstance(document.value, list)
    try:
        listed = RepositoryList.model_validate({"repositories": document.value} if is_bare else document.value)
    except ValidationError as error:
        raise collect(name, _faults(error, document, text, 1 if is_bare else 0)) from None
    above = () if is_bare else ("repositories",)
    return tuple(
        (repository, Where("", name, *_position(document, (*above, number))))
        for number, repository in enumerate(listed.repositories)
    )


def _position(document: YamlDocument, loc: tuple[int | str, ...]) -> Position:
    """Return where the URL of a repository is written."""
    at = ""
    for part in loc:
        at = pointer(at, part)
    return document.positions.get(pointer(at, "url")) or document.positions.get(at, (0, 0))


def _faults(error: ValidationError, document: YamlDocument, text: str, above: int) -> Iterator[Fault]:
    """Yield what is wrong; `above` is how many keys of the place are not in the file."""
    schema = RepositoryList.model_json_schema()
    for row in error.errors(include_url=False, include_input=False):
        position = place(row["loc"][above:], document.positions, text)
        yield Fault(*position, subject(row["loc"]), phrase(row, schema))
