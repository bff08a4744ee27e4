"""Stage 5 of 6: what there is to find -> the files that answer a search in the browser.

In: SearchDocument*, gathered by collators from what was built.  Out: SiteFile*.  Pure: yes; same documents in any
order, same bytes.  Kept: no.  Not its job: matching and ranking a query (that is
`assets/js/search-engine.js`, which reads these files), the look of results, deciding URLs.
"""

from portalgen.search.build_index import build_index
from portalgen.search.collate import BUILT_IN_COLLATORS, Collated, collate

__all__ = ["BUILT_IN_COLLATORS", "Collated", "build_index", "collate"]
