"""What stands under `plugins.policy`."""

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from portalgen.config.section import Section

Text = Annotated[str, Field(min_length=1)]


class PolicyRule(Section):
    """What entities of some kinds must have; everything in it has to hold."""

    kinds: tuple[Text, ...] = ()
    """Kinds that it is for, in any case; absent: all of them."""
    types: tuple[Text, ...] = ()
    """Values of `spec.type` that it is for; absent: all of them."""
    annotations: tuple[Text, ...] = ()
    """Annotations that must be there and not be empty."""
    labels: tuple[Text, ...] = ()
    """Labels that must be there."""
    name: Text | None = None
    """Regular expression that the whole of `metadata.name` must match; no look-around, no back-references."""
    schema_: dict[str, Any] | Path | None = Field(None, alias="schema")
    """JSON Schema of the whole entity, written here, or a file beside portal.yaml."""
    hint: str = ""
    """What the author should do, or where the rule is explained."""


class Options(Section):
    """The rules."""

    rules: Annotated[tuple[PolicyRule, ...], Field(min_length=1)]
    """Rules, each for some entities."""
