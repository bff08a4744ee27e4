"""Stage 3 of 6: fragments become one catalog.

In: Fragment*, Snapshot*, LintRule*.  Out: Catalog.  Pure: yes.  Kept: no, it is cheap.
Not its job: reading files, deciding URLs.
"""

from portalgen.resolve.lint import BUILT_IN_RULES
from portalgen.resolve.resolve_catalog import resolve_catalog

__all__ = ["BUILT_IN_RULES", "resolve_catalog"]
