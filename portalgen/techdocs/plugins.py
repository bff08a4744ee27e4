"""MkDocs plug-ins that a repository asks for: none is loaded; what a few of them mean is read as data."""

from collections.abc import Iterator
from dataclasses import dataclass

from portalgen.techdocs.config_file import ConfigFile
from portalgen.techdocs.findings import Findings

HARMLESS = {
    "search", "material/search", "monorepo", "offline", "material/offline", "privacy", "material/privacy", "minify",
    "social", "material/social", "optimize", "material/optimize", "glightbox", "gh-admonitions",
    "git-revision-date-localized", "git-revision-date", "git-authors", "git-committers", "git-committers-2",
    "typeset", "material/typeset", "info", "material/info", "same-dir",
}  # fmt: skip
"""The portal does it itself (search, monorepo, dates from Git), or readers lose no content without it."""

EFFECTS = {
    "mkdocstrings": "blocks that start with ':::' are shown as text",
    "autorefs": "links by identifier are not resolved",
    "macros": "{{ … }} stays as it is written",
    "mkdocs-macros-plugin": "{{ … }} stays as it is written",
    "markdownextradata": "{{ … }} stays as it is written",
    "mermaid2": "mermaid blocks are shown as source",
    "gen-files": "pages that a script would make are missing",
    "literate-nav": "navigation files such as SUMMARY.md are ordinary pages",
    "awesome-pages": ".pages files are not read, so pages are in order of their names",
    "awesome-nav": ".nav.yml files are not read, so pages are in order of their names",
    "include-markdown": "{% include %} stays as it is written",
    "blog": "posts are ordinary pages",
    "material/blog": "posts are ordinary pages",
    "tags": "no page of tags is made",
    "material/tags": "no page of tags is made",
    "techdocs-diamond": "its own settings are not known; those of techdocs-core are used",
    "click": "pages do not get the command line's reference",
    "swagger-ui-tag": "API viewers are left out; the portal shows definitions on the API's own page",
}


@dataclass(frozen=True)
class Plugins:
    """What the allowed plug-ins ask for."""

    blocks: bool = False
    """techdocs-core's `use_pymdownx_blocks`: admonitions, details and tabs as `/// note`."""
    redirects: tuple[tuple[str, str], ...] = ()
    """(old Markdown file, new Markdown file or URL) of mkdocs-redirects, sorted."""


def read_plugins(config: ConfigFile, findings: Findings) -> Plugins:
    """Return what is taken over; each plug-in that would change pages and is not known costs a diagnostic."""
    blocks = False
    redirects: dict[str, str] = {}
    for name, options, pointer in _entries(config.value.get("plugins"), "/plugins"):
        if name == "techdocs-core":
            blocks = options.get("use_pymdownx_blocks") is True
        elif name == "redirects":
            maps = options.get("redirect_maps")
            redirects |= _strings(maps) if isinstance(maps, dict) else {}
        elif name not in HARMLESS:
            effect = EFFECTS.get(name, "what it would do to pages is missing")
            message = f"the plug-in '{name}' is not run: {effect}"
            findings.add("docs-config", message, path=config.path, at=config.at(pointer))
    return Plugins(blocks, tuple(sorted(redirects.items())))


def _entries(value: object, pointer: str, depth: int = 0) -> Iterator[tuple[str, dict[str, object], str]]:
    """Yield (name, options, place); the members of `group` stand for themselves."""
    pairs = value.items() if isinstance(value, dict) else ()
    listed = enumerate(value) if isinstance(value, list) else ()
    for number, item in listed:
        place = f"{pointer}/{number}"
        if isinstance(item, dict):
            yield from _entries(item, place, depth)
        else:
            yield str(item), {}, place
    for name, options in pairs:
        found = options if isinstance(options, dict) else {}
        if name in {"group", "material/group"} and depth == 0:
            yield from _entries(found.get("plugins"), f"{pointer}/{name}/plugins", 1)
        else:
            yield str(name), found, f"{pointer}/{name}"


def _strings(value: dict[str, object]) -> dict[str, str]:
    return {str(key): str(found) for key, found in value.items() if isinstance(found, str)}
