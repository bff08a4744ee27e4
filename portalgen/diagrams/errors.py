"""What can go wrong with a diagram."""

from portalgen.errors import PortalgenError


class DiagramError(PortalgenError):
    """A diagram cannot be drawn; callers say `diagram-failed` and show the diagram's list instead."""
