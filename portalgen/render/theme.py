"""Theme: templates, words, icons and assets, ready to render pages with."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from jinja2 import Environment

from portalgen.errors import ThemeError
from portalgen.model import routes
from portalgen.model.look import Look
from portalgen.render.frame import KIND_ORDER
from portalgen.render.words import Words

SEARCH_PARTS = ("js/search", "css/search", "vendor/lunr")
"""How the paths of the search's own assets start."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What `portal.yaml` chooses of a theme."""

    look: Look = field(default_factory=Look)
    """Colours, fonts and pictures."""
    language: str = ""
    """Language of its words; empty for the one that it has all words of."""
    editions: tuple[str, ...] = ()
    """Further languages that the site's own words may be in."""


USUAL = Choices()


@dataclass(frozen=True)
class Theme:
    """Templates, words, icons and assets, ready to render pages with."""

    name: str
    version: str
    environment: Environment
    words: Words
    icons: Mapping[str, str]
    """Name -> `symbol` element with the id `icon_id(name)`."""
    assets: Mapping[str, bytes]
    """Asset path -> content; the style sheets of the theme are one file, `css/site.css`."""
    kind_icons: Mapping[str, str] = field(default_factory=dict)
    """Kind key -> name of its icon, where that is not the key itself."""
    folders: tuple[tuple[Path, str], ...] = ()
    """Folder with templates -> what stands before their names in messages."""

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """Asset path -> first characters of the content's SHA-256."""
        return {path: hashlib.sha256(content).hexdigest()[:10] for path, content in self.assets.items()}

    @cached_property
    def diagram_words(self) -> Mapping[str, str]:
        """Return what diagrams say, as `portalgen.diagrams` names it."""
        keys = self.words.texts
        relations = {key.removeprefix("relation."): str(keys[key]) for key in keys if key.startswith("relation.")}
        kinds = {f"kind.{kind}": self.words.text(f"kind.{kind}", n=1) for kind in KIND_ORDER}
        return {**relations, **kinds, "dangling": str(keys["diagram.dangling"]), "more": str(keys["diagram.more"])}

    @cached_property
    def version_of_search(self) -> str:
        """What changes with any file that the search script loads: it knows their names, not their digests."""
        digests = sorted(row for row in self.digests.items() if row[0].startswith(SEARCH_PARTS))
        return hashlib.sha256(repr(digests).encode()).hexdigest()[:10]

    def place_of(self, file: str, line: int) -> str:
        """Return file and line as a person knows them, `theme/templates/<path>:3` for a site's own, else nothing."""
        path = Path(file)
        found = ((folder, shown) for folder, shown in self.folders if path.is_relative_to(folder))
        return next((f"{shown}{path.relative_to(folder).as_posix()}:{line}" for folder, shown in found), "")

    def asset_route(self, path: str) -> str:
        """Return the route of an asset with a query that changes with its content. Raises `ThemeError`."""
        if path not in self.digests:
            raise ThemeError(f"The theme has no asset '{path}'", hint="add it to assets/, or to register_assets()")
        return f"{routes.asset(path)}?v={self.digests[path]}"
