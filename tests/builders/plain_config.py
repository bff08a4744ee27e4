"""A repository's mkdocs.yml -> what `mkdocs build` may be given: extensions by name, and nothing that runs or loads.

No plug-ins, hooks, overrides, style sheets or scripts; the functions that configurations name are those listed here.
"""

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from markdown import Markdown
from material.extensions.emoji import to_svg, twemoji
from pymdownx.slugs import slugify
from pymdownx.superfences import fence_code_format

Extensions = dict[str, dict[str, Any]]

TECHDOCS_CORE: Extensions = {
    "toc": {"permalink": True},
    "admonition": {},
    "pymdownx.details": {},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.caret": {},
    "pymdownx.critic": {},
    "pymdownx.emoji": {"emoji_index": twemoji, "emoji_generator": to_svg},
    "pymdownx.inlinehilite": {},
    "pymdownx.magiclink": {},
    "pymdownx.mark": {},
    "pymdownx.smartsymbols": {},
    "pymdownx.snippets": {},
    "pymdownx.highlight": {"linenums": True, "pygments_lang_class": True},
    "pymdownx.extra": {"pymdownx.betterem": {"smart_enable": "all"}},
    "pymdownx.tasklist": {"custom_checkbox": True},
    "pymdownx.tilde": {},
    "portalgen.techdocs.lists:TrulySaneLists": {},  # mdx_truly_sane_lists' rules, tested by themselves
}
"""What mkdocs-techdocs-core 1.7 adds, as far as it is installed here (no Graphviz, no PlantUML)."""

_CLASSIC = ("admonition", "pymdownx.details", "pymdownx.tabbed")
_BLOCKS: Extensions = {
    "pymdownx.blocks.admonition": {},
    "pymdownx.blocks.details": {"types": [{"name": f"details-{name}", "class": name} for name in ("note", "tip")]},
    "pymdownx.blocks.tab": {"alternate_style": True},
}
_NAMES = {"mdx_truly_sane_lists": "portalgen.techdocs.lists:TrulySaneLists"}
_KEPT = ("site_name", "docs_dir", "nav", "exclude_docs", "not_in_nav")
_FUNCTIONS = {
    "material.extensions.emoji.twemoji": twemoji,
    "material.extensions.emoji.to_svg": to_svg,
    "pymdownx.superfences.fence_code_format": fence_code_format,
}


def safe_config(path: Path) -> dict[str, Any]:
    """Return the settings of a mkdocs.yml that are plain data, with extensions that are installed."""
    written = _read(path)
    own = {_NAMES.get(name, name): options for name, options in _named(written.get("markdown_extensions")).items()}
    extensions = {name: options for name, options in own.items() if _is_installed(name)}
    if not is_plain(written):
        core = copy.deepcopy(TECHDOCS_CORE)
        if "use_pymdownx_blocks" in str(written.get("plugins")):
            core = _BLOCKS | {name: options for name, options in core.items() if name not in _CLASSIC}
        extensions |= {name: options | own.get(name, {}) for name, options in core.items()}
    _settle(extensions, path.parent)
    kept = {key: written[key] for key in _KEPT if key in written}
    kept["docs_dir"] = str(path.parent / kept.get("docs_dir", "docs"))
    rows = [{name: options} for name, options in extensions.items()]
    return {"site_name": "Documentation", **kept, "markdown_extensions": rows}


def is_plain(config: Mapping[str, Any]) -> bool:
    """Say whether docs were written for MkDocs rather than for techdocs-core: with extensions of their own."""
    named = any(name.startswith("techdocs-") for name in _named(config.get("plugins")))
    return bool(config.get("markdown_extensions")) and not named


def _settle(extensions: Extensions, folder: Path) -> None:
    """Make snippets independent of where the test runs, and let code blocks say their language."""
    if "pymdownx.snippets" in extensions:
        options = extensions["pymdownx.snippets"]
        options["base_path"] = [str(folder / base) for base in options.get("base_path", ["."])]
    extensions.setdefault("pymdownx.highlight", {})["pygments_lang_class"] = True


def _read(path: Path) -> dict[str, Any]:
    try:
        found = yaml.load(path.read_text("utf-8"), _Loader)  # noqa: S506  (a safe loader with a list of functions)
    except yaml.YAMLError:
        return {}
    return found if isinstance(found, dict) else {}


def _named(value: Any) -> Extensions:  # noqa: ANN401  (a list of names and maps, or a map)
    rows = value.items() if isinstance(value, dict) else []
    for row in value if isinstance(value, list) else ():
        rows = [*rows, (row, {})] if isinstance(row, str) else [*rows, *row.items()]
    return {name: dict(options or {}) for name, options in rows}


def _is_installed(name: str) -> bool:
    try:
        Markdown(extensions=[name])
    except (ImportError, AttributeError, TypeError):
        return False
    return True


class _Loader(yaml.SafeLoader):
    """Knows the functions that configurations name, and no others; environment variables are absent."""


_Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", lambda _, name, __: _FUNCTIONS[name])
_Loader.add_multi_constructor(
    "tag:yaml.org,2002:python/object/apply:",
    lambda loader, _, node: slugify(**loader.construct_mapping(node, deep=True)["kwds"]),
)
_Loader.add_multi_constructor("!", lambda *_: None)
