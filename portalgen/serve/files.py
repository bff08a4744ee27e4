"""A URL path in, the file of the site that a static host would answer with out."""

import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from portalgen.model import routes

_TYPES = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".ndjson": "application/x-ndjson",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".yaml": "application/yaml",
}
"""Types that must not depend on the machine."""
_JSON = "application/json; charset=utf-8"
_ANCESTRY = re.compile(rf"/{routes.ENTITIES}by-name/([^/]+/[^/]+/[^/]+)/ancestry")


@dataclass(frozen=True, slots=True)
class Answer:
    """What to send: a file, or the address to go to instead."""

    status: int
    file: Path | None = None
    location: str = ""
    kind: str = ""
    """Type of the content; empty without a file."""


def find(folder: Path, url_path: str) -> Answer:
    """Return 200 with a file, 301 with the address that has the missing slash, or 404 (with 404.html if there is one).

    A file outside the folder is never found, whatever the path or a link in the folder says.
    """
    path = unquote(_ANCESTRY.sub(rf"/{routes.API}ancestry/\1.json", url_path))
    parts = path.split("/")[1:]
    root = folder.resolve()
    wanted = root.joinpath(*parts)
    tricky = not path.startswith("/") or "\0" in path or "\\" in path or {"", "..", "."} & set(parts[:-1])
    if tricky or parts[-1] in {"..", "."} or not wanted.resolve().is_relative_to(root):
        return _missing(root)
    if wanted.is_dir() and parts[-1]:
        return Answer(301, location=quote(path) + "/")
    file = wanted / "index.html" if wanted.is_dir() else wanted
    if not file.is_file() or not (wanted.is_dir() or parts[-1]):
        return _missing(root)
    return Answer(200, file, kind=_JSON if path.startswith(f"/{routes.API}") else content_type(file))


def content_type(file: Path) -> str:
    """Return the type of a file that is no answer of the API, which is JSON whatever its name."""
    kind = _TYPES.get(file.suffix.lower()) or mimetypes.guess_type(file.name)[0]
    kind = kind or "application/octet-stream"
    text = kind.startswith("text/") or kind in {"application/json", "image/svg+xml", "application/xml"}
    return f"{kind}; charset=utf-8" if text else kind


def _missing(root: Path) -> Answer:
    page = root / "404.html"
    return Answer(404, page, kind=content_type(page)) if page.is_file() else Answer(404)
