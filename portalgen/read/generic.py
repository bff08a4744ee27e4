"""Relations of kinds that nobody registered: the fields that most kinds share, read as far as they can be."""

from typing import Annotated, Any

from portalgen.model.relations import DEPENDENCY, OWNERSHIP, PART, Relates
from portalgen.model.spec import Spec


class GenericSpec(Spec):
    """What an unknown kind can say without a class of its own; nothing is checked."""

    owner: Annotated[Any, Relates(OWNERSHIP, "group")] = None
    system: Annotated[Any, Relates(PART, "system")] = None
    dependsOn: Annotated[Any, Relates(DEPENDENCY)] = None  # noqa: N815  (Backstage's spelling)
