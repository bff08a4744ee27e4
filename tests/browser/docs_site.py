"""Writes a documentation site as files, the way a build does: only the assets that its pages need."""

import struct
import zlib
from dataclasses import replace
from pathlib import Path

from portalgen.model.contributions import Built
from portalgen.render import docs_files, plan_site, render_page, theme_files, unused_assets
from portalgen.techdocs.build_docs import build_docs
from tests.builders.catalogs import make_catalog
from tests.builders.docs import Contents, Files, docs_job
from tests.builders.sites import EXTENSIONS, SETTINGS, shipped_theme

HOME = "docs/default/component/shop/"
GITHUB = "https://github.com/acme/shop.git"


def write_docs(folder: Path, text: str, config: str = "", more: Files | None = None) -> Path:
    """Write a portal with docs of one page (and more files); return the file of that page."""
    files: Files = {"mkdocs.yml": f"site_name: Shop\n{config}", "docs/index.md": text, **(more or {})}
    source, contents = docs_job(files)
    source = replace(source, source=replace(source.source, url=GITHUB))
    site = build_docs(source, contents)
    built = Built(make_catalog("component:shop owner=web", "group:web"), (site,))
    theme = shipped_theme()
    pages = (render_page(plan, theme) for plan in plan_site(built, EXTENSIONS, SETTINGS).plans)
    assets = theme_files(theme, unused_assets(built.docs))
    for file in (*pages, *assets, *docs_files(site, Contents([(source, contents)]))):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return folder / HOME / "index.html"


def png(width: int, height: int) -> bytes:
    """Return a grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + b"\x80" * width) * height
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
