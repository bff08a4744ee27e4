"""`plugins` and `markdown_extensions` of a mkdocs.yml: names, each perhaps with options; odd values are reported."""

from collections.abc import Iterator, Mapping
from typing import Any

from portalgen.techdocs.config_file import ConfigFile
from portalgen.techdocs.findings import Findings
from portalgen.yaml12 import pointer

Entry = tuple[str, dict[str, Any], str]
"""Name, options, and the JSON pointer of where it is written."""


def read_entries(value: object, place: str, config: ConfigFile, findings: Findings) -> Iterator[Entry]:
    """Yield what a list of names and maps, or one map, at a place of the configuration asks for."""
    if not isinstance(value, list | dict | None):
        _odd(f"'{_key(place)}' is not used: it is neither a list nor a map", place, config, findings)
    if isinstance(value, dict):
        yield from _members(value, place, config, findings)
    for number, item in enumerate(value) if isinstance(value, list) else ():
        here = f"{place}/{number}"
        if isinstance(item, str):
            yield item, {}, here
        elif isinstance(item, dict):
            yield from _members(item, here, config, findings)
        else:
            _odd(f"an entry of '{_key(place)}' is not used: it is no name", here, config, findings)


def _members(value: Mapping[object, object], place: str, config: ConfigFile, findings: Findings) -> Iterator[Entry]:
    for name, options in value.items():
        here = pointer(place, name)
        if not isinstance(options, dict | None):
            _odd(f"the options of '{name}' are not used: they are no map", here, config, findings)
        yield str(name), options if isinstance(options, dict) else {}, here


def _key(place: str) -> str:
    return place.rpartition("/")[2]


def _odd(message: str, place: str, config: ConfigFile, findings: Findings) -> None:
    findings.add("docs-config", message, path=config.path, at=config.at(place))
