"""What templates can call for the sake of languages: other editions, plural forms for scripts, diagrams in words."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context as Frame
from markupsafe import Markup

from portalgen.diagrams import DiagramRow, diagram_list, legend
from portalgen.model import routes
from portalgen.model.diagram import Diagram
from portalgen.render.contexts import Edition
from portalgen.render.template_functions import state_of

ELSEWHERE = "x-default"
"""The language tag of the edition for readers of all other languages."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """A page in another language, or in its own."""

    language: str
    name: str
    """What the language calls itself."""
    url: str


@pass_context
def editions(frame: Frame) -> tuple[Alternate, ...]:
    """Return this page in all languages of the portal; from the page for lost readers, their home pages."""
    route = state_of(frame).route
    route = "" if route == routes.NOT_FOUND else route
    found: tuple[Edition, ...] = frame["shell"].editions
    return tuple(Alternate(one.language, one.name, one.base_url + route) for one in found)


@pass_context
def alternates(frame: Frame) -> tuple[Alternate, ...]:
    """Return the same for search engines, with one for all other languages; nothing for pages that they leave out."""
    if frame["head"].canonical or state_of(frame).route == routes.NOT_FOUND:
        return ()
    found: tuple[Alternate, ...] = editions(frame)
    return (*found, *(replace(one, language=ELSEWHERE) for one in found[:1]))


@pass_context
def forms(frame: Frame, key: str, prefix: str = "") -> Markup:
    """Key -> its plural forms as attributes, `data-one="…" data-other="…"`, for scripts that know the number."""
    found = sorted(state_of(frame).theme.words.forms(key).items())
    return Markup(" ").join(Markup('data-{}{}="{}"').format(prefix, name, text) for name, text in found)


@pass_context
def phrase(frame: Frame, text: str, section: str) -> str:
    """English words that Python makes -> the same from a section of the words, unchanged if it does not have them."""
    return str(state_of(frame).theme.words.texts.get(f"{section}.{text}", text))


def capital(text: str) -> str:
    """Words within a sentence -> the same at its start: `component` is "Component", `API` stays."""
    return text[:1].upper() + text[1:]


@pass_context
def relation(frame: Frame, name: str, otherwise: str = "") -> str:
    """Name of a relation -> how it reads between its two ends."""
    return str(state_of(frame).theme.words.texts.get(f"relation.{name}", otherwise))


@pass_context
def diagram_key(frame: Frame, diagram: Diagram) -> list[tuple[str, Markup]]:
    """Diagram -> words and samples of its lines."""
    rows = legend(diagram, state_of(frame).theme.diagram_words)
    return [(row.words, Markup(row.sample)) for row in rows]  # noqa: S704  (a fixed picture)


@pass_context
def diagram_rows(frame: Frame, diagram: Diagram) -> tuple[DiagramRow, ...]:
    """Diagram -> what it shows, as rows of words."""
    return diagram_list(diagram, state_of(frame).theme.diagram_words)


LANGUAGE_FILTERS: dict[str, Callable[..., Any]] = {"phrase": phrase, "capital": capital}
"""Template filters by name."""
LANGUAGE_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "editions": editions,
    "alternates": alternates,
    "forms": forms,
    "relation": relation,
    "diagram_key": diagram_key,
    "diagram_rows": diagram_rows,
}
"""Template functions by name."""
