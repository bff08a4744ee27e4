"""A repository's `nav` as plain data for MkDocs, and the docs of other folders that it includes (monorepo)."""

import fnmatch
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from pymdownx.slugs import slugify

from portalgen.techdocs.config_file import ConfigFile, join, parse_config
from portalgen.techdocs.findings import Findings
from portalgen.techdocs.lockdown import UnsafeDocsError, docs_dir
from portalgen.techdocs.urls import is_url
from portalgen.yaml12 import pointer

INCLUDE, INCLUDE_ALL = "!include ", "*include "
_ALIAS = re.compile(r"[a-zA-Z0-9_\-./]+")

NavRow = str | dict[str, Any]
"""A path, or {title: path} or {title: rows}."""


@dataclass
class NavData:
    """The navigation with its includes expanded; filled while it is read."""

    rows: list[NavRow] | None = None
    """None: MkDocs makes it from the files."""
    mounts: dict[str, str] = field(default_factory=dict)
    """Path prefix inside the docs -> folder of the source whose docs appear there ("" is the site's own)."""
    places: dict[str, tuple[str, tuple[int, int]]] = field(default_factory=dict)
    """Target as MkDocs sees it -> file and position where it is written."""


class NavReader:
    """Reads one configuration's nav; every include is read by a reader of its own."""

    def __init__(self, config: ConfigFile, files: Mapping[str, bytes], findings: Findings, data: NavData) -> None:
        """Read `config`; `files` are those of the source, `data` is filled."""
        self._config, self._files, self._findings, self._data = config, files, findings, data
        self._folder = posixpath.dirname(config.path)

    def read(self, prefix: str = "") -> list[NavRow] | None:
        """Return the rows of the configuration's nav, or None if it has none."""
        value = self._config.value.get("nav")
        if not isinstance(value, list | dict):
            if value is not None:
                self._report("docs-config", "'nav' is not used: it is neither a list nor a map", "/nav")
            return None
        return list(self._rows(value, "/nav", prefix))

    def _rows(self, value: object, place: str, prefix: str) -> Iterator[NavRow]:
        if isinstance(value, dict):
            for title, target in value.items():
                yield from self._row(title or None, target, pointer(place, title), prefix)
        for number, item in enumerate(value) if isinstance(value, list) else ():
            here = f"{place}/{number}"
            if isinstance(item, dict):
                yield from self._rows(item, here, prefix)
            else:
                yield from self._row(None, item, here, prefix)

    def _row(self, title: str | None, target: object, place: str, prefix: str) -> Iterator[NavRow]:
        if isinstance(target, list | dict):
            yield {title or "": list(self._rows(target, place, prefix))}
        elif isinstance(target, str) and (included := self._included(target, place)):
            yield from self._include(title, included, place, prefix)
        elif isinstance(target, str) and not is_url(target):  # MkDocs would give the whole site up
            self._report("docs-broken-link", f"the nav names '{target}', which is not a valid URL", place)
        elif isinstance(target, str) and target:
            path = target if _is_outside(target) or not prefix else posixpath.join(prefix, target)
            self._data.places.setdefault(path, (self._config.path, self._config.at(place)))
            yield {title: path} if title else path
        else:
            self._report("docs-config", f"the nav entry '{title or target}' has no page", place)

    def _included(self, target: str, place: str) -> str:
        """Return the pattern that an include names; `!include` without quotes is a YAML tag."""
        if self._config.tags.get(place) == INCLUDE.strip():
            return target
        return target.removeprefix(INCLUDE).removeprefix(INCLUDE_ALL) if target.startswith(_INCLUDES) else ""

    def _include(self, title: str | None, pattern: str, place: str, prefix: str) -> Iterator[NavRow]:
        if prefix:
            self._report("docs-config", f"'{INCLUDE}{pattern}' inside an included file is not followed", place)
            return
        wanted = posixpath.normpath(posixpath.join(self._folder, pattern.strip()))
        found = sorted(path for path in self._files if path == wanted or fnmatch.fnmatchcase(path, wanted))
        found = [path for path in found if path.endswith((".yml", ".yaml"))]
        for path in found:
            yield from self._site(title if len(found) == 1 else None, path, place)
        if not found:
            self._report("docs-config", f"'{INCLUDE}{pattern}' names no mkdocs.yml in the docs' folder", place)

    def _site(self, title: str | None, path: str, place: str) -> Iterator[NavRow]:
        config = parse_config(path, self._files[path], self._findings)
        name = config.value.get("site_name")
        try:
            folder = docs_dir(config.value.get("docs_dir", "docs"))
        except UnsafeDocsError as error:
            self._report("docs-config", f"{path} is not included: {error}", place)
            return
        if not isinstance(name, str) or not name:
            self._report("docs-config", f"{path} is not included: it has no site_name", place)
            return
        alias = self._alias(name)
        if alias in self._data.mounts:
            self._report("docs-config", f"{path} is not included: another site has the name '{name}'", place)
            return
        self._data.mounts[alias] = join(posixpath.dirname(path), folder) if folder else posixpath.dirname(path)
        rows = NavReader(config, self._files, self._findings, self._data).read(alias)
        yield {title or name: self._listed(alias) if rows is None else rows}

    def _alias(self, name: str) -> str:
        plain = posixpath.normpath(name) if _ALIAS.fullmatch(name) else ""
        usable = plain and not plain.startswith(("/", "."))
        return plain if usable else slugify(case="lower")(name, "-") or "included"

    def _listed(self, alias: str) -> list[NavRow]:
        """Return all Markdown files of an included site that has no nav of its own, in order of their names."""
        start = join(self._data.mounts[alias], "")
        paths = [path.removeprefix(start) for path in self._files if path.startswith(start) and path.endswith(".md")]
        return [posixpath.join(alias, path) for path in sorted(paths)]

    def _report(self, code: str, message: str, place: str) -> None:
        self._findings.add(code, message, path=self._config.path, at=self._config.at(place))


_INCLUDES = (INCLUDE, INCLUDE_ALL)


def read_nav(config: ConfigFile, files: Mapping[str, bytes], docs_folder: str, findings: Findings) -> NavData:
    """Return the navigation that a configuration asks for; its own docs stand at the root."""
    data = NavData(mounts={"": docs_folder})
    data.rows = NavReader(config, files, findings, data).read()
    return data


def _is_outside(text: str) -> bool:
    parts = urlsplit(text)
    return bool(parts.scheme or parts.netloc)
