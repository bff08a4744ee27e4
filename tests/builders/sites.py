"""Renders a catalog with the theme that ships: `render(make_catalog("component:shop")).page("component:shop")`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portalgen.hookspecs import Extensions
from portalgen.model import routes
from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Built, SiteSettings
from portalgen.model.kinds import BUILT_IN
from portalgen.model.ref import EntityRef
from portalgen.render import BUILT_IN_CARDS, SitePlan, Theme, load_theme, plan_site, render_page, theme_files

EXTENSIONS = Extensions(kinds=BUILT_IN, cards=BUILT_IN_CARDS)
SETTINGS = SiteSettings(organization="Larkspur", title="Larkspur portal", version="1.2.3")


@dataclass(frozen=True)
class Rendered:
    """A site in memory."""

    files: Mapping[str, bytes]

    def write(self, folder: Path) -> None:
        """Write the pages and the theme's assets to a folder."""
        assets = {file.path: file.content for file in theme_files(shipped_theme())}
        for name, content in {**self.files, **assets}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def at(self, route: str) -> LexborHTMLParser:
        """Return the page at a route."""
        return LexborHTMLParser(self.files[routes.file_of(route)].decode())

    def page(self, ref: str, tab: str = "") -> LexborHTMLParser:
        """Return the page of an entity, or one of its tabs."""
        return self.at(routes.entity(EntityRef.parse(ref), tab))


@cache
def shipped_theme() -> Theme:
    """Return the theme that ships, loaded once."""
    return load_theme("portalgen_theme", templates={}, overrides=None, assets={})


def plan(catalog: Catalog, *, extensions: Extensions = EXTENSIONS, settings: SiteSettings = SETTINGS) -> SitePlan:
    """Return the plan of a site without documentation."""
    built = Built(catalog, diagnostics=catalog.diagnostics)
    return plan_site(built, extensions, settings)


def render(catalog: Catalog, *, extensions: Extensions = EXTENSIONS, settings: SiteSettings = SETTINGS) -> Rendered:
    """Return the pages of a site without documentation and without assets."""
    plans = plan(catalog, extensions=extensions, settings=settings).plans
    files = (render_page(one, shipped_theme()) for one in plans)
    return Rendered({file.path: file.content for file in files})


def themed(tmp_path: Path, **files: str) -> Theme:
    """Return the theme that ships with overrides; names are paths with `__` for `/` and `_` for `.` at the end."""
    for name, text in files.items():
        path = tmp_path / ".".join(name.replace("__", "/").rsplit("_", 1))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_theme("portalgen_theme", templates={}, overrides=tmp_path, assets={})


def text_of(node: LexborHTMLParser | LexborNode, selector: str) -> str:
    """Return the words of the first element that a selector finds, with single spaces; empty if it finds none."""
    found = node.css_first(selector)
    return " ".join(found.text().split()) if found else ""


def texts_of(node: LexborHTMLParser | LexborNode, selector: str) -> list[str]:
    """Return the words of every element that a selector finds."""
    return [" ".join(found.text().split()) for found in node.css(selector)]


def links_of(node: LexborHTMLParser | LexborNode, selector: str) -> list[str]:
    """Return the targets of the links that a selector finds."""
    return [found.attributes["href"] or "" for found in node.css(selector)]
