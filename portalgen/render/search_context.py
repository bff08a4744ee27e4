"""The page at /search/: what it shows without script is every entity by its first letter."""

import unicodedata
from dataclasses import dataclass
from itertools import groupby

from portalgen.model import routes
from portalgen.model.site import PagePlan
from portalgen.render.contexts import EntityLink, PageContext
from portalgen.render.frame import Planning, head_of
from portalgen.render.lookup import links_to

OTHER = "#"
"""Heading of what begins with no letter."""


@dataclass(frozen=True, slots=True)
class SearchLetter:
    """Entities whose title begins with one letter."""

    letter: str
    """In upper case and without accents; `#` for anything that is no letter."""
    id: str
    """Of its heading."""
    entities: tuple[EntityLink, ...]
    """By title."""


@dataclass(frozen=True, slots=True)
class SearchContext(PageContext):
    """The search page."""

    letters: tuple[SearchLetter, ...] = ()
    """In order, `#` first; together every entity once."""
    total: int = 0
    """Number of entities."""


def plan_search(planning: Planning) -> PagePlan:
    """Return the plan of the search page."""
    links = sorted(links_to(planning.catalog.entities, planning.catalog), key=lambda link: _letter(link.title))
    letters = tuple(
        SearchLetter(letter, f"letter-{ord(letter[0]):x}", tuple(found))
        for letter, found in groupby(links, key=lambda link: _letter(link.title))
    )
    head = head_of("@search.title", routes.SEARCH, styles=("css/search.css", "css/search-page.css"))
    return PagePlan(routes.SEARCH, "pages/search.html", SearchContext(planning.shell, head, letters, len(links)))


def _letter(title: str) -> str:
    first = unicodedata.normalize("NFKD", title[:1]).upper()[:1]
    return first if first.isalpha() else OTHER
