"""Plug-in: what your organisation asks of entities beyond the model, as rules in portal.yaml.

In: the finished catalog.  Out: diagnostics `policy-violation`.  Pure: yes.  Kept: no.
Not its job: leaving entities out, changing them, running anything that a repository brings.
"""

from collections.abc import Iterable

from portalgen.config import PluginSettings
from portalgen.hookspecs import hookimpl
from portalgen.model.contributions import LintRule
from portalgen_policy.policy import Policy


@hookimpl
def register_rules(settings: PluginSettings) -> Iterable[LintRule]:
    """Return one check for all rules, if portal.yaml has any."""
    return (Policy.of(settings),) if settings.enabled else ()
