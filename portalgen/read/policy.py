"""What the configuration and the plug-ins say about reading."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from portalgen.cache import code_digest, digest
from portalgen.model.docs_tab import DocsTab
from portalgen.model.forge import Forges
from portalgen.model.kinds import BUILT_IN, Kind
from portalgen.model.processors import Processor
from portalgen.model.rules import CatalogRule
from portalgen.model.spec import Spec


@dataclass(frozen=True)
class ReadPolicy:
    """Kinds, hosts and rules that descriptors are read by."""

    kinds: tuple[Kind, ...] = BUILT_IN
    forges: Forges = field(default_factory=Forges)
    rules: tuple[CatalogRule, ...] | None = None
    """None: every kind is allowed from every location."""
    processors: tuple[Processor, ...] = ()
    """What plug-ins add to entities, in their order."""
    tabs: tuple[DocsTab, ...] = ()
    """Annotations that name folders of Markdown, which plug-ins show."""
    strict: bool = False
    """True: what Backstage without further modules does not know is rejected: kinds, types of API, placeholders."""

    def kind(self, name: str, api_version: str) -> Kind | None:
        """Return the kind with exactly this spelling and version."""
        return self._exact.get((name, api_version))

    def named(self, name: str) -> Kind | None:
        """Return the kind of this name in any case and any version, for hints."""
        return next((kind for kind in self._known if kind.key == name.lower()), None)

    def similar(self, name: str) -> str:
        """Return the known kind that a name looks like, empty if there is none."""
        return _similar(name, tuple(kind.name for kind in self._known)) if len(name) <= _LONGEST else ""

    def spec(self, kind: Kind, values: object) -> type[Spec]:
        """Return the class that the values of a spec are read by."""
        return kind.spec if self.strict else kind.spec_for(values)

    @cached_property
    def digest(self) -> str | None:
        """Return what changes with anything that a descriptor is read by; None if that is not known.

        It is of the kinds in the box and of those of portal.yaml; a plug-in's may do as they like, its processors too.
        """
        kinds = [_identity(kind) for kind in self.kinds]
        if self.processors or not all(kinds):
            return None
        return digest(
            code_digest(), repr(self.forges), repr(self.rules), repr(self.tabs), str(self.strict), *map(str, kinds)
        )

    @cached_property
    def _exact(self) -> dict[tuple[str, str], Kind]:
        known = [((kind.name, version), kind) for kind in self._known for version in kind.api_versions]
        return dict(reversed(known))  # of two the first counts

    @property
    def _known(self) -> Iterator[Kind]:
        return (kind for kind in self.kinds if not (self.strict and kind.optional))


def _identity(kind: Kind) -> str | None:
    """Return what tells a kind from another: its code is portalgen's, or its schema is data."""
    specs = [kind.spec, *(kind.variants[name] for name in sorted(kind.variants))]
    if not all(spec.schema_of_spec or spec.__module__.startswith("portalgen.") for spec in specs):
        return None
    schemas = [spec.schema_of_spec.document if spec.schema_of_spec else spec.__qualname__ for spec in specs]
    own = [spec.model_fields for spec in specs if spec.schema_of_spec]
    fields = [(name, field.metadata) for one in own for name, field in one.items()]
    return repr((kind.name, kind.plural, kind.api_versions, sorted(kind.variants), kind.optional, schemas, fields))


_LONGEST = 63
"""Characters of the name of a kind."""


@lru_cache(maxsize=1000)
def _similar(name: str, known: tuple[str, ...]) -> str:
    by_key = {one.lower(): one for one in known}
    return next((by_key[key] for key in difflib.get_close_matches(name.lower(), by_key, n=1, cutoff=0.8)), "")
