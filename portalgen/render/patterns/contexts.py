"""What `pages/patterns.html` gets: patterns in groups, each a template and the values it is drawn from."""

from dataclasses import dataclass, field

from portalgen.model.contributions import Card, Context
from portalgen.render.contexts import PageContext


@dataclass(frozen=True, slots=True)
class Pattern:
    """One state of one component."""

    title: str
    template: str
    """Path in the theme; of a page, what stands in its frame is drawn."""
    context: Context = field(default_factory=Context)
    card: Card | None = None
    """The card that it is, drawn in its frame."""


@dataclass(frozen=True, slots=True)
class PatternGroup:
    """Patterns that belong together."""

    id: str
    title: str
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class PatternsContext(PageContext):
    """All patterns of a theme."""

    theme: str
    """Its name."""
    groups: tuple[PatternGroup, ...]
    material: str
    """Route of the style sheet of documentation."""


def of_card(title: str, template: str, context: Context, *, name: str = "", wide: bool = False) -> Pattern:
    """Return a card in its frame; `name` is that which a card has on entity pages, if its look depends on that."""
    return Pattern(title, template, context, Card(name or title, template, context, wide=wide))
