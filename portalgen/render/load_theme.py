"""Load a theme: a theme package, plug-ins' templates and a site's own overrides in, one `Theme` out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from jinja2.bccache import Bucket, BytecodeCache

from portalgen.errors import ThemeError
from portalgen.render.bundle import make_bundle
from portalgen.render.diagram_frame import with_diagram_frame
from portalgen.render.entity_links import ENTITY_FUNCTIONS
from portalgen.render.language_functions import LANGUAGE_FILTERS, LANGUAGE_FUNCTIONS
from portalgen.render.load_words import load_words, read_yaml
from portalgen.render.look_style import look_style
from portalgen.render.overrides import check_overrides
from portalgen.render.script_words import SEARCH_WORDS, search_words
from portalgen.render.template_functions import FILTERS, FUNCTIONS
from portalgen.render.theme import USUAL, Choices, Theme

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

    `templates` are the folders of plug-ins by package name, `assets` their files by asset path. Raises `ThemeError` if
    the package is no theme, or a file of `overrides` can stand in for nothing.
    """
    roots = _roots(package, overrides)
    settings = read_yaml(roots[-1] / "theme.yaml")
    fallback = str(settings.get("language", "en"))
    found = _files(roots, "assets") | dict(assets) | choices.look.assets()
    bundle = make_bundle([found[path] for path in _texts(settings, "styles")])
    contents = {path: file.read_bytes() for path, file in sorted(found.items()) if path not in settings["styles"]}
    words = load_words(roots, templates, choices.language or fallback, fallback)
    made = {BUNDLE: (bundle + look_style(choices.look)).encode(), SEARCH_WORDS: search_words(words)}
    return Theme(
        name=str(settings["name"]),
        version=str(settings["version"]),
        environment=_environment(roots, templates),
        words=words,
        icons={path.removesuffix(".svg"): _symbol(file) for path, file in sorted(_files(roots, "icons").items())},
        assets=dict(sorted({**made, **with_diagram_frame(contents)}.items())),
        folders=_template_folders(roots, templates, {fallback, choices.language or fallback, *choices.editions}),
    )


def _roots(package: str, overrides: Path | None) -> tuple[Path, ...]:
    """Return the folders to look into, the one that wins first."""
    try:
        origin = import_module(package).__file__
    except ImportError as error:
        raise ThemeError(f"There is no theme '{package}'", hint="install it, or mend `site.theme`") from error
    if origin is None or not (Path(origin).parent / "theme.yaml").is_file():
        raise ThemeError(f"The package '{package}' is not a theme: it has no theme.yaml")
    root = Path(origin).parent
    return (overrides, root) if overrides else (root,)


def _files(roots: Sequence[Path], folder: str) -> dict[str, Path]:
    return {
        path.relative_to(root / folder).as_posix(): path
        for root in reversed(roots)
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }


def _template_folders(
    roots: Sequence[Path], templates: Mapping[str, Path], languages: set[str]
) -> tuple[tuple[Path, str], ...]:
    """Return `Theme.folders`; a site's own folder is checked against what it stands over."""
    shared = ((roots[-1] / "templates", ""), *((folder, f"{name}/") for name, folder in sorted(templates.items())))
    for own in roots[:-1]:
        check_overrides(own, _template_names(shared), languages)
    return (*((own / "templates", f"{own.name}/templates/") for own in roots[:-1]), *shared)


def _template_names(folders: Iterable[tuple[Path, str]]) -> Iterator[str]:
    for folder, prefix in folders:
        yield from (prefix + path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _environment(roots: Sequence[Path], templates: Mapping[str, Path]) -> Environment:
    own: list[BaseLoader] = [FileSystemLoader(root / "templates") for root in roots]
    plugins = PrefixLoader({name: FileSystemLoader(folder) for name, folder in sorted(templates.items())})
    environment = Environment(
        loader=ChoiceLoader([*own, plugins]),
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
    return environment


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


def _symbol(file: Path) -> str:
    match = _HEAD.match(file.read_text(encoding="utf-8"))
    box = _VIEW_BOX.search(match[1]) if match else None
    if match is None or box is None:
        raise ThemeError(f"The icon {file.name} is not an SVG with a viewBox")
    return f'<symbol id="portal-i-{file.stem}" {box[0]}>{match[2].strip()}</symbol>'


def _texts(settings: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(item) for item in settings.get(key) or ())
