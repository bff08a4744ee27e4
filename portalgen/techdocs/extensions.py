"""Markdown extensions and options that a repository may choose, by name; a name outside this list is never imported."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pymdownx import slugs

from portalgen.techdocs.config_file import ConfigFile
from portalgen.techdocs.entries import read_entries
from portalgen.techdocs.findings import Findings
from portalgen.yaml12 import pointer

ALLOWED: Mapping[str, frozenset[str]] = {
    name: frozenset(options.split())
    for name, options in {
        "abbr": "glossary",
        "admonition": "",
        "attr_list": "",
        "codehilite": "",
        "def_list": "",
        "fenced_code": "",
        "footnotes": "BACKLINK_TEXT BACKLINK_TITLE PLACE_MARKER SEPARATOR SUPERSCRIPT_TEXT UNIQUE_IDS "
        "USE_DEFINITION_ORDER",
        "legacy_attrs": "",
        "legacy_em": "",
        "md_in_html": "",
        "meta": "",
        "nl2br": "",
        "sane_lists": "",
        "smarty": "smart_angled_quotes smart_dashes smart_ellipses smart_quotes substitutions",
        "tables": "",
        "toc": "anchorlink baselevel marker permalink permalink_class permalink_leading permalink_title separator "
        "slugify title title_class toc_class toc_depth",
        "wikilinks": "base_url end_url html_class",
        "mdx_truly_sane_lists": "nested_indent truly_sane",
        "pymdownx.arithmatex": "block_syntax inline_syntax smart_dollar",
        "pymdownx.betterem": "smart_enable",
        "pymdownx.blocks.admonition": "types",
        "pymdownx.blocks.caption": "auto auto_level classes prepend types",
        "pymdownx.blocks.definition": "",
        "pymdownx.blocks.details": "types",
        "pymdownx.blocks.html": "",
        "pymdownx.blocks.tab": "combine_header_slug separator slugify",
        "pymdownx.caret": "insert smart_insert superscript",
        "pymdownx.critic": "mode",
        "pymdownx.details": "",
        "pymdownx.emoji": "alt title",
        "pymdownx.escapeall": "hardbreak nbsp",
        "pymdownx.extra": "",
        "pymdownx.fancylists": "additional_ordered_styles inject_class inject_style",
        "pymdownx.highlight": "anchor_linenums auto_title auto_title_map code_attr_on_pre css_class default_lang "
        "extend_pygments_lang guess_lang language_prefix line_anchors line_spans linenums linenums_class "
        "linenums_special linenums_style noclasses_off pygments_lang_class stripnl use_pygments",
        "pymdownx.inlinehilite": "css_class style_plain_text",
        "pymdownx.keys": "camel_case class key_map separator strict_off",
        "pymdownx.magiclink": "hide_protocol labels normalize_issue_symbols provider repo repo_url_shortener "
        "repo_url_shorthand social_url_shortener social_url_shorthand user",
        "pymdownx.mark": "smart_mark",
        "pymdownx.progressbar": "add_classes level_class progress_increment",
        "pymdownx.quotes": "callouts",
        "pymdownx.saneheaders": "",
        "pymdownx.smartsymbols": "arrows care_of copyright fractions notequal ordinal_numbers plusminus registered "
        "trademark",
        "pymdownx.snippets": "auto_append base_path dedent_subsections",
        "pymdownx.striphtml": "strip_attributes strip_comments strip_js_on_attributes",
        "pymdownx.superfences": "custom_fences disable_indented_code_blocks preserve_tabs relaxed_headers",
        "pymdownx.tabbed": "combine_header_slug separator slugify",
        "pymdownx.tasklist": "clickable_checkbox custom_checkbox",
        "pymdownx.tilde": "delete smart_delete subscript",
    }.items()
}
"""Extension -> options with plain values; functions, paths and URLs of images or servers are never taken over."""

OURS = {
    "markdown_inline_graphviz", "plantuml_markdown", "mdx_math_off", "callouts", "github-callouts", "markdown_callouts",
}  # fmt: skip
"""The portal does it itself for every site."""

SET_BY_US = {
    "pymdownx.emoji": {"emoji_index", "emoji_generator", "options", "strict", "remove_variation_selector"},
    "pymdownx.arithmatex": {"generic", "preview"},
    "pymdownx.tabbed": {"alternate_style"},
    "pymdownx.blocks.tab": {"alternate_style"},
    "pymdownx.snippets": {"restrict_base_path", "check_paths", "encoding", "url_download"},
    "codehilite": {"guess_lang", "linenums", "css_class", "use_pygments", "pygments_style"},
}
"""Options that are fixed so that the result is what the author wants, or that have no effect here: no diagnostic."""

_PYTHON = "tag:yaml.org,2002:python/"
_SLUGIFY: Mapping[str, Callable[..., Any]] = {
    f"{_PYTHON}object/apply:pymdownx.slugs.slugify": slugs.slugify,
    f"{_PYTHON}name:pymdownx.slugs.uslugify": lambda: slugs.slugify(case="lower"),
    f"{_PYTHON}name:pymdownx.slugs.gfm": lambda: slugs.slugify(case="lower-ascii"),
}
_SLUG_OPTIONS = {"case", "normalize", "percent_encode"}


@dataclass(frozen=True)
class Extension:
    """A chosen extension with its allowed options."""

    name: str
    options: Mapping[str, Any]


def read_extensions(config: ConfigFile, findings: Findings) -> tuple[Extension, ...]:
    """Return the allowed extensions in their order; what is dropped costs a diagnostic."""
    found = []
    key = "markdown_extensions"
    for written, options, place in read_entries(config.value.get(key), f"/{key}", config, findings):
        name = written.removeprefix("markdown.extensions.")
        if name in ALLOWED:
            found.append(Extension(name, _options(name, options, place, config, findings)))
        elif name not in OURS:
            message = f"the Markdown extension '{name}' is not used: what it would do to pages is missing"
            findings.add("docs-config", message, path=config.path, at=config.at(place))
    return tuple(found)


def _options(
    name: str, options: dict[str, Any], place: str, config: ConfigFile, findings: Findings
) -> Mapping[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in options.items():
        here = pointer(place, key)
        if key == "slugify" and key in ALLOWED[name] and config.tags.get(here) in _SLUGIFY:
            kept[key] = _slugify(config.tags[here], value)
        elif key in ALLOWED[name] and _is_plain(value) and (key == "custom_fences" or not _tagged(config, here)):
            kept[key] = value
        elif key not in SET_BY_US.get(name, ()):
            message = f"the option '{key}' of {name} is not used"
            findings.add("docs-config", message, path=config.path, at=config.at(here))
    return kept


def _tagged(config: ConfigFile, place: str) -> bool:
    return any(tagged == place or tagged.startswith(f"{place}/") for tagged in config.tags)


def _slugify(tag: str, value: object) -> object:
    wanted = value.get("kwds") if isinstance(value, dict) else None
    options = {key: found for key, found in (wanted or {}).items() if key in _SLUG_OPTIONS and _is_plain(found)}
    return _SLUGIFY[tag](**options) if tag.endswith(".slugify") else _SLUGIFY[tag]()


def _is_plain(value: object) -> bool:
    """Say whether a value is made of scalars, lists and maps only (it is: YAML gives nothing else) and is small."""
    return len(str(value)) < MAX_OPTION


MAX_OPTION = 5_000
