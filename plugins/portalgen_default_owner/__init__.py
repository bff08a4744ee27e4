"""Plug-in: an entity without `spec.owner` gets the owner that portal.yaml has for its place.

In: entities while they are read.  Out: `spec.owner`.  Pure: yes.  Kept: no.
Not its job: replacing an owner that an author wrote, or that another plug-in found.
"""

from collections.abc import Iterable

from portalgen.config import PluginSettings
from portalgen.hookspecs import hookimpl
from portalgen.model.processors import Processor
from portalgen_default_owner.owner_by_place import OwnerByPlace


@hookimpl
def register_processors(settings: PluginSettings) -> Iterable[Processor]:
    """Return the processor, if portal.yaml asks for it."""
    return (OwnerByPlace.of(settings),) if settings.enabled else ()
