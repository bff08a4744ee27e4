"""Plug-in: an entity without `spec.owner` gets the owner that CODEOWNERS names for its descriptor.

In: entities while they are read, CODEOWNERS of their repository.  Out: `spec.owner`.  Pure: yes.  Kept: no.
Not its job: replacing an owner that an author wrote, knowing which groups exist.
"""

from collections.abc import Iterable

from portalgen.config import PluginSettings
from portalgen.hookspecs import hookimpl
from portalgen.model.processors import Processor
from portalgen_codeowners.owner_from_file import Options, OwnerFromFile


@hookimpl
def register_processors(settings: PluginSettings) -> Iterable[Processor]:
    """Return the processor, if portal.yaml asks for it."""
    return (OwnerFromFile(settings.read_as(Options)),) if settings.enabled else ()
