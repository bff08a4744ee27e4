"""The part of the `site` section about its look: logo, fonts, and the rows of the side bar."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import model_validator

from portalgen.config.catalog_section import Text
from portalgen.config.section import Section
from portalgen.config.senseless import Senseless
from portalgen.model.look import Look, NavItem

PICTURES = (".svg", ".png", ".webp", ".jpg", ".jpeg", ".ico")
Page = Literal["home", "catalog", "apis", "docs", "systems", "teams", "create", "graph", "health", "plugins"]


class Fonts(Section):
    """Fonts of the site's own, as WOFF2 files beside portal.yaml."""

    text: Path | None = None
    """Font of all text; a variable one has all weights."""
    code: Path | None = None
    """Font of code."""


class NavRow(Section):
    """A row of the side bar; a page of the portal can be written as a word."""

    page: Page | None = None
    """Page of the portal; `plugins` stands for all pages of plug-ins."""
    title: str = ""
    """Its words. Absent: those of the page."""
    url: str = ""
    """Where it leads instead of a page: an address, or a path in the portal like `docs/default/component/handbook/`."""
    icon: str = ""
    """Icon of the theme, or one that Material for MkDocs ships: `material/airplane`, `simple/grafana`,
    `octicons/rocket-24`. Absent: that of the page, or a globe."""

    @model_validator(mode="before")
    @classmethod
    def _word(cls, value: Any) -> Any:  # noqa: ANN401  (a file as written can hold anything)
        return {"page": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "NavRow":
        if bool(self.page) == bool(self.url):
            raise ValueError("a row has either a page or a url")
        if self.url and not self.title:
            raise ValueError("a row with a url needs a title")
        return self


class LookSection(Section):
    """What of the site is seen on every page."""

    accent: str = ""
    """Accent colour as `#rrggbb`; empty for the theme's own. Where it could not be read it is made darker or
    lighter."""
    accent_dark: str = ""
    """Accent colour of the dark scheme as `#rrggbb`. Absent: made of `accent`."""
    logo: Path | None = None
    """Picture beside the name of the organisation; it starts at the folder of portal.yaml, as the following do."""
    favicon: Path | None = None
    """Picture in the tabs of browsers. Absent: the logo, if it is an SVG, else the theme's."""
    fonts: Fonts = Fonts()
    """Fonts of the site's own."""
    navigation: tuple[NavRow, ...] = ()
    """Rows of the side bar, in their order. Absent: all pages."""


def look_of(section: LookSection, folder: Path) -> Look:
    """Return the look of a site; relative paths start at `folder`."""

    def path(given: Path | None) -> Path | None:
        return folder / given if given else None

    logo, favicon = path(section.logo), path(section.favicon)
    return Look(
        accent=section.accent,
        accent_dark=section.accent_dark,
        logo=logo,
        favicon=favicon or (logo if logo and logo.suffix.lower() == ".svg" else None),
        text_font=path(section.fonts.text),
        code_font=path(section.fonts.code),
    )


def nav_of(section: LookSection) -> tuple[NavItem, ...]:
    """Return the rows of the side bar, none for the usual ones."""
    return tuple(NavItem(row.page or "", row.title, row.url, row.icon) for row in section.navigation)


def look_faults(section: LookSection, folder: Path) -> Iterator[Senseless]:
    """Yield files that are not there or cannot be what they are named as."""
    wanted: tuple[tuple[Path | None, tuple[str, ...], tuple[Text, ...]], ...] = (
        (section.logo, PICTURES, ("logo",)),
        (section.favicon, PICTURES, ("favicon",)),
        (section.fonts.text, (".woff2",), ("fonts", "text")),
        (section.fonts.code, (".woff2",), ("fonts", "code")),
    )
    for given, endings, at in wanted:
        if given and given.suffix.lower() not in endings:
            yield Senseless(("site", *at), f"a file that ends in {' or '.join(endings)} is needed", "convert it")
        elif given and not (folder / given).is_file():
            yield Senseless(("site", *at), f"there is no file {given.name}", "name a file that there is")
