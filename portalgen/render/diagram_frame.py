"""The page that draws Mermaid diagrams: one document with its script inside, so that it works in a sandboxed frame.

A frame with an origin of its own may load no script from a folder, and browsers keep none of its files: a whole
document they do keep. Its policy allows this one script by its digest, and styles, which Mermaid needs; nothing else.
"""

import hashlib
from base64 import b64encode
from collections.abc import Mapping

FRAME = "diagrams.html"
"""Asset path of the page."""
PARTS = ("vendor/mermaid.min.js", "js/diagram-frame.js")
"""Assets that it is made of; they are not published by themselves."""


def with_diagram_frame(assets: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return a theme's assets with the page instead of its parts; unchanged if the theme does not have these."""
    if not all(part in assets for part in PARTS):
        return dict(assets)
    others = {path: content for path, content in assets.items() if path not in PARTS}
    return others | {FRAME: _page(b";\n".join(assets[part] for part in PARTS))}


def _page(script: bytes) -> bytes:
    safe = script.replace(b"</script", b"<\\/script").replace(b"<script", b"\\x3cscript")  # only strings have them
    digest = b64encode(hashlib.sha256(safe).digest()).decode()
    policy = f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'"
    meta = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
    start = f'<!doctype html><html lang="en"><head>{meta}<title>Diagrams</title></head><body><script>'
    return start.encode() + safe + b"</script></body></html>\n"
