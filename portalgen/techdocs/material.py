"""Material's own style sheets, cut down to what documentation needs and made to live inside the portal's frame.

Kept: rules about `.md-typeset` (content) and the variables they use. Elements' defaults hold inside `.md-typeset` only.
Dropped: Material's header, navigation, search and footer, its choice of colour scheme for the whole page, its fonts.
The scheme follows `data-md-color-scheme` (`default` or `slate`), or the system where no script has set it.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from portalgen.techdocs.css_rules import Rule, declarations, read_rules, selectors

LAYER = "material"
CONTENT = ":where(.md-typeset)"
"""Weighs nothing, so that elements' defaults stay defaults."""

_REM = re.compile(r"(?<![\w.-])(-?(?:\d+\.?\d*|\.\d+))rem\b")
_STRING = re.compile(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')")
_SCALE = 1.25
"""Material sets `html{font-size:125%}`, the portal does not."""
_TEXT_SIZE = re.compile(r"-?(?:\d+\.?\d*|\.\d+)rem")
_CHOSEN_SIZE = "var(--docs-text,1)"
"""What readers chose as size of the text: a factor."""
_VARIABLES = {":root", "[data-md-color-scheme=default]", "[data-md-color-scheme=slate]"}
_FRAME = re.compile(
    r"\.md-(?!typeset|tooltip|annotation|icon|tags|tag\b|ellipsis|button)"
    r"|^html|^body|^:root|data-md-(?:color-primary|color-accent|color-switching|toggle|component|copying)|#__|__comments"
)
"""Selectors about Material's frame, its palettes and its scripts."""
_SCHEME = re.compile(r"^((?:\[data-md-color-scheme=\w+\] )?)")
_FLOATING = re.compile(r"\.md-(?:tooltip|annotation)")
"""Boxes that Material's script puts outside of the content."""
_OF_PAGE = "-- color font-family font-feature-settings"
"""Of what Material says about the whole page: the rest is layout."""
_DEFAULTS = "margin padding list-style display font-size font-weight letter-spacing line-height text-wrap max-width"
_RESTORED = f"{CONTENT} :where(:not(svg,svg *)){{{';'.join(f'{name}:revert' for name in _DEFAULTS.split())}}}"
"""Material builds on the browsers' own defaults, the portal takes them away."""
_DROPPED = ("color-scheme", "-webkit-font-smoothing", "-moz-osx-font-smoothing")


@cache
def material_css() -> bytes:
    """Return the style sheet: one layer, no request to anywhere, the same bytes for the same version of Material."""
    folder = files("material") / "templates" / "assets" / "stylesheets"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".min.css"))
    text = "".join(
        (folder / name).read_text("utf-8")
        for start in ("main.", "palette.")
        for name in names
        if name.startswith(start)
    )
    rules = [kept for rule in read_rules(text.removeprefix("\ufeff")) for kept in _keep(rule)]
    text = "".join(rule.text() for rule in (*rules, *_system(rules)))
    return f"@layer {LAYER}{{{_RESTORED}{text}}}\n".encode()


def _keep(rule: Rule) -> Iterator[Rule]:
    """Yield the rule as it is wanted, if any of it is."""
    if rule.head.startswith("@keyframes"):
        if rule.head.endswith(_KEYFRAMES):
            yield rule
    elif rule.rules:
        inner = tuple(kept for child in rule.rules for kept in _keep(child))
        if inner:
            yield Rule(rule.head, rules=inner)
    elif not rule.head.startswith("@"):
        heads = [head for selector in selectors(rule.head) for head in _selector(selector)]
        body = _body(rule.body, only=_OF_PAGE if heads == [CONTENT] else "")
        if heads and body:
            yield Rule(",".join(heads), body)


_KEYFRAMES = ("pulse", "hoverfix")


def _selector(selector: str) -> Iterator[str]:
    """Yield the selector to use instead; nothing for one that is about Material's frame."""
    if selector in _VARIABLES:
        yield selector
    elif selector == "body":
        yield CONTENT
    elif not _FRAME.search(selector):
        plain = selector.replace(".focus-visible", ":focus-visible")  # a class that Material's script sets
        inside = ".md-typeset" in plain or _FLOATING.search(plain)
        yield plain if inside else _SCHEME.sub(rf"\1{CONTENT} ", plain)


def _body(body: str, *, only: str = "") -> str:
    """Return the declarations that are kept; with `only`, those whose names start with one of its words."""
    rows = ((name, value) for name, value in declarations(body) if name not in _DROPPED)
    starts = tuple(only.split()) or ("",)
    return ";".join(f"{name}:{_resize(name, _rescale(value))}" for name, value in rows if name.startswith(starts))


def _resize(name: str, value: str) -> str:
    """Let a size of text follow what readers choose; what is relative to it does so anyway."""
    if name != "font-size":
        return value
    return _TEXT_SIZE.sub(lambda match: f"calc({match[0]}*{_CHOSEN_SIZE})", value)


def _rescale(value: str) -> str:
    parts = _STRING.split(value)
    return "".join(part if index % 2 else _REM.sub(_scaled, part) for index, part in enumerate(parts))


def _scaled(match: re.Match[str]) -> str:
    return f"{float(match[1]) * _SCALE:.5f}".rstrip("0").rstrip(".") + "rem"


def _system(rules: list[Rule]) -> Iterator[Rule]:
    """Yield the dark variables once more, for readers without script whose system is dark."""
    flat = [child for rule in rules for child in (rule.rules or (rule,))]
    dark = tuple(
        Rule(":root:not([data-md-color-scheme])", rule.body)
        for rule in flat
        if "[data-md-color-scheme=slate]" in selectors(rule.head)
    )
    yield Rule("@media (prefers-color-scheme:dark)", rules=dark)
