"""The style sheet of what portal.yaml says of a site's look: accent colours and fonts."""

from portalgen.model.look import Look
from portalgen.render.accent import USUAL, Surfaces, accent_style

_FONTS = (("site/text.woff2", "Site text", "--font-sans"), ("site/code.woff2", "Site code", "--font-mono"))


def look_style(look: Look, surfaces: Surfaces = USUAL) -> str:
    """Return the style sheet, empty for a look that is the theme's own; `surfaces` are those of the theme."""
    assets = look.assets()
    return accent_style(look.accent, look.accent_dark, surfaces) + "".join(
        _font(path, family, token) for path, family, token in _FONTS if path in assets
    )


def _font(path: str, family: str, token: str) -> str:
    """Return the rules of one font; the sheet stands in `css/`, and a font of one weight is made bold by browsers."""
    face = f'@font-face {{ font-family: "{family}"; src: url("../{path}"); font-weight: 1 999; font-display: swap; }}\n'
    return f'{face}@layer tokens {{ :root {{ {token}: "{family}", {_OTHERS[token]}; }} }}\n'


_OTHERS = {"--font-sans": "system-ui, sans-serif", "--font-mono": "ui-monospace, monospace"}
"""Token -> fonts for letters that the site's own does not have."""
