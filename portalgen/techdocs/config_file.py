"""The repository's mkdocs.yml as data: never given to MkDocs, whose loader runs what its tags name."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from portalgen.techdocs.env_defaults import ENV, EnvDefaults
from portalgen.techdocs.findings import Findings
from portalgen.yaml12 import parse_documents

NAMES = ("mkdocs.yaml", "mkdocs.yml")
"""Where both exist, the first one wins (as in Backstage)."""

Tree = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True)
class ConfigFile:
    """A parsed mkdocs.yml with places; an empty value and no path when there is none."""

    path: str = ""
    value: Tree = field(default_factory=dict)
    positions: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    """JSON pointer -> tag such as `tag:yaml.org,2002:python/name:…`: only ever compared with names that we know."""

    def at(self, pointer: str) -> tuple[int, int]:
        """Return line and column of a value, or of the nearest one around it."""
        while pointer and pointer not in self.positions:
            pointer = pointer.rpartition("/")[0]
        return self.positions.get(pointer, (1, 1))


def find_config(files: Mapping[str, bytes], folder: str, findings: Findings) -> ConfigFile:
    """Return the configuration of a folder; without a file, or with one that is not YAML, an empty one."""
    paths = [path for path in (join(folder, name) for name in NAMES) if path in files]
    if not paths:
        return ConfigFile()
    if len(paths) > 1:
        findings.add("docs-config", f"{paths[1]} is not read because {NAMES[0]} is there too", path=paths[1])
    return parse_config(paths[0], files[paths[0]], findings)


def parse_config(path: str, data: bytes, findings: Findings) -> ConfigFile:
    """Parse one file; what is not a YAML map costs a diagnostic and counts as empty."""
    document = next(iter(parse_documents(data)), None)
    if document is None or (document.value is None and document.fault is None):
        return ConfigFile(path)
    if document.fault:
        at = (document.fault.line, document.fault.column)
        findings.add("docs-config", f"not valid YAML, so defaults are used: {document.fault.message}", path=path, at=at)
        return ConfigFile(path)
    if not isinstance(document.value, dict) or document.tags.get("") == ENV:
        findings.add("docs-config", "not a map of settings, so defaults are used", path=path, at=(document.line, 1))
        return ConfigFile(path)
    config = ConfigFile(path, document.value, document.positions, document.tags)
    return _with_defaults(config, findings) if ENV in document.tags.values() else config


def _with_defaults(config: ConfigFile, findings: Findings) -> ConfigFile:
    """Return a configuration without `!ENV`; what has no default is as if it were not there."""
    defaults = EnvDefaults(config.tags)
    value = defaults.resolve(config.value)
    for place in defaults.missing:
        message = f"'{place.lstrip('/')}' is not used: the environment is never read, and {ENV} has no default there"
        hint = f"write the value, or {ENV} [NAME, default]"
        findings.add("docs-config", message, path=config.path, at=config.at(place), hint=hint)
    return replace(
        config,
        value=value,
        positions=_moved(config.positions, defaults.moved),
        tags=_moved(config.tags, defaults.moved),
    )


def _moved(found: Mapping[str, T], moved: Mapping[str, str]) -> Mapping[str, T]:
    return {moved[place]: one for place, one in found.items() if place in moved}


def join(folder: str, name: str) -> str:
    """Return the path of a file in a folder of the source ("" is its root)."""
    return f"{folder}/{name}" if folder else name
