"""CODEOWNERS of GitHub, GitLab and Bitbucket: text in, rules out; a path and rules in, the rule that holds out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from portalgen.globs import Budget, TooManyStepsError
from portalgen_codeowners.patterns import Pattern

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
    cut: Pattern
    """The pattern, ready to be compared."""


def parse_codeowners(text: str) -> tuple[Rule, ...]:
    """Return the rules in their order. Lines of other kinds (Bitbucket's groups and settings) are left out."""
    return tuple(islice(_rules(text), MOST))


_EACH = 30_000
"""Steps that come with each path: three for every rule that a file may have."""


@dataclass(frozen=True, slots=True)
class Codeowners:
    """The rules of one file, which are compared with each path once, in a limited number of steps over all."""

    rules: Sequence[Rule]
    steps: Budget = field(default_factory=lambda: Budget(each=_EACH), compare=False)
    _known: dict[str, Rule | None] = field(default_factory=dict, compare=False)
    _undecided: set[str] = field(default_factory=set, compare=False)

    def rule_for(self, path: str) -> Rule | None:
        """Return the last rule that matches a path; none, once the rules took too many steps."""
        if path not in self._known:
            self._known[path] = self._find(path)
        return self._known[path]

    def is_undecided(self, path: str) -> bool:
        """Say whether the rule for a path was not found because looking for it took too many steps."""
        return path in self._undecided

    def _find(self, path: str) -> Rule | None:
        parts = path.split("/")
        try:
            self.steps.refill()
            near = (rule for rule in reversed(self.rules) if path.startswith(rule.cut.start))
            return next((rule for rule in near if rule.cut.means(parts, self.steps)), None)
        except TooManyStepsError:
            self._undecided.add(path)
            return None


def _rules(text: str) -> Iterator[Rule]:
    usual: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        words = _COMMENT.sub("", line).strip()
        section = _SECTION.fullmatch(words)
        if section:  # GitLab: owners of the section's lines that name none
            usual = tuple(section["owners"].split())
        elif words and not words.startswith(("@@@", "CODEOWNERS.", "!")):
            pattern, *owners = _SPACE.split(words)
            plain = pattern.replace("\\ ", " ").replace("\\#", "#")
            yield Rule(plain, tuple(owners) or usual, number, Pattern.of(plain))
