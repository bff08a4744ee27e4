"""Links between documentation sites: what other stages know, given to the step that answers the links.

In: Tools, Catalog and the DocsSites of all entities.  Out: DocsSites.  Pure: yes.  Kept: no, it is cheap.
Not its job: links inside one site, which are answered where it is built.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from portalgen.model.catalog import Catalog
from portalgen.model.docs import DocsSite
from portalgen.model.ref import EntityRef
from portalgen.render import tab_keys
from portalgen.resolve import Suggestions
from portalgen.techdocs import Portal, cross_links
from portalgen.tools import Tools


def with_links(tools: Tools, catalog: Catalog, sites: Iterable[DocsSite]) -> list[DocsSite]:
    """Return the sites with their links to each other, to the catalog and to files beside the docs."""

    def tabs(ref: EntityRef) -> AbstractSet[str]:
        return tab_keys(catalog.entities[ref], catalog, tools.extensions.cards, tools.settings.layouts)

    portal = Portal(catalog, tools.policy.forges, tools.settings.base_url, Suggestions(catalog).near, tabs)
    return list(cross_links(sites, portal))
