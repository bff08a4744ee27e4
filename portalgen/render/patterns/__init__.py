"""The components of a theme in all their states, drawn by its own templates from fixed sample values.

In: a theme, the settings of a site.  Out: the plan of patterns.html, documents for its search.  Pure: yes.
Not its job: markup of components (that is the theme's), looking at a catalog.
"""

from portalgen.render.patterns.plan_patterns import plan_patterns, sample_documents
from portalgen.render.patterns.samples import ROUTE

__all__ = ["ROUTE", "plan_patterns", "sample_documents"]
