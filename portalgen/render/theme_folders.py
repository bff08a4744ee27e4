"""The folders of a theme: an installed package in, its own folder and those of themes it extends out, nearest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from portalgen.errors import ThemeError
from portalgen.render.load_words import read_yaml

GROUP = "portalgen.themes"
"""Entry points of themes."""
FILE = "theme.yaml"
"""What makes a folder a theme."""
KEYS = frozenset({"extends", "language", "name", "styles", "surfaces", "version"})
"""What it says."""


@dataclass(frozen=True, slots=True)
class ThemeFolder:
    """A theme as its own `theme.yaml` describes it."""

    root: Path
    settings: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What `site.theme` and `extends` call it."""
        return str(self.settings.get("name") or self.root.name)

    @property
    def parent(self) -> str:
        """Name of the theme that has what this one lacks; empty for a theme that has everything."""
        return str(self.settings.get("extends") or "")

    @property
    def styles(self) -> tuple[str, ...]:
        """Asset paths of the style sheets that every page loads, in order."""
        return tuple(str(path) for path in self.settings.get("styles") or ())


def theme_package(name: str) -> str:
    """Return the package of an installed theme. Raises `ThemeError`, which names those that are."""
    return _package(name, f"there is no theme '{name}'")


def theme_folders(package: str) -> tuple[ThemeFolder, ...]:
    """Return the theme of a package, the one it extends, the one that this extends, and so on.

    Raises `ThemeError` for a package that is no theme, for one that extends a theme which is not there, and for themes
    that extend each other in a circle.
    """
    found = [_folder(package)]
    while parent := found[-1].parent:
        whose = f"the theme '{found[-1].name}' extends '{parent}', which is not installed"
        folder, roots = _folder(_package(parent, whose)), [one.root for one in found]
        if folder.root in roots:
            names = (*(one.name for one in found[roots.index(folder.root) :]), parent)
            circle = " → ".join(names)
            raise ThemeError(f"themes extend each other in a circle: {circle}", hint=f"mend `extends` in {FILE}")
        found.append(folder)
    return tuple(found)


def merged(folders: tuple[ThemeFolder, ...]) -> dict[str, Any]:
    """Return the settings of a theme: what it leaves out is its parent's; its style sheets come after the parent's."""
    settings = {key: value for folder in reversed(folders) for key, value in folder.settings.items()}
    styles = dict.fromkeys(path for folder in reversed(folders) for path in folder.styles)
    return {**settings, "styles": tuple(styles)}


def _package(name: str, problem: str) -> str:
    points = {point.name: point.value for point in entry_points(group=GROUP)}
    if name not in points:
        raise ThemeError(problem, hint=f"themes that are installed: {', '.join(sorted(points))}")
    return points[name]


def _folder(package: str) -> ThemeFolder:
    try:
        origin = import_module(package).__file__
    except ImportError as error:
        raise ThemeError(f"There is no theme '{package}'", hint="install it, or mend `site.theme`") from error
    if origin is None or not (Path(origin).parent / FILE).is_file():
        raise ThemeError(f"The package '{package}' is not a theme: it has no {FILE}")
    root = Path(origin).parent
    settings = read_yaml(root / FILE)
    if unknown := sorted(settings.keys() - KEYS):
        hint = f"it may have {', '.join(sorted(KEYS))}"
        raise ThemeError(f"{root.name}/{FILE}: nobody reads {', '.join(unknown)}", hint=hint)
    return ThemeFolder(root, settings)
