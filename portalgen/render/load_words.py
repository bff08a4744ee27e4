"""Load the words of a site: files `i18n/<language>.yaml` of the theme, of plug-ins and of the site in, `Words` out."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from portalgen.errors import ThemeError
from portalgen.render.words import Words
from portalgen.yaml12 import parse_documents

FOLDER = "i18n"


def load_words(roots: Sequence[Path], plugins: Mapping[str, Path], language: str, fallback: str) -> Words:
    """Return the words of a language; what it lacks is said in the language that the theme has all words of.

    `roots` are the folders of the theme, the one that wins first; `plugins` are the folders with templates by package
    name: a plug-in's words are in `i18n/` beside them, and have keys that begin with the package's name. Raises
    `ThemeError` if nobody has words of the language.
    """
    base = _words(roots, plugins, fallback)
    if language == fallback:
        return base
    if not any((root / FOLDER / f"{language}.yaml").is_file() for root in roots):
        known = sorted({path.stem for root in roots for path in (root / FOLDER).glob("*.yaml")})
        hint = f"choose one of {', '.join(known)} as site.language, or write theme/{FOLDER}/{language}.yaml"
        raise ThemeError(f"there are no words in the language '{language}'", hint=hint)
    return _words(roots, plugins, language).over(base)


def _words(roots: Sequence[Path], plugins: Mapping[str, Path], language: str) -> Words:
    file = f"{FOLDER}/{language}.yaml"
    trees = [{name: tree} for name, folder in sorted(plugins.items()) if (tree := read_yaml(folder.parent / file))]
    return Words.of(language, _merged([*trees, *(read_yaml(root / file) for root in reversed(roots))]))


def read_yaml(file: Path) -> dict[str, Any]:
    """Return the map in a file of a theme, empty if there is none. Raises `ThemeError` with file and line."""
    if not file.is_file():
        return {}
    documents = parse_documents(file.read_bytes())
    fault = documents[0].fault if documents else None
    if fault:
        raise ThemeError(f"{'/'.join(file.parts[-3:])}:{fault.line}: {fault.message}")
    value = documents[0].value if documents else None
    return value if isinstance(value, dict) else {}


def _merged(trees: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for tree in trees:
        for key, value in tree.items():
            old = merged.get(key)
            merged[key] = _merged((old, value)) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged
