"""Two syntaxes turned into ones that the Markdown set knows: GitHub alerts, and Graphviz and PlantUML blocks.

Alerts follow mkdocs-github-admonitions-plugin 0.1.1, blocks markdown-graphviz-inline 1.1.3 and plantuml-markdown.
"""

import re
from bisect import bisect_left
from collections.abc import Callable

_FENCE = re.compile(r"(?P<indent>[ ]*)(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)")
_WORDS = "note|tip|important|caution|warning"
_ALERT = re.compile(
    rf"^> {{,3}}\[!(?P<type>{_WORDS})\] *(?P<title>[^\n]*)\n(?P<body>(?:>[^\n]*\n)+)", re.IGNORECASE | re.MULTILINE
)
_GITLAB_ALERT = re.compile(
    rf"^>>> {{,3}}\[!(?P<type>{_WORDS})\] *(?P<title>[^\n]*)\n(?P<body>(?:(?!>>>)[^\n]*\n)+)>>>",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTE = re.compile(r"^(?:> ?)?", re.MULTILINE)
_START = re.compile(r"^", re.MULTILINE)
_KINDS = {"caution": "danger", "important": "warning"}
_DOT_TAG = re.compile(r"^\{% *(?P<tool>\w+)\s+\S+\s*\n(?P<text>(?:(?!%\})[^\n]*\n)*?)%\}[ ]*$", re.MULTILINE)
_DOT_FENCE = re.compile(r"^```graphviz +\w+ +\S+[ ]*$", re.MULTILINE)
_UML = re.compile(
    r"^(?P<indent>[ ]*)::uml::[^\n]*\n(?P<text>(?:(?! *::end-uml::)[^\n]*\n)*) *::end-uml::[ ]*$", re.MULTILINE
)
_Make = Callable[[re.Match[str]], str]
_LAYOUTS = {"dot", "neato", "fdp", "sfdp", "twopi", "circo"}


def rewrite(text: str) -> str:
    """Return Markdown in which alerts are admonitions, and old diagram blocks are fences."""
    if "[!" in text:
        text = text if text.endswith("\n") else f"{text}\n"
        text = _replace(_ALERT, _admonition(_QUOTE), text)
        text = _replace(_GITLAB_ALERT, _admonition(_START), text)
    if "{%" in text:
        text = _replace(_DOT_TAG, _dot_fence, text)
    text = _replace(_DOT_FENCE, lambda _: "```dot", text)
    return _replace(_UML, _uml_fence, text) if "::uml::" in text else text


def _replace(pattern: re.Pattern[str], make: _Make, text: str) -> str:
    """Replace what a pattern finds, but not in code that a fence shows."""
    if not pattern.search(text):
        return text
    code = _code(text)

    def made(match: re.Match[str]) -> str:
        before = bisect_left(code, (match.start(), 0))
        return match[0] if before and match.end() <= code[before - 1][1] else make(match)

    return pattern.sub(made, text)


def _code(text: str) -> list[tuple[int, int]]:
    """Return start and end of each block of code in fences, in order, as pymdownx.superfences takes them."""
    found = []
    opened, start, at = None, 0, 0
    for line in text.split("\n"):
        match = _FENCE.match(line)
        if opened and line.strip() and not line.startswith(opened["indent"]):
            opened = None
        if opened is None:
            opened, start = match, at
        elif match and match.group("indent", "fence") == opened.group("indent", "fence") and not match["info"].strip():
            found.append((start, at + len(line)))
            opened = None
        at += len(line) + 1
    return found


def _admonition(prefix: re.Pattern[str]) -> _Make:
    def made(match: re.Match[str]) -> str:
        kind = match["type"].lower()
        title = (match["title"].strip() or kind.title()).replace('"', "'")
        body = prefix.sub("    ", match["body"].strip("\n"))
        return f'!!! {_KINDS.get(kind, kind)} "{title}"\n{body}\n'

    return made


def _dot_fence(match: re.Match[str]) -> str:
    return f"```dot\n{match['text']}```" if match["tool"] in _LAYOUTS else match[0]


def _uml_fence(match: re.Match[str]) -> str:
    return f"{match['indent']}```plantuml\n{match['text']}{match['indent']}```"
