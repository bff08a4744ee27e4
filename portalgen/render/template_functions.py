"""What templates can call: links, assets, icons, words, cards and diagrams, each knowing the page it is used on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from jinja2.runtime import Context as Frame
from markupsafe import Markup

from portalgen.diagrams import DiagramError, draw_svg, icon_name
from portalgen.model import routes
from portalgen.model.contributions import Card, Context
from portalgen.model.diagram import Diagram
from portalgen.model.links import leaves_site, safe_url
from portalgen.render.filters import breakable, markdown, plain, short, source
from portalgen.render.frame import KIND_ORDER
from portalgen.render.headers import content_security_policy, policy_for
from portalgen.render.icons import icon_id, link_icon
from portalgen.render.own_markdown import own_markdown

if TYPE_CHECKING:
    from portalgen.render.theme import Theme

STATE = "_page"
"""Name under which templates carry the state of the page; no template writes it."""


@dataclass(frozen=True, slots=True)
class PageState:
    """What functions know of the page being rendered."""

    route: str
    theme: "Theme"
    base: str = ""
    """Path of the site on its host when links have to be absolute (the 404 page stands at every address)."""
    icons: set[str] = field(default_factory=set)
    """Names of the icons used so far; the page ends with their shapes."""
    links: dict[tuple[str, str, bool], Markup] = field(default_factory=dict)
    """Links to entities that the page has already: owners and the steps of a chain come again and again."""


def variables(context: Context, state: PageState) -> dict[str, Any]:
    """Return what a template sees: exactly the fields of its context."""
    found = {row.name: getattr(context, row.name) for row in fields(context)}
    return {**found, STATE: state}


def state_of(frame: Frame) -> PageState:
    """Return what the page being rendered knows."""
    state: PageState = frame[STATE]
    return state


@pass_context
def link(frame: Frame, route: str) -> str:
    """Route -> relative link from this page; safe addresses stay as they are, others lead nowhere."""
    state = state_of(frame)
    if _leaves_site(route):
        return safe_url(route) or "#"
    if route.startswith("#"):
        return route
    route = route.removeprefix("/")  # portal.yaml may write it so
    return state.base + route if state.base else _relative(route, state.route)


_leaves_site = lru_cache(maxsize=65_536)(leaves_site)
_relative = lru_cache(maxsize=1_000)(routes.relative)
"""A page links to the same few places again and again."""


@pass_context
def prose(frame: Frame, text: str, values: Sequence[str] = ()) -> Markup:
    """Markdown of portal.yaml -> HTML whose links to pages of the portal start from this page."""
    return own_markdown(text, lambda route: link(frame, route), values)


@pass_context
def asset(frame: Frame, path: str) -> str:
    """Path of an asset -> relative link that changes when the file does."""
    return link(frame, state_of(frame).theme.asset_route(path))


@pass_context
def search_version(frame: Frame) -> str:
    """Return what changes with any of the scripts and styles that search loads when it is opened."""
    return state_of(frame).theme.version_of_search


@pass_context
def words(frame: Frame, key: str, **values: object) -> str:
    """Key -> words of the theme."""
    return state_of(frame).theme.words.text(key, **values)


@pass_context
def say(frame: Frame, text: str, **values: object) -> str:
    """Text that may be a key (`@nav.home`) -> words."""
    return state_of(frame).theme.words.say(text, **values)


@pass_context
def number(frame: Frame, value: int) -> str:
    """Number -> the same with its thousands marked."""
    return state_of(frame).theme.words.number(value)


@pass_context
def date(frame: Frame, seconds: int) -> Markup:
    """Seconds since 1970 -> a `time` element with the day."""
    shown = state_of(frame).theme.words.date(seconds)
    day = state_of(frame).theme.words.iso_day(seconds)
    return Markup('<time datetime="{}">{}</time>').format(day, shown)


@pass_context
def canonical(frame: Frame) -> str:
    """Return the address that search engines are to know the page by, nothing when it has none or needs none."""
    state = state_of(frame)
    base: str = frame["shell"].base_url
    other: str = frame["head"].canonical
    if other:
        return base + other if base else routes.relative(other, state.route)
    return base + state.route if base and state.route != routes.NOT_FOUND else ""


@pass_context
def icon(frame: Frame, name: str, classes: str = "") -> Markup:
    """Name -> a small picture beside words; it says nothing to screen readers."""
    state = state_of(frame)
    known = name if name in state.theme.icons else "dot"
    state.icons.add(known)
    return _use(known, classes)


@cache
def _use(name: str, classes: str) -> Markup:
    names = f"icon {classes}".rstrip()
    return Markup('<svg class="{}" aria-hidden="true"><use href="#{}"/></svg>').format(names, icon_id(name))


@pass_context
def icon_shapes(frame: Frame) -> Markup:
    """Return the shapes of all icons that the page has used, at its end: `file://` pages cannot use a shared file."""
    state = state_of(frame)
    shapes = "".join(state.theme.icons[name] for name in sorted(state.icons))
    return Markup('<svg class="icon-shapes" width="0" height="0" aria-hidden="true">{}</svg>').format(Markup(shapes))  # noqa: S704


@pass_context
def card(frame: Frame, value: Card) -> Markup:
    """Card -> its HTML; its template sees the fields of its own context."""
    state = state_of(frame)
    template = state.theme.environment.get_template(value.template)
    return Markup(template.render(variables(value.context, state)))  # noqa: S704  (templates escape)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A diagram's picture, or why there is none; the list beside it says the same."""

    picture: Markup
    reason: str


@pass_context
def draw(frame: Frame, diagram: Diagram) -> Drawing:
    """Diagram -> its drawing."""
    state = state_of(frame)
    kinds = {node.kind for node in diagram.nodes} | {box.kind for box in diagram.boundaries}
    names = {kind: state.theme.kind_icons.get(kind) or icon_name(kind) for kind in kinds}
    icons = {kind: name for kind, name in names.items() if name in state.theme.icons}
    state.icons.update(icons.values())
    try:
        ids = {kind: icon_id(name) for kind, name in icons.items()}
        return Drawing(Markup(draw_svg(diagram, state.route, ids, state.theme.diagram_words)), "")  # noqa: S704  (made of escaped text)
    except DiagramError as error:
        return Drawing(Markup(""), str(error))


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name."""
    words_of_name = name.split()
    return "".join(word[0] for word in (words_of_name[:1] + words_of_name[1:][-1:])).upper()


FILTERS: dict[str, Callable[..., Any]] = {
    "link": link,
    "asset": asset,
    "say": say,
    "date": date,
    "number": number,
    "breakable": breakable,
    "markdown": markdown,
    "prose": prose,
    "plain": plain,
    "short": short,
    "source": source,
    "initials": initials,
}
MOST_ROWS = 500
"""Rows of one list on a page: one descriptor may name ten thousands of entities, each on every page of the other."""
MOST_TAGS = 50
"""Tags and other small things of one entity."""

FEW_TAGS = 20
"""Of those, how many are seen at once."""

FUNCTIONS: dict[str, Callable[..., Any] | str | int | tuple[str, ...]] = {
    "most_rows": MOST_ROWS,
    "most_tags": MOST_TAGS,
    "few_tags": FEW_TAGS,
    "t": words,
    "canonical": canonical,
    "icon": icon,
    "search_version": search_version,
    "icon_shapes": icon_shapes,
    "card": card,
    "draw": draw,
    "link_icon": link_icon,
    "known_kinds": KIND_ORDER,
    "policy_for": policy_for,
    "csp": Markup(content_security_policy()),  # noqa: S704  (a constant; quotes stay quotes)
}
