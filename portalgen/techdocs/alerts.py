"""Two syntaxes turned into ones that the Markdown set knows: GitHub alerts, and Graphviz and PlantUML blocks.

Alerts follow mkdocs-github-admonitions-plugin 0.1.1, blocks markdown-graphviz-inline 1.1.3 and plantuml-markdown.
"""

import re

_CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.MULTILINE | re.DOTALL)
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
_LAYOUTS = {"dot", "neato", "fdp", "sfdp", "twopi", "circo"}


def rewrite(text: str) -> str:
    """Return Markdown in which alerts are admonitions, and old diagram blocks are fences."""
    if "[!" in text:
        text = _replace(_ALERT, _QUOTE, text)
        text = _replace(_GITLAB_ALERT, _START, text)
    if "{%" in text:
        text = _DOT_TAG.sub(_dot_fence, text)
    text = _DOT_FENCE.sub("```dot", text)
    return _UML.sub(r"\g<indent>```plantuml\n\g<text>\g<indent>```", text) if "::uml::" in text else text


def _replace(pattern: re.Pattern[str], prefix: re.Pattern[str], text: str) -> str:
    code = [match.span() for match in _CODE.finditer(text)]

    def admonition(match: re.Match[str]) -> str:
        if any(start < match.start() and match.end() <= end for start, end in code):
            return match[0]
        kind = match["type"].lower()
        title = (match["title"].strip() or kind.title()).replace('"', "'")
        body = prefix.sub("    ", match["body"].strip("\n"))
        return f'!!! {_KINDS.get(kind, kind)} "{title}"\n{body}\n'

    return pattern.sub(admonition, text if text.endswith("\n") else f"{text}\n")


def _dot_fence(match: re.Match[str]) -> str:
    return f"```dot\n{match['text']}```" if match["tool"] in _LAYOUTS else match[0]
