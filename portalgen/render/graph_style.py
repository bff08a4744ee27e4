"""The style inside an SVG file that stands alone: the looks of the theme's `diagram.css`, its colours by scheme.

A page shows such a file as a picture, which sees nothing of the page's own style.
"""

LIGHT = {
    "ink": "#1b1f24",
    "quiet": "#5b6470",
    "ground": "#ffffff",
    "area": "#f6f7f8",
    "edge": "#c9ced4",
    "line": "#868d97",
    "accent": "#2a5bd7",
    "component": "#0b6e66",
    "api": "#6a3fc0",
    "resource": "#8f5600",
    "system": "#2257b5",
    "domain": "#ab2d67",
    "group": "#37701d",
    "user": "#666009",
    "template": "#ab4018",
}
DARK = {
    "ink": "#e4e7eb",
    "quiet": "#9ba4b0",
    "ground": "#1a1d22",
    "area": "#21252b",
    "edge": "#454c57",
    "line": "#7b838d",
    "accent": "#8fb1ff",
    "component": "#4fcdbd",
    "api": "#b8a0f8",
    "resource": "#e0aa4e",
    "system": "#86adff",
    "domain": "#f08db9",
    "group": "#8fce6c",
    "user": "#c8c565",
    "template": "#f29a72",
}
_KINDS = ("component", "api", "resource", "system", "domain", "group", "user", "template")

_RULES = (
    "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Noto Sans',Arial,sans-serif;--kind:var(--quiet)}"
    ".diagram-box{fill:var(--ground);stroke:var(--edge)}"
    ".diagram-mark{fill:var(--kind);fill-opacity:.13}"
    ".diagram-icon{fill:none;stroke:var(--kind);stroke-width:1.9;stroke-linecap:round;stroke-linejoin:round}"
    ".diagram-label{fill:var(--ink);font-size:13px;font-weight:500}"
    ".diagram-detail{fill:var(--quiet);font-size:11px}"
    ".diagram-stack{fill:none;stroke:var(--edge);stroke-linecap:round}"
    ".is-focus .diagram-box{stroke:var(--accent);stroke-width:1.75}"
    ".is-dangling .diagram-box{fill:none;stroke:var(--quiet);stroke-dasharray:4 3}"
    ".diagram-boundary{fill:var(--area);stroke:var(--edge)}"
    ".diagram-boundary.depth-1{fill:var(--ground)}"
    ".diagram-boundary.is-focus{stroke:var(--accent)}"
    ".diagram-caption{fill:var(--quiet);font-size:12px;font-weight:500}"
    ".diagram-line,.diagram-tip{fill:none;stroke:var(--line);stroke-width:1.4;stroke-linejoin:round}"
    ".tip-arrow,.tip-diamond,.tip-dot{fill:var(--line)}"
    ".tip-ball{fill:var(--ground)}"
    ".edge-consumesApi .diagram-line{stroke-dasharray:7 4}"
    ".edge-ownerOf .diagram-line{stroke-dasharray:1.5 4;stroke-linecap:round}"
    ".edge-hasMember .diagram-line{stroke-dasharray:8 3 1.5 3}"
)


def _colours(colours: dict[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in colours.items())


STYLE = (
    f"svg{{{_colours(LIGHT)};{_RULES}"
    + "".join(f".kind-{kind}{{--kind:var(--{kind})}}" for kind in _KINDS)
    + f"@media(prefers-color-scheme:dark){{svg{{{_colours(DARK)};background:{DARK['ground']}}}}}"
)
"""As it stands in a `style` element; no character of it needs escaping."""
