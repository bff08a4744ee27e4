"""The Markdown extensions of a site: techdocs-core 1.7's set in its order, merged with what the repository chose.

Merging is techdocs-core's: the repository's extensions come first, options are merged over the defaults key by key,
and options of extensions that `pymdownx.extra` bundles move below it. Differences, each for a reason: emoji and icons
come from Material's index (nothing is loaded from another host), fences draw diagrams, snippets stay in the source.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import markdown

from portalgen.techdocs.config_file import ConfigFile
from portalgen.techdocs.drawings import Drawings
from portalgen.techdocs.emoji import late_index, to_placeholder
from portalgen.techdocs.extensions import Extension
from portalgen.techdocs.fences import custom_fences
from portalgen.techdocs.findings import Findings
from portalgen.techdocs.lockdown import Settings
from portalgen.techdocs.snippet_reader import SNIPPETS

_LISTS = "portalgen.techdocs.lists:TrulySaneLists"
_AUTO_LINKS = "portalgen.techdocs.auto_links:AutoLinks"
_TYPE_NAMES = "new settings note abstract info tip success question warning failure danger bug example quote"
_BLOCK_TYPES = _TYPE_NAMES.split()

_BLOCKS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("pymdownx.blocks.admonition", {"types": _BLOCK_TYPES}),
    ("pymdownx.blocks.details", {"types": [{"name": f"details-{name}", "class": name} for name in _BLOCK_TYPES]}),
    ("pymdownx.blocks.tab", {"alternate_style": True}),
)
_CLASSIC: tuple[tuple[str, dict[str, Any]], ...] = (
    ("admonition", {}),
    ("pymdownx.details", {}),
    ("pymdownx.tabbed", {"alternate_style": True}),
)
_CORE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("pymdownx.caret", {}),
    ("pymdownx.critic", {}),
    ("pymdownx.emoji", {"emoji_index": late_index, "emoji_generator": to_placeholder}),
    ("pymdownx.inlinehilite", {}),
    ("pymdownx.magiclink", {}),
    (_AUTO_LINKS, {}),
    ("pymdownx.mark", {}),
    ("pymdownx.smartsymbols", {}),
    (SNIPPETS, {"restrict_base_path": True, "url_download": False}),
    ("pymdownx.highlight", {"linenums": True, "pygments_lang_class": True}),
    ("pymdownx.extra", {}),
    ("pymdownx.tasklist", {"custom_checkbox": True}),
    ("pymdownx.tilde", {}),
    (_LISTS, {}),
    ("portalgen.techdocs.urls:UrlGuard", {}),
    ("portalgen.techdocs.quick_inline:QuickInline", {}),
)
_BUNDLED = {
    "abbr": "markdown.extensions.abbr",
    "attr_list": "markdown.extensions.attr_list",
    "def_list": "markdown.extensions.def_list",
    "footnotes": "markdown.extensions.footnotes",
    "md_in_html": "markdown.extensions.md_in_html",
    "tables": "markdown.extensions.tables",
    "pymdownx.betterem": "pymdownx.betterem",
    "pymdownx.superfences": "pymdownx.superfences",
}
"""Name as repositories write it -> name under which `pymdownx.extra` takes its options."""

_OF_CORE = {"pymdownx.magiclink", "pymdownx.smartsymbols", _LISTS}
"""What changes text that was not written for it: only in docs that were written for techdocs-core."""

_PLAIN_HIGHLIGHT = {"pygments_lang_class": True}
"""Plain MkDocs shows no line numbers unless it is told to."""

_NO_STYLE: tuple[object, ...] = ()
"""A Pygments style without a rule: the theme has the style sheet, and a formatter for each block would make another."""

_FIXED: Mapping[str, Mapping[str, Any]] = {
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.blocks.tab": {"alternate_style": True},
    "pymdownx.highlight": {"pygments_style": _NO_STYLE},
}
"""Options that are ours whoever chose the extension."""

_NAMES = {"mdx_truly_sane_lists": _LISTS, "pymdownx.snippets": SNIPPETS}
"""Extensions that the portal has under another name."""

_REPLACED = {"codehilite", "fenced_code", "meta"}
"""Extensions that the set replaces with a better one."""


@dataclass(frozen=True)
class MarkdownSet:
    """Names and options as Python-Markdown takes them."""

    names: tuple[str, ...]
    options: Mapping[str, Mapping[str, Any]]


def markdown_set(settings: Settings, chosen: Iterable[Extension], drawings: Drawings) -> MarkdownSet:
    """Return the set for a site with those of its extensions that are `chosen`."""
    core = dict((("toc", {"permalink": True}), *(_BLOCKS if settings.plugins.blocks else _CLASSIC), *_CORE))
    named = {_NAMES.get(extension.name, extension.name): dict(extension.options) for extension in chosen}
    wanted = {name: options for name, options in named.items() if name not in _REPLACED}
    if settings.plain:
        core = {name: options for name, options in core.items() if name not in _OF_CORE - wanted.keys()}
        core["pymdownx.highlight"] = _PLAIN_HIGHLIGHT
    first = [name for name in wanted if name not in core and name not in _BUNDLED]
    options = {name: {**core.get(name, {}), **wanted.get(name, {})} for name in (*first, *core)}
    for name, fixed in _FIXED.items():
        if name in options:
            options[name] |= fixed
    options["pymdownx.extra"] = _bundled(wanted, settings, drawings)
    return MarkdownSet((*first, *core), options)


def _bundled(wanted: Mapping[str, Mapping[str, Any]], settings: Settings, drawings: Drawings) -> dict[str, Any]:
    found = {name: dict(wanted.get(short, {})) for short, name in _BUNDLED.items()}
    if not settings.plain:
        found["pymdownx.betterem"] = {"smart_enable": "all"}
    found["markdown.extensions.tables"] = {"use_align_attribute": True}
    fences = found["pymdownx.superfences"]
    fences["custom_fences"] = custom_fences(fences.get("custom_fences"), drawings)
    return found


def choose_markdown(settings: Settings, config: ConfigFile, drawings: Drawings, findings: Findings) -> MarkdownSet:
    """Return the set for a site, without those of its extensions whose options break the converter."""

    def make(chosen: Iterable[Extension]) -> MarkdownSet:
        return markdown_set(settings, chosen, drawings)

    whole = make(settings.extensions)
    if not any(extension.options for extension in settings.extensions) or _works(whole):
        return whole
    kept: list[Extension] = []
    for extension in settings.extensions:
        if _works(make((*kept, extension))):
            kept.append(extension)
        else:
            message = f"the options of {extension.name} are not used: they do not fit together"
            findings.add("docs-config", message, path=config.path, at=config.at("/markdown_extensions"))
    return make(kept)


def _works(wanted: MarkdownSet) -> bool:
    try:
        markdown.Markdown(extensions=list(wanted.names), extension_configs=dict(wanted.options)).convert(_TRIAL)
    except MemoryError:
        raise  # as in `render_page`
    except Exception:  # noqa: BLE001  (extensions raise whatever a wrong option makes of them)
        return False
    return True


_TRIAL = """# Title

[^1] text `#!python x` $x$ :smile:

=== "Tab"

    !!! note

        * item

```python
x = 1
```

[^1]: Note
"""
