"""MkDocs plug-ins that a repository asks for: none is loaded; what a few of them mean is read as data."""

from collections.abc import Iterator
from dataclasses import dataclass

from portalgen.techdocs.config_file import ConfigFile
from portalgen.techdocs.entries import Entry, read_entries
from portalgen.techdocs.findings import Findings
from portalgen.yaml12 import pointer

HARMLESS = {
    "search", "material/search", "monorepo", "offline", "material/offline", "privacy", "material/privacy", "minify",
    "social", "material/social", "optimize", "material/optimize", "glightbox", "gh-admonitions",
    "git-revision-date-localized", "git-revision-date", "git-authors", "git-committers", "git-committers-2",
    "typeset", "material/typeset", "info", "material/info", "same-dir", "mermaid2",
}  # fmt: skip
"""The portal does it itself (search, monorepo, dates from Git, diagrams), or readers lose no content without it."""

EFFECTS = {
    "mkdocstrings": "blocks that start with ':::' are shown as text",
    "autorefs": "links by identifier are not resolved",
    "macros": "{{ … }} stays as it is written",
    "mkdocs-macros-plugin": "{{ … }} stays as it is written",
    "markdownextradata": "{{ … }} stays as it is written",
    "gen-files": "pages that a script would make are missing",
    "literate-nav": "navigation files such as SUMMARY.md are ordinary pages",
    "awesome-pages": ".pages files are not read, so pages are in order of their names",
    "awesome-nav": ".nav.yml files are not read, so pages are in order of their names",
    "include-markdown": "{% include %} stays as it is written",
    "blog": "posts are ordinary pages",
    "material/blog": "posts are ordinary pages",
    "techdocs-diamond": "its own settings are not known; those of techdocs-core are used",
    "click": "pages do not get the command line's reference",
    "swagger-ui-tag": "API viewers are left out; the portal shows definitions on the API's own page",
}


TAGS = {"tags", "material/tags"}
GROUPS = {"group", "material/group"}
"""Plug-ins that only hold others."""


@dataclass(frozen=True)
class Redirect:
    """A row of mkdocs-redirects."""

    old: str
    """Markdown file that was there."""
    new: str
    """Markdown file, perhaps with an anchor, or URL."""
    at: tuple[int, int]
    """Line and column in mkdocs.yml."""


@dataclass(frozen=True)
class Tags:
    """Material's plug-in for tags."""

    shown: bool = False
    """True: pages show the tags of their front matter."""
    file: str = ""
    """Markdown file that lists all tags without a mark that says where."""


@dataclass(frozen=True)
class Plugins:
    """What the allowed plug-ins ask for."""

    core: bool = False
    """True: techdocs-core, or an organisation's own plug-in that builds on it (`techdocs-…`), is asked for."""
    blocks: bool = False
    """techdocs-core's `use_pymdownx_blocks`: admonitions, details and tabs as `/// note`."""
    redirects: tuple[Redirect, ...] = ()
    """Sorted by the old file, which is there once."""
    tags: Tags = Tags()


def read_plugins(config: ConfigFile, findings: Findings) -> Plugins:
    """Return what is taken over; each plug-in that would change pages and is not known costs a diagnostic."""
    core = blocks = False
    tags = Tags()
    redirects: dict[str, Redirect] = {}
    for name, options, place in _entries(config, findings):
        core = core or name.startswith("techdocs-")
        if name == "techdocs-core":
            blocks = options.get("use_pymdownx_blocks") is True
        elif name == "redirects":
            maps = options.get("redirect_maps")
            redirects |= {row.old: row for row in _redirects(maps, f"{place}/redirect_maps", config, findings)}
        elif name in TAGS:
            tags = Tags(shown=True, file=str(options.get("tags_file", "")))
        elif name not in HARMLESS:
            effect = EFFECTS.get(name, "what it would do to pages is missing")
            message = f"the plug-in '{name}' is not run: {effect}"
            findings.add("docs-config", message, path=config.path, at=config.at(place))
    return Plugins(core, blocks, tuple(redirects[old] for old in sorted(redirects)), tags)


def _entries(config: ConfigFile, findings: Findings) -> Iterator[Entry]:
    """Yield the plug-ins; the members of a group stand for themselves."""
    for name, options, place in read_entries(config.value.get("plugins"), "/plugins", config, findings):
        if name in GROUPS:
            yield from read_entries(options.get("plugins"), f"{place}/plugins", config, findings)
        else:
            yield name, options, place


def _redirects(maps: object, place: str, config: ConfigFile, findings: Findings) -> Iterator[Redirect]:
    if not isinstance(maps, dict | None):
        message = "'redirect_maps' is not used: it is no map of old to new files"
        findings.add("docs-config", message, path=config.path, at=config.at(place))
    for old, new in maps.items() if isinstance(maps, dict) else ():
        at = config.at(pointer(place, old))
        if isinstance(new, str):
            yield Redirect(str(old), new, at)
        else:
            message = f"the redirect from '{old}' is not used: it leads to no file or address"
            findings.add("docs-config", message, path=config.path, at=at)
