"""Rules that run in every portal."""

from collections.abc import Sequence
from functools import partial

from portalgen.model.contributions import LintRule
from portalgen.model.kinds import BUILT_IN, Kind
from portalgen.resolve.lint.cycles import cyclic
from portalgen.resolve.lint.dangling import dangling
from portalgen.resolve.lint.isolation import orphaned, outside_domains, unprovided
from portalgen.resolve.lint.lifecycle import unready
from portalgen.resolve.lint.ownership import deserted, unowned
from portalgen.resolve.lint.usual_kinds import unusual


def kind_rules(kinds: Sequence[Kind]) -> tuple[LintRule, ...]:
    """Return the rules that go by what the classes of some kinds say."""
    return tuple(partial(rule, kinds=tuple(kinds)) for rule in (unowned, unusual))


BUILT_IN_RULES: tuple[LintRule, ...] = (
    dangling,
    cyclic,
    deserted,
    unready,
    unprovided,
    outside_domains,
    orphaned,
    *kind_rules(BUILT_IN),
)
"""What is checked in every portal."""
