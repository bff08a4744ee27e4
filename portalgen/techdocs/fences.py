"""Fenced blocks with a meaning: Graphviz is drawn at build, mermaid and PlantUML keep their source."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from typing import Any

from pymdownx.arithmatex import arithmatex_fenced_format

from portalgen.techdocs.drawings import Drawings

Fence = dict[str, Any]

_GRAPHVIZ = ("dot", "graphviz")
_PLANTUML = ("plantuml", "puml", "uml", "c4plantuml")
_math = arithmatex_fenced_format(mode="generic", tag="div")
SOURCE_CAPTION = '<figcaption class="docs-source-caption"></figcaption>'
"""Empty: its words are the theme's, whose template for documentation puts them in."""
_CLASS = re.compile(r"[A-Za-z][\w -]*")


def custom_fences(wanted: object, drawings: Drawings) -> list[Fence]:
    """Return the fences of a site in superfences' form; the repository's own ones keep name and class only."""
    known = [_fence("mermaid", "mermaid", _figure), _fence("math", "arithmatex", _math)]
    known += [_fence(name, "graphviz", partial(_draw, drawings=drawings)) for name in _GRAPHVIZ]
    known += [_fence(name, "plantuml", partial(_plantuml, drawings=drawings)) for name in _PLANTUML]
    names = {fence["name"] for fence in known}
    rows = [row for row in wanted if isinstance(row, dict)] if isinstance(wanted, list) else []
    own = [fence for row in rows if (fence := _own(row)) and fence["name"] not in names]
    return [*known, *own]


def _own(row: Mapping[str, Any]) -> Fence | None:
    name, css = row.get("name"), row.get("class")
    if not (isinstance(name, str) and isinstance(css, str) and _CLASS.fullmatch(css)) or name == "*":
        return None
    return _fence(name, css, _math if css == "arithmatex" else _source)


def _fence(name: str, css: str, formatter: Callable[..., str]) -> Fence:
    return {"name": name, "class": css, "format": formatter}


def _source(source: str, language: str, css_class: str, *_: object, **__: object) -> str:
    return f'<pre class="{escape(css_class)}"><code class="language-{escape(language)}">{escape(source)}</code></pre>'


def _figure(source: str, language: str, css_class: str, *rest: object, **options: object) -> str:
    shown = _source(source, language, css_class, *rest, **options)
    return f'<figure class="docs-source">{SOURCE_CAPTION}{shown}</figure>'


def _plantuml(source: str, language: str, css_class: str, *rest: object, drawings: Drawings, **options: object) -> str:
    drawings.problems.append(("PlantUML is not drawn, its source is shown", language))
    return _source(source, language, css_class, *rest, **options)


def _draw(source: str, language: str, css_class: str, *rest: object, drawings: Drawings, **options: object) -> str:
    from portalgen.diagrams import draw_dot  # noqa: PLC0415  (Graphviz is loaded by the first page that needs it)

    try:
        return drawings.keep(draw_dot(source))
    except MemoryError:
        raise  # as in `render_page`
    except Exception as error:  # noqa: BLE001  (whatever is wrong with it, readers get the source)
        first = str(error).strip().splitlines()[:1]
        drawings.problems.append((f"the {language} block cannot be drawn: {' '.join(first)}", language))
        return _source(source, language, css_class, *rest, **options)
