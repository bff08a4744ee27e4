"""portal.yaml and an environment -> Config, or one ConfigError that lists every fault with its line."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from portalgen.config.config import Config
from portalgen.config.faults import SCHEMA, Fault, collect, phrase, place, subject
from portalgen.config.masking import excerpt
from portalgen.config.meaning import senseless
from portalgen.config.notes import notes
from portalgen.config.section import Given, rows
from portalgen.config.settings import Settings
from portalgen.config.substitute import substitute
from portalgen.errors import ConfigError
from portalgen.yaml12 import YamlDocument, member, parse_documents

_UNREAD = re.compile(
    r"/techdocs/(?!history\b|readme\b).*|/catalog/(?!rules\b|locations\b|providers\b).*|/model/kinds/\d+/schema/.*"
)
"""Places that have no meaning here, or a meaning of their own: nothing is replaced there."""
_UNUSED = re.compile(
    r"/integrations/(?!bitbucketCloud/\d+/client(?:Id|Secret)$)[^/]+/\d+/(?!(?:host|token|apiBaseUrl|username|password|appPassword)$"
    r"|apps/\d+/(?:appId|privateKey)$|credentials/).*"
)
"""Places of what Backstage alone uses: a variable may be missing."""


def load_config(path: Path, environ: Mapping[str, str], *, flags: Mapping[str, Any] | None = None) -> Config:
    """Read and check a configuration; a flag (`{"--jobs": 2}`) wins over its variable, that one over the file.

    Paths that come from a flag or a variable start at the working folder, those of the file at the file's folder.
    Raises `ConfigError` with every fault at once; the message never holds the value of a variable.
    """
    return config_of(path, _text(path), environ, flags=flags)


def config_of(path: Path, text: str, environ: Mapping[str, str], *, flags: Mapping[str, Any] | None = None) -> Config:
    """Check the text of a configuration that would be at `path`, as `load_config` does."""
    document = _document(path, text)
    faults: list[Fault] = []

    def report(pointer: str, message: str, hint: str) -> None:
        if _UNUSED.fullmatch(pointer):
            return
        loc, value = _found(pointer, document.value)
        line, column = place(loc, document.positions, text)
        faults.append(Fault(line, column, subject(loc), message, hint, excerpt(loc, value)))

    tree = substitute({} if document.value is None else document.value, environ, report, skip=_UNREAD)
    origins = _overlay(tree, environ, flags or {}) if isinstance(tree, dict) else {}
    try:
        settings = Settings.model_validate(tree)
    except ValidationError as error:
        faults.extend(_faults(error, origins, document, text))
    else:
        faults += (
            Fault(*place(odd.loc, document.positions, text), subject(odd.loc), odd.message, odd.hint)
            for odd in senseless(settings, path.absolute().parent)
        )
        if not faults:
            return Config(path, settings, tuple(notes(settings, path.absolute(), document, text)), document.positions)
    raise collect(str(path), faults)


def _found(pointer: str, value: Any) -> tuple[tuple[int | str, ...], Any]:  # noqa: ANN401  (JSON)
    """Return the keys that a JSON pointer names, and the value that is there."""
    loc: list[int | str] = []
    for part in pointer.split("/")[1:]:
        name = member(part)
        loc.append(int(name) if isinstance(value, list) else name)
        value = value[loc[-1]]
    return tuple(loc), value


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise ConfigError(
            f"{path}: there is no such file", hint="`portalgen init` writes one; --config names another"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ConfigError(f"{path}: cannot be read: {reason}", hint="--config names another file") from None


def _document(path: Path, text: str) -> YamlDocument:
    """Return the one YAML document of the file; its value may be of any shape."""
    documents = parse_documents(text)
    broken = [Fault(d.fault.line, d.fault.column, "", d.fault.message, d.fault.hint) for d in documents if d.fault]
    if len(documents) > 1 and not broken:
        broken = [Fault(documents[1].line, 1, "", "a second YAML document; portal.yaml is one document")]
    if broken:
        raise collect(str(path), broken)
    return documents[0] if documents else YamlDocument(None, 1, "")


def _overlay(tree: dict[str, Any], environ: Mapping[str, str], flags: Mapping[str, Any]) -> dict[tuple[str, ...], str]:
    """Put what flags and variables say into the tree; return loc -> the name of the flag or variable."""
    origins: dict[tuple[str, ...], str] = {}
    for loc, field in rows(Settings):
        for given in (mark for mark in field.metadata if isinstance(mark, Given)):
            name, value = _chosen(given, environ, flags)
            if value in {None, ""}:
                continue
            is_path = "Path" in str(field.annotation)
            section = tree.get(loc[0]) or {}
            if not isinstance(section, dict):  # a fault of its own, which must stay to be seen
                continue
            tree[loc[0]] = {**section, loc[1]: str(Path(str(value)).absolute()) if is_path else value}
            origins[loc] = name
    return origins


def _chosen(given: Given, environ: Mapping[str, str], flags: Mapping[str, Any]) -> tuple[str, Any]:
    """Return the name and the value of the flag, or else of the variable."""
    if flags.get(given.flag) is not None:
        return given.flag, flags[given.flag]
    return given.variable, environ.get(given.variable) if given.variable else None


def _faults(
    error: ValidationError, origins: Mapping[tuple[str, ...], str], document: YamlDocument, text: str
) -> Iterator[Fault]:
    schema = Settings.model_json_schema()
    for detail in error.errors(include_url=False, include_input=False):
        loc = detail["loc"]
        origin = origins.get(tuple(map(str, loc)))
        if origin:
            yield Fault(0, 0, origin, phrase(detail, schema), SCHEMA)
        else:
            yield Fault(*place(loc, document.positions, text), subject(loc), phrase(detail, schema), SCHEMA)
