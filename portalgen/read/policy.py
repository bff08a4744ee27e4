"""What the configuration and the plug-ins say about reading."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from portalgen.model.forge import Forges
from portalgen.model.kinds import BUILT_IN, Kind
from portalgen.model.processors import Processor
from portalgen.model.rules import CatalogRule
from portalgen.model.spec import Spec


@dataclass(frozen=True, slots=True)
class ReadPolicy:
    """Kinds, hosts and rules that descriptors are read by."""

    kinds: tuple[Kind, ...] = BUILT_IN
    forges: Forges = field(default_factory=Forges)
    rules: tuple[CatalogRule, ...] | None = None
    """None: every kind is allowed from every location."""
    processors: tuple[Processor, ...] = ()
    """What plug-ins add to entities, in their order."""
    strict: bool = False
    """True: what Backstage without further modules does not know is rejected: kinds, types of API, placeholders."""

    def kind(self, name: str, api_version: str) -> Kind | None:
        """Return the kind with exactly this spelling and version."""
        return next((kind for kind in self._known if kind.name == name and api_version in kind.api_versions), None)

    def named(self, name: str) -> Kind | None:
        """Return the kind of this name in any case and any version, for hints."""
        return next((kind for kind in self._known if kind.key == name.lower()), None)

    def spec(self, kind: Kind, values: object) -> type[Spec]:
        """Return the class that the values of a spec are read by."""
        return kind.spec if self.strict else kind.spec_for(values)

    @property
    def _known(self) -> Iterator[Kind]:
        return (kind for kind in self.kinds if not (self.strict and kind.optional))
