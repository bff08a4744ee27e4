"""CODEOWNERS of GitHub, GitLab and Bitbucket: text in, rules out; a path and rules in, the rule that holds out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portalgen_codeowners.patterns import matches

MOST = 10_000
"""Rules of one file that are looked at."""
_SECTION = re.compile(r"\^?\[[^\]]+\](?:\[\d+\])?\s*(?P<owners>.*)")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
_SPACE = re.compile(r"(?<!\\)\s+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: a pattern and who owns what it matches; no owners: nobody does."""

    pattern: str
    owners: tuple[str, ...]
    line: int


def parse_codeowners(text: str) -> tuple[Rule, ...]:
    """Return the rules in their order. Lines of other kinds (Bitbucket's groups and settings) are left out."""
    return tuple(_rules(text))[:MOST]


def rule_for(path: str, rules: Sequence[Rule]) -> Rule | None:
    """Return the last rule that matches a path."""
    return next((rule for rule in reversed(rules) if matches(rule.pattern, path)), None)


def _rules(text: str) -> Iterator[Rule]:
    usual: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        words = _COMMENT.sub("", line).strip()
        section = _SECTION.fullmatch(words)
        if section:  # GitLab: owners of the section's lines that name none
            usual = tuple(section["owners"].split())
        elif words and not words.startswith(("@@@", "CODEOWNERS.", "!")):
            pattern, *owners = _SPACE.split(words)
            yield Rule(pattern.replace("\\ ", " ").replace("\\#", "#"), tuple(owners) or usual, number)
