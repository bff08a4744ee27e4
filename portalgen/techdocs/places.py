"""Places: addresses inside one documentation site, each given once.

Repositories name these files, and some names cannot stand beside each other in every folder (`a.md` and `A.md`,
`guide.md` and `guide/index.md`). Here they cost themselves; whatever gets as far as the publisher costs the portal.
"""

from portalgen.model.site_paths import LONGEST, SitePaths, is_path

_ABOVE = 300
"""Characters that the portal puts before a path of a site: `docs/` and the entity's ref."""


class Places:
    """What stands where so far."""

    def __init__(self) -> None:
        """Start with nothing taken."""
        self._paths = SitePaths()
        self._origins: dict[str, str] = {}

    def take(self, path: str, origin: str) -> str:
        """Give a page (`guide/`, "" for the home page) or file its address; return why it cannot have it, or "".

        `origin` names what wants it, for those who want the same later.
        """
        file = f"{path}index.html" if path.endswith("/") or not path else path
        if not is_path(file, LONGEST - _ABOVE):
            return "no file of a site can have this name"
        rival = self._paths.rival(file)
        if rival is not None:
            return f"{self._origins[rival]} has the same address"
        self._paths.take(file)
        self._origins[file] = origin
        return ""
