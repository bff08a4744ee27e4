"""Links to entities as templates write them thousands of times: in Python, since a macro costs ten times as much.

`partials/macros.html` gives them their names, so that a site's own macros can stand in their place.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context as Frame
from markupsafe import Markup, escape

from portalgen.render.contexts import EntityLink
from portalgen.render.frame import KIND_ORDER
from portalgen.render.template_functions import icon, link, state_of, words

_LIFECYCLES = frozenset({"production", "experimental", "deprecated"})


@pass_context
def entity_link(frame: Frame, target: EntityLink, icons: bool = True) -> Markup:  # noqa: FBT001, FBT002  (templates say `false`)
    """Entity -> its name as a link, with the icon of its kind; without a link if it is not in the catalog."""
    kept = state_of(frame).links
    key = (target.ref, target.title, icons)
    return kept.get(key) or kept.setdefault(key, _entity_link(frame, target, icons=icons))


def _entity_link(frame: Frame, target: EntityLink, *, icons: bool) -> Markup:
    title = escape(target.title)
    if not target.route:
        said = escape(words(frame, "entity.missing", ref=target.ref))
        inside = f"{icon(frame, 'unknown')}<span>{title}</span>"
        shown = f'<span class="entity entity-missing" title="{said}">{inside}</span>'
    else:
        picture = kind_icon(frame, target.kind) if icons else ""
        shown = f'<a class="entity" href="{escape(link(frame, target.route))}">{picture}<span>{title}</span></a>'
    return Markup(shown)  # noqa: S704  (every part is escaped)


@pass_context
def entity_links(frame: Frame, targets: Iterable[EntityLink], icons: bool = True) -> Markup:  # noqa: FBT001, FBT002
    """Entities -> their names as links, nothing if there are none."""
    found = " ".join(entity_link(frame, target, icons) for target in targets)
    return Markup(f'<span class="entities">{found}</span>' if found else "")  # noqa: S704  (made of the above)


@pass_context
def kind_icon(frame: Frame, kind: str) -> Markup:
    """Kind -> its icon in its colour."""
    known = kind in KIND_ORDER
    name = state_of(frame).theme.kind_icons.get(kind, kind if known else "unknown")
    return icon(frame, name, f"kind-{kind if known else 'location'}")


@lru_cache(maxsize=1_000)
def lifecycle_mark(value: str) -> Markup:
    """Lifecycle -> a coloured word, nothing for none."""
    if not value:
        return Markup("")
    name = value if value in _LIFECYCLES else "other"
    return Markup('<span class="lifecycle lifecycle-{}">{}</span>').format(name, value)


ENTITY_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "entity_link": entity_link,
    "entity_links": entity_links,
    "entity_icon": kind_icon,
    "lifecycle_mark": lifecycle_mark,
}
"""Template functions by name."""
