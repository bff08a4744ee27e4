"""Checks of the finished catalog that ship in the box: one rule is one function of the catalog.

In: Catalog.  Out: Diagnostic*.  Pure: yes.  Kept: no.  Not its job: how severe a finding is taken, what is suppressed.
"""

from portalgen.resolve.lint.rules import BUILT_IN_RULES, kind_rules

__all__ = ["BUILT_IN_RULES", "kind_rules"]
