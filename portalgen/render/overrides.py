"""A site's own `theme/` folder in, an error for each file there that can stand in for nothing: it would be ignored."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from portalgen.errors import ThemeError

FOLDERS = ("templates", "assets", "icons", "i18n")
"""What a site's folder may hold; assets and icons may also be new ones, which its templates use."""
_QUOTED = re.compile(r"""["']([^"'\n]+\.html)["']""")


def check_overrides(folder: Path, known: Iterable[str], languages: set[str]) -> None:
    """Look at the files of a site's own theme folder; `known` are the names of all templates that they may replace.

    `languages` are those of the site, of its other editions and of the theme.

    A new template is fine when another one of the folder names it. Raises `ThemeError`, which lists every file that
    has no effect, with the name that was perhaps meant.
    """
    names = sorted(set(known))
    faults = [fault for path in _files(folder) if (fault := _fault(path, folder, names, languages))]
    if faults:
        hint = "give each the path of what it replaces (docs: Override a template), or remove it"
        raise ThemeError("\n".join(faults), hint=hint)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files but those that editors and systems leave behind, and notes for people."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts) or path.name.endswith("~")
        note = len(inside.parts) == 1 and path.suffix in {".md", ".txt"}
        if path.is_file() and not hidden and not note:
            yield path


def _fault(path: Path, folder: Path, names: list[str], languages: set[str]) -> str:
    head, _, rest = path.relative_to(folder).as_posix().partition("/")
    shown = f"{folder.name}/{path.relative_to(folder).as_posix()}"
    if head == "templates" and rest:
        fine = rest in names or rest in _named(folder / "templates")
        return "" if fine else f"{shown} replaces nothing{_meant(rest, names, f'{folder.name}/templates/')}"
    if head == "i18n" and rest not in {f"{language}.yaml" for language in languages}:
        read = " and ".join(f"i18n/{language}.yaml" for language in sorted(languages))
        return f"{shown} is not read: site.language and site.editions name {read}"
    if head in FOLDERS and rest:
        return ""
    whole = "/".join(part for part in (head, rest) if part)
    return f"{shown} replaces nothing{_meant(whole, names, f'{folder.name}/templates/')}"


def _meant(name: str, names: list[str], prefix: str) -> str:
    last = name.rpartition("/")[2]
    found = [known for known in names if known.rpartition("/")[2] == last] or get_close_matches(name, names, 1, 0.7)
    return f"; did you mean {prefix}{found[0]}?" if found else ""


def _named(templates: Path) -> set[str]:
    """Return the templates that the site's own ones include, extend or import."""
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in sorted(templates.rglob("*.html")))
    return {name for text in texts for name in _QUOTED.findall(text)}
