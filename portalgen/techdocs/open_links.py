"""Open links: marks in finished HTML for what only the whole portal knows, and their answers in place of the marks.

The sanitiser writes every `<`, `>` and `"` of attributes as an entity, and every `<` of a text: start tags are found
without a parser. Only the address, the class and `rel` of a link change, and what is put there is escaped.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

MARK = "portal-link-"
"""Start of the fragments that stand for open links; no id of a page starts so (`sanitise.RESERVED`)."""
MOVED = "is an old address of a page that has moved"
"""What is wrong with a link that a redirect answers."""
_OPEN = re.compile(rf'<[a-z]+ [^<>]*?\b((?:href|src)="#{MARK}(\d+)")[^<>]*>')
_BROKEN = "docs-broken"


def mark(number: int) -> str:
    """Return what stands for the open link of that number (in `DocsPage.links`) until it is answered."""
    return f"#{MARK}{number}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What an open link leads to."""

    address: str = ""
    """Relative to the page, or of another site; empty: the text stays, without a link."""
    outside: bool = False
    problem: str = ""
    """What is wrong, if anything is."""
    hint: str = ""
    moved: bool = False
    """True: it leads there, but by an old address."""


def put_answers(html: str, answers: Sequence[Answer]) -> str:
    """Return the HTML with its marks replaced; a link that leads nowhere looks as those that `mend_links` found."""
    return _OPEN.sub(lambda found: _answered(found, answers), html)


def _answered(found: re.Match[str], answers: Sequence[Answer]) -> str:
    tag, attribute, number = found[0], found[1], int(found[2])
    answer = answers[number] if number < len(answers) else Answer(problem="no such link")
    if answer.address and (tag.startswith("<a ") or not answer.outside):  # what a page shows comes from the portal
        rel = ' rel="noopener noreferrer"' if answer.outside else ""
        name = attribute.partition("=")[0]
        return tag.replace(attribute, f'{name}="{escape(answer.address)}"{rel}', 1)
    tag = tag.replace(f" {attribute}", "", 1)
    if not answer.problem:
        return tag
    if ' class="' in tag:
        return re.sub(' class="([^"]*)"', rf' class="\1 {_BROKEN}"', tag, count=1)
    return f'{tag[:-1]} class="{_BROKEN}">'
