"""Stage 3 of 6: fragments become one catalog.

In: Fragment*, Snapshot*, LintRule*.  Out: Catalog.  Pure: yes.  Kept: the findings, by what they hang on.
Not its job: reading files, deciding URLs.
"""

from portalgen.resolve.findings import findings_text, made_of, with_findings
from portalgen.resolve.lint.rules import BUILT_IN_RULES, kind_rules
from portalgen.resolve.readmes import with_readmes
from portalgen.resolve.resolve_catalog import resolve_catalog
from portalgen.resolve.suggestions import Suggestions
from portalgen.resolve.weigh import explained, weigh, weigh_catalog

__all__ = [
    "BUILT_IN_RULES",
    "Suggestions",
    "explained",
    "findings_text",
    "kind_rules",
    "made_of",
    "resolve_catalog",
    "weigh",
    "weigh_catalog",
    "with_findings",
    "with_readmes",
]
