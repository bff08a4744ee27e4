"""What a site looks like beside its theme, as portal.yaml says it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class NavItem:
    """A row of the side bar: a page of the portal by name, or a link of the site's own."""

    page: str = ""
    """`home`, `catalog` …, or `plugins` for the pages of plug-ins; empty for a link."""
    title: str = ""
    url: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """Colours, fonts and pictures of a site."""

    accent: str = ""
    """Accent colour, `#rrggbb`; empty for the theme's own."""
    accent_dark: str = ""
    """Accent colour of the dark scheme; empty: made of the other."""
    logo: Path | None = None
    favicon: Path | None = None
    text_font: Path | None = None
    """Variable or regular font of all text (WOFF2)."""
    code_font: Path | None = None

    def assets(self) -> dict[str, Path]:
        """Return asset path -> file."""
        named = {"logo": self.logo, "favicon": self.favicon, "text": self.text_font, "code": self.code_font}
        return {f"site/{name}{path.suffix.lower()}": path for name, path in named.items() if path}
