"""Load a theme: a theme package, plug-ins' templates and a site's own overrides in, one `Theme` out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from jinja2.bccache import Bucket, BytecodeCache

from portalgen.errors import ThemeError
from portalgen.render.accent import Surfaces
from portalgen.render.bundle import make_bundle
from portalgen.render.diagram_frame import with_diagram_frame
from portalgen.render.entity_links import ENTITY_FUNCTIONS
from portalgen.render.icons import Icons, icon_id
from portalgen.render.language_functions import LANGUAGE_FILTERS, LANGUAGE_FUNCTIONS
from portalgen.render.load_words import load_words
from portalgen.render.look_style import look_style
from portalgen.render.overrides import check_overrides
from portalgen.render.page_content import PAGE_FUNCTIONS
from portalgen.render.script_words import SEARCH_WORDS, search_words
from portalgen.render.template_functions import FILTERS, FUNCTIONS
from portalgen.render.theme import USUAL, Choices, Theme
from portalgen.render.theme_folders import FILE, ThemeFolder, merged, theme_folders

BUNDLE = "css/site.css"
"""Asset path of all the theme's style sheets together."""

_HEAD = re.compile(r"\A.*?<svg([^>]*)>(.*)</svg>\s*\Z", re.DOTALL)
_VIEW_BOX = re.compile(r'viewBox="[^"]*"')


def load_theme(
    package: str,
    *,
    templates: Mapping[str, Path],
    overrides: Path | None,
    assets: Mapping[str, Path],
    choices: Choices = USUAL,
) -> Theme:
    """Return the theme in an importable package; what `overrides` has of the same name wins, file by file.

    What it lacks is that of the theme it extends. `templates` are folders of plug-ins by package name, `assets` their
    files by asset path. Raises `ThemeError` for no theme, and for a file of `overrides` that can stand in for nothing.
    """
    folders = theme_folders(package)
    settings = merged(folders)
    roots = (*((overrides,) if overrides else ()), *(folder.root for folder in folders))
    fallback = str(settings.get("language", "en"))
    words = load_words(roots, templates, choices.language or fallback, fallback)
    languages = {fallback, choices.language or fallback, *choices.editions}
    found = _files(roots, "assets") | dict(assets) | choices.look.assets()
    made = {BUNDLE: _bundle(found, settings, choices).encode(), SEARCH_WORDS: search_words(words)}
    return Theme(
        name=folders[0].name,
        version=str(settings.get("version", "")),
        environment=_environment(roots, folders, templates),
        words=words,
        icons=Icons(dict(_symbols(_files(roots, "icons")))),
        assets=dict(sorted({**made, **_contents(found, settings["styles"])}.items())),
        folders=_template_folders(overrides, folders, templates, languages),
    )


def _bundle(found: Mapping[str, Path], settings: Mapping[str, Any], choices: Choices) -> str:
    """Return the text of all style sheets that the theme names, then of what portal.yaml says of its look."""
    if missing := [path for path in settings["styles"] if path not in found]:
        raise ThemeError(
            f"{FILE} names {', '.join(missing)} under styles, which is not in assets/", hint="add the file"
        )
    theirs = make_bundle([found[path] for path in settings["styles"]])
    return theirs + look_style(choices.look, Surfaces.of(settings.get("surfaces")))


def _contents(found: Mapping[str, Path], styles: Sequence[str]) -> dict[str, bytes]:
    """Return what the assets hold that are files of their own."""
    return with_diagram_frame({path: file.read_bytes() for path, file in sorted(found.items()) if path not in styles})


def _files(roots: Sequence[Path], folder: str) -> dict[str, Path]:
    return {
        path.relative_to(root / folder).as_posix(): path
        for root in reversed(roots)
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }


def _template_folders(
    overrides: Path | None, folders: Sequence[ThemeFolder], templates: Mapping[str, Path], languages: set[str]
) -> tuple[tuple[Path, str], ...]:
    """Return `Theme.folders`; a site's own folder is checked against what it stands over."""
    *nearer, last = (folder.root for folder in folders)
    shared = ((last / "templates", ""), *((folder, f"{name}/") for name, folder in sorted(templates.items())))
    own = tuple((root / "templates", f"{root.name}/templates/") for root in nearer)
    if not overrides:
        return (*own, *shared)
    known = (*((root / "templates", "") for root in nearer), *shared)
    check_overrides(overrides, _template_names(known), languages)
    return ((overrides / "templates", f"{overrides.name}/templates/"), *own, *shared)


def _template_names(folders: Iterable[tuple[Path, str]]) -> Iterator[str]:
    for folder, prefix in folders:
        yield from (prefix + path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _environment(roots: Sequence[Path], folders: Sequence[ThemeFolder], templates: Mapping[str, Path]) -> Environment:
    """Return the templates by path; `<theme>/<path>` is a template as that theme has it, whoever stands over it."""
    themes = {one.name: _templates_in(folder.root for folder in folders[at:]) for at, one in enumerate(folders)}
    plugins = {name: FileSystemLoader(folder) for name, folder in sorted(templates.items())}
    environment = Environment(
        loader=ChoiceLoader([_templates_in(roots), PrefixLoader({**themes, **plugins})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_MEMORY,
        auto_reload=False,
    )
    environment.filters.update(FILTERS)
    environment.filters.update(LANGUAGE_FILTERS)
    environment.globals.update(FUNCTIONS)
    environment.globals.update(ENTITY_FUNCTIONS)
    environment.globals.update(LANGUAGE_FUNCTIONS)
    environment.globals.update(PAGE_FUNCTIONS)
    return environment


def _templates_in(roots: Iterable[Path]) -> BaseLoader:
    return ChoiceLoader([FileSystemLoader(root / "templates") for root in roots])


class _MemoryCache(BytecodeCache):
    """Compiled templates by their source, shared by all themes of the process."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what was kept for it."""
        kept = self._kept.get(f"{bucket.key}{bucket.checksum}")
        if kept:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the bucket."""
        self._kept[f"{bucket.key}{bucket.checksum}"] = bucket.bytecode_to_string()


_MEMORY = _MemoryCache()


def _symbols(files: Mapping[str, Path]) -> Iterator[tuple[str, str]]:
    for path, file in sorted(files.items()):
        name = path.removesuffix(".svg")
        yield name, _symbol(name, file)


def _symbol(name: str, file: Path) -> str:
    match = _HEAD.match(file.read_text(encoding="utf-8"))
    box = _VIEW_BOX.search(match[1]) if match else None
    if match is None or box is None:
        raise ThemeError(f"The icon {file.name} is not an SVG with a viewBox")
    return f'<symbol id="{icon_id(name)}" {box[0]}>{match[2].strip()}</symbol>'
