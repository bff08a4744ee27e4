"""What the configuration and the plug-ins say about reading."""

from dataclasses import dataclass, field

from portalgen.model.forge import Forges
from portalgen.model.kinds import BUILT_IN, Kind
from portalgen.model.rules import CatalogRule


@dataclass(frozen=True, slots=True)
class ReadPolicy:
    """Kinds, hosts and rules that descriptors are read by."""

    kinds: tuple[Kind, ...] = BUILT_IN
    forges: Forges = field(default_factory=Forges)
    rules: tuple[CatalogRule, ...] | None = None
    """None: every kind is allowed from every location."""
    strict: bool = False
    """True: unknown kinds are rejected, as Backstage does."""

    def kind(self, name: str, api_version: str) -> Kind | None:
        """Return the kind with exactly this spelling and version."""
        return next((kind for kind in self.kinds if kind.name == name and api_version in kind.api_versions), None)

    def named(self, name: str) -> Kind | None:
        """Return the kind of this name in any case and any version, for hints."""
        return next((kind for kind in self.kinds if kind.key == name.lower()), None)
