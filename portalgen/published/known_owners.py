"""Known owners: an entity whose owner a plug-in of the portal gives, and that plug-in does not run here, has one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from portalgen.diagnostics import Diagnostic, Severity, Where, diagnose
from portalgen.model.kinds import Kind
from portalgen.model.processors import Change, Draft
from portalgen.model.ref import EntityRef
from portalgen.published.read_model import ActivePlugin
from portalgen.published.read_published import Published, ref_of

STAND_IN = EntityRef("group", "default", "given-by-a-plug-in-of-the-portal")
"""Owner of what the portal does not have yet."""
NOT_KNOWN = "nothing here names its owner"
"""Words of the note on such an entity."""
_LINE = b'{"kind":"Group","metadata":{"name":"given-by-a-plug-in-of-the-portal"}}'


def with_stand_in(published: Published) -> Published:
    """Return the published catalog with the owner that stands for an unknown one."""
    return replace(published, lines={**published.lines, STAND_IN: _LINE})


@dataclass(frozen=True, eq=False)
class KnownOwners:
    """The processor."""

    published: Published
    kinds: Mapping[str, Kind]
    """By name."""
    plugins: tuple[ActivePlugin, ...]
    """Those that give owners, and do not run here."""

    def __call__(self, draft: Draft) -> Iterator[Change | Diagnostic]:
        """Give the owner that the portal has; an entity that is new there has one that nobody needs to know."""
        ref = ref_of(draft.document)
        if ref is None or draft.value("spec", "owner") not in (None, "") or not self._is_meant(draft):
            return
        known = self.published.entity(ref).spec.get("owner") if ref in self.published.lines else None
        is_known = isinstance(known, str) and known
        yield Change(("spec", "owner"), str(known) if is_known else str(STAND_IN), "portal")
        if not is_known:
            names = " or ".join(plugin.name for plugin in self.plugins)
            message = f"{ref}: {NOT_KNOWN}, which {names} may give it in the portal"
            where = Where(draft.snapshot.source.url, draft.path)
            found = diagnose(
                "unowned-entity", message, where=where, hint="write spec.owner to be sure", entity=str(ref)
            )
            yield replace(found, severity=Severity.INFO)

    def _is_meant(self, draft: Draft) -> bool:
        kind = self.kinds.get(draft.kind)
        owner = kind.spec_for(draft.value("spec")).model_fields.get("owner") if kind else None
        told = any(plugin.kinds is None or draft.kind in plugin.kinds for plugin in self.plugins)
        return owner is not None and owner.is_required() and told


def known_owners(published: Published, kinds: Iterable[Kind], plugins: Iterable[ActivePlugin]) -> KnownOwners:
    """Return the processor for the plug-ins that give owners and do not run here."""
    return KnownOwners(published, {kind.name: kind for kind in kinds}, tuple(plugins))
