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
_ELEMENT = re.compile(r"(?:[a-z][a-z0-9]*|\*)?(?:::?[a-z-]+(?:\([^)]*\))?)*")
_VARIABLES = {":root", "[data-md-color-scheme=default]", "[data-md-color-scheme=slate]"}
_CONTENT_NAMES = (".md-typeset", "md-tooltip", "md-annotation", "md-ellipsis", "linenos", "highlighttable")
_FRAME = re.compile(r"\.md-(?!typeset|tooltip|annotation|code__|clipboard|icon|tags|tag\b|ellipsis|button|status)")
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
    return f"@layer {LAYER}{{{''.join(rule.text() for rule in (*rules, *_system(rules)))}}}\n".encode()


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
        body = _body(rule.body)
        if heads and body:
            yield Rule(",".join(heads), body)


_KEYFRAMES = ("pulse", "hoverfix")


def _selector(selector: str) -> Iterator[str]:
    """Yield the selector to use instead; nothing for one that is about Material's frame."""
    if selector in _VARIABLES:
        yield selector
    elif "data-md-color-primary" in selector or "data-md-color-accent" in selector:
        return
    elif selector == "body":
        yield CONTENT
    elif _ELEMENT.fullmatch(selector) and not selector.startswith("html"):
        yield f"{CONTENT} {selector}"
    elif any(name in selector for name in _CONTENT_NAMES) and not _FRAME.search(selector):
        yield selector.replace(".focus-visible", ":focus-visible")  # a class that Material's script sets


def _body(body: str) -> str:
    kept = [f"{name}:{_rescale(value)}" for name, value in declarations(body) if name not in _DROPPED]
    return ";".join(kept)


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
