"""A reader of minified CSS: text -> nested rules, enough to choose, rename and rescale; strings stay as they are."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|/\*.*?\*/|[{};]|[^\"'{};/]+|/", re.DOTALL)
_PART = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[(),\[\]]|[^\"'(),\[\]]+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rule:
    """`head{body}`, or `head{rules}` for a group such as `@media`; a statement (`@charset`) has neither."""

    head: str
    body: str = ""
    """Declarations as written."""
    rules: tuple["Rule", ...] = ()

    def text(self) -> str:
        """Return the rule as CSS."""
        return f"{self.head}{{{''.join(rule.text() for rule in self.rules) or self.body}}}"


def read_rules(css: str) -> tuple[Rule, ...]:
    """Return the rules of a style sheet in order, without comments and statements."""
    return tuple(_rules(match[0] for match in _TOKEN.finditer(css) if not match[0].startswith("/*")))


def selectors(head: str) -> list[str]:
    """Cut a list of selectors at its own commas, not at those inside brackets and strings."""
    found, depth = [""], 0
    for match in _PART.finditer(head):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(match[0], 0)
        if match[0] == "," and not depth:
            found.append("")
        else:
            found[-1] += match[0]
    return [selector.strip() for selector in found]


def declarations(body: str) -> Iterator[tuple[str, str]]:
    """Yield (property, value) of a rule's body; semicolons inside strings do not end a value."""
    row = ""
    for match in _TOKEN.finditer(body + ";"):
        if match[0] == ";":
            name, colon, value = row.partition(":")
            if colon:
                yield name.strip(), value.strip()
            row = ""
        else:
            row += match[0]


def _rules(tokens: Iterable[str]) -> Iterator[Rule]:
    """Read rules until their block ends."""
    stream, head = iter(tokens), ""
    for piece in stream:
        if piece == "{":
            yield _block(head.strip(), stream)
            head = ""
        elif piece == "}":
            return
        else:
            head = "" if piece == ";" else head + piece


def _block(head: str, stream: Iterator[str]) -> Rule:
    if head.startswith(("@media", "@supports", "@layer", "@container", "@keyframes")):
        return Rule(head, rules=tuple(_rules(stream)))
    body = ""
    for piece in stream:
        if piece == "}":
            break
        body += piece
    return Rule(head, body)
