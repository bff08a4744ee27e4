"""The portal as links see it: what is needed to answer them, and what an answer looks like before it has an address."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from portalgen.model.catalog import Catalog
from portalgen.model.forge import Forges
from portalgen.model.ref import EntityRef
from portalgen.techdocs.library import Place


@dataclass(frozen=True)
class Portal:
    """What links of documentation can lead to, beside documentation."""

    catalog: Catalog
    forges: Forges
    base_url: str = ""
    """Absolute address where the site will be, if known."""
    near: Callable[[EntityRef], Iterable[str]] = lambda _: ()
    """Missing entity -> those that may have been meant."""
    tabs: Callable[[EntityRef], AbstractSet[str]] = lambda _: frozenset()
    """Entity -> the keys of its tabs, but those of the overview and of its documentation."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a link means."""

    route: str | None = None
    """In the portal."""
    place: Place | None = None
    """The page of documentation that it is, if it is one."""
    anchor: str = ""
    """The place on that page, as a URL has it, unless the link names one itself."""
    url: str = ""
    """Outside of the portal."""
    problem: str = ""
    hint: str = ""
    moved: str = ""
    """The new address of a page that was named by an old one, from the root of the portal; empty for any other."""


NO_ADDRESS = Target()
"""It exists, and nobody knows where to show it."""
