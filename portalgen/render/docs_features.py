"""What pages of documentation need beyond the usual: found in their HTML, loaded only by pages that have it."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from portalgen.model.docs import DocsSite
from portalgen.render.diagram_frame import FRAME


@dataclass(frozen=True, slots=True)
class Feature:
    """Something in a page that takes scripts of others to show."""

    name: str
    word: str
    """Its class in clean HTML."""
    pattern: re.Pattern[str]
    """Finds an element with the class."""
    assets: tuple[str, ...]
    """How the paths of the theme's assets for it start."""
    scripts: tuple[str, ...]
    styles: tuple[str, ...] = ()

    def is_in(self, html: str) -> bool:
        """Say whether a page needs it."""
        return self.word in html and bool(self.pattern.search(html))


MERMAID = Feature(
    "mermaid",
    "mermaid",
    re.compile(r'<pre class="(?:[^"]* )?mermaid[ "]'),
    assets=(FRAME, "js/docs-diagrams.js", "vendor/mermaid"),
    scripts=("js/docs-diagrams.js",),
)
MATH = Feature(
    "math",
    "arithmatex",
    re.compile(r' class="(?:[^"]* )?arithmatex[ "]'),
    assets=("vendor/katex", "vendor/fonts/KaTeX", "js/docs-math.js"),
    scripts=("vendor/katex.min.js", "js/docs-math.js"),
    styles=("vendor/katex.min.css",),
)
FEATURES = (MERMAID, MATH)
PATTERNS = "css/patterns.css"
"""The style sheet of the page of patterns, which no portal has."""


def features_of(html: str) -> tuple[Feature, ...]:
    """Return the features that a page needs."""
    return tuple(feature for feature in FEATURES if feature.is_in(html))


def assets_of(html: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return scripts and style sheets for documentation inside of another page; nothing for none."""
    if not html:
        return (), ()
    features = features_of(html)
    scripts = (script for feature in features for script in feature.scripts)
    styles = (style for feature in features for style in feature.styles)
    return ("js/docs.js", "js/docs-lightbox.js", *scripts), ("css/docs-content.css", "css/docs-tools.css", *styles)


def unused_assets(sites: Iterable[DocsSite]) -> tuple[str, ...]:
    """Return how the paths of assets start that no page of any site needs."""
    missing = set(FEATURES)
    for site in sites:
        for page in site.pages:
            missing -= {feature for feature in missing if feature.is_in(page.html)}
    return (PATTERNS, *(start for feature in FEATURES if feature in missing for start in feature.assets))


def own_style(site: DocsSite) -> str:
    """Return the route of the style sheet that the docs bring with them, empty if they have none."""
    found = site.own_style
    return f"{site.source.route(found.path)}?v={_version(found.content)}" if found else ""


@lru_cache(maxsize=16)
def _version(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]
