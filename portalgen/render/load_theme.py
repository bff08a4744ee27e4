"""Load a theme: a theme package, plug-ins' templates and a site's own overrides in, one `Theme` out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from jinja2.bccache import Bucket, BytecodeCache

from portalgen.errors import ThemeError
from portalgen.render.accent import accent_style
from portalgen.render.bundle import make_bundle
from portalgen.render.diagram_frame import with_diagram_frame
from portalgen.render.entity_links import ENTITY_FUNCTIONS
from portalgen.render.overrides import check_overrides
from portalgen.render.template_functions import FILTERS, FUNCTIONS
from portalgen.render.theme import Theme
from portalgen.render.words import Words
from portalgen.yaml12 import parse_documents

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
    accent: str = "",
) -> Theme:
    """Return the theme in an importable package; what `overrides` has of the same name wins, file by file.

    `templates` are the folders of plug-ins by package name, `assets` their files by asset path, `accent` is the
    colour of `portal.yaml`. Raises `ThemeError` if the package is no theme, or a file of
    `overrides` can stand in for nothing.
    """
    roots = _roots(package, overrides)
    settings = _read_yaml(roots[-1] / "theme.yaml")
    language = str(settings.get("language", "en"))
    found = _files(roots, "assets") | dict(assets)
    bundle = make_bundle([found[path] for path in _texts(settings, "styles")])
    contents = {path: file.read_bytes() for path, file in sorted(found.items()) if path not in settings["styles"]}
    return Theme(
        name=str(settings["name"]),
        version=str(settings["version"]),
        environment=_environment(roots, templates),
        words=Words.of(language, _merged(_read_yaml(root / "i18n" / f"{language}.yaml") for root in reversed(roots))),
        icons={path.removesuffix(".svg"): _symbol(file) for path, file in sorted(_files(roots, "icons").items())},
        assets=dict(sorted({**with_diagram_frame(contents), BUNDLE: (bundle + accent_style(accent)).encode()}.items())),
        folders=_template_folders(roots, templates, language),
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
    roots: Sequence[Path], templates: Mapping[str, Path], language: str
) -> tuple[tuple[Path, str], ...]:
    """Return `Theme.folders`; a site's own folder is checked against what it stands over."""
    shared = ((roots[-1] / "templates", ""), *((folder, f"{name}/") for name, folder in sorted(templates.items())))
    for own in roots[:-1]:
        check_overrides(own, _template_names(shared), language)
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
    environment.globals.update(FUNCTIONS)
    environment.globals.update(ENTITY_FUNCTIONS)
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


def _read_yaml(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    documents = parse_documents(file.read_bytes())
    fault = documents[0].fault if documents else None
    if fault:
        raise ThemeError(f"{'/'.join(file.parts[-3:])}:{fault.line}: {fault.message}")
    value = documents[0].value if documents else None
    return value if isinstance(value, dict) else {}


def _merged(trees: Any) -> dict[str, Any]:  # noqa: ANN401
    merged: dict[str, Any] = {}
    for tree in trees:
        for key, value in tree.items():
            old = merged.get(key)
            merged[key] = _merged((old, value)) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def _texts(settings: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(item) for item in settings.get(key) or ())
