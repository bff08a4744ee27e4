"""AI resources: skills, rules, plug-ins and marketplaces for assistants (Backstage's module `ai-model`, alpha)."""

from typing import Annotated

from pydantic import Field

from portalgen.model.relations import DEPENDENCY, OWNERSHIP, PART, Relates
from portalgen.model.spec import Spec, Text, Texts


class AiResourceSpec(Spec):
    """Something that an assistant uses, of any type."""

    type: Text
    lifecycle: Text
    owner: Annotated[Text, Relates(OWNERSHIP, "group")]
    system: Annotated[Text, Relates(PART, "system")] = ""


class SkillSpec(AiResourceSpec):
    """Instructions for one task."""

    disciplines: Texts = ()
    categories: Texts = ()
    agents: Texts = ()
    dependsOn: Annotated[Texts, Relates(DEPENDENCY, "airesource")] = ()  # noqa: N815  (Backstage's spelling)
    allowedTools: Text = ""  # noqa: N815
    license: Text = ""
    compatibility: Annotated[Text, Field(max_length=500)] = ""


class RuleSpec(AiResourceSpec):
    """Something that assistants must heed."""

    category: Text
    rationale: Text
    disciplines: Texts = ()


class PluginSpec(AiResourceSpec):
    """Skills that are handed out together."""

    skills: Annotated[Texts, Relates(PART, "airesource", reverse=True)]
    version: Text = ""


class MarketplaceSpec(AiResourceSpec):
    """A list of plug-ins."""

    plugins: Annotated[Texts, Relates(PART, "airesource", reverse=True)]
    version: Text = ""


AI_RESOURCES: dict[str, type[Spec]] = {
    "skill": SkillSpec,
    "rule": RuleSpec,
    "plugin": PluginSpec,
    "marketplace": MarketplaceSpec,
}
"""Value of `spec.type` -> class."""
