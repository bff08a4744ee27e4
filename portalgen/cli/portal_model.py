"""The model of a published portal in; the configuration of a check that knows its kinds and plug-ins out."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portalgen.config import Config
    from portalgen.model.kinds import Kind
    from portalgen.model.processors import Processor
    from portalgen.published import ActivePlugin, Published, PublishedModel
    from portalgen.tools import Tools

CODEOWNERS = "codeowners"
"""Plug-in whose owners are in the repository itself: what it says is known here as well."""


def with_model(config: "Config", model: "PublishedModel", kinds: "Iterable[Kind]") -> "Config":
    """Return the configuration with what the portal adds to it; what is known here already stays as it is."""
    settings, known = config.settings, {kind.key for kind in kinds}
    own = settings.model
    further = tuple(kind for kind in model.section.kinds if kind.name.lower() not in known)
    names = {name for row in own.relations for name in (row.forward, row.backward)}
    relations = tuple(row for row in model.section.relations if names.isdisjoint((row.forward, row.backward)))
    section = own.model_copy(
        update={"kinds": (*own.kinds, *further), "relations": (*own.relations, *relations)},
    )
    plugin = _codeowners(config, model.plugins)
    plugins = settings.plugins.model_copy(update={CODEOWNERS: _values(plugin)}) if plugin else settings.plugins
    return replace(config, settings=settings.model_copy(update={"model": section, "plugins": plugins}))


def with_owners(tools: "Tools", model: "PublishedModel", published: "Published") -> "Tools":
    """Return the tools with what stands for plug-ins that give owners in the portal and do not run here."""
    from portalgen.published import known_owners

    config, policy = tools.config, tools.policy
    here = {name for name in config.plugin_names if config.plugin(name).enabled}
    absent = [plugin for plugin in model.plugins if plugin.gives_owners and plugin.name not in here]
    if not absent:
        return tools
    processors: tuple[Processor, ...] = (*policy.processors, known_owners(published, policy.kinds, absent))
    extensions = replace(tools.extensions, processors=processors)
    return replace(tools, policy=replace(policy, processors=processors), extensions=extensions)


def _codeowners(config: "Config", plugins: "Iterable[ActivePlugin]") -> "ActivePlugin | None":
    """Return the plug-in, if the portal has it on, it is installed, and nothing is said of it here."""
    from portalgen.plugins import installed_names

    disabled = config.settings.plugins.disabled
    is_free = CODEOWNERS not in (*config.plugin_names, *disabled) and CODEOWNERS in installed_names()
    return next((plugin for plugin in plugins if plugin.name == CODEOWNERS), None) if is_free else None


def _values(plugin: "ActivePlugin") -> object:
    return True if plugin.kinds is None else {"kinds": list(plugin.kinds)}
