"""Plug-in: entities get the annotation that plug-ins of Backstage know their project on the Git host by.

In: entities while they are read.  Out: `github.com/project-slug` and its like.  Pure: yes.  Kept: no.
Not its job: replacing an annotation that an author wrote, asking the host.
"""

from collections.abc import Iterable

from portalgen.config import PluginSettings
from portalgen.hookspecs import hookimpl
from portalgen.model.processors import Processor
from portalgen_scm_slug.slugs import Options, Slugs


@hookimpl
def register_processors(settings: PluginSettings) -> Iterable[Processor]:
    """Return the processor, if portal.yaml asks for it."""
    return (Slugs(settings.read_as(Options)),) if settings.enabled else ()
