"""Configuration: one file, portal.yaml, and the flags and variables that go over it.

In: the file's path, an environment, flags.  Out: Config, or one ConfigError with every fault.  Pure: but for reading
the file.  Kept: no.  Not its job: reading the environment itself, printing, finding plug-ins.
"""

from portalgen.config.app_config import TakenOver, from_app_config
from portalgen.config.catalog_section import LocationEntry, Number, Text
from portalgen.config.config import Config
from portalgen.config.load_config import config_of, load_config
from portalgen.config.masking import showable
from portalgen.config.plugin_settings import PluginSettings
from portalgen.config.provider_settings import ProviderEntry, ProviderSettings
from portalgen.config.schema import config_schema
from portalgen.config.section import Section
from portalgen.config.settings import Settings
from portalgen.config.starter import starter_config

__all__ = [
    "Config",
    "LocationEntry",
    "Number",
    "PluginSettings",
    "ProviderEntry",
    "ProviderSettings",
    "Section",
    "Settings",
    "TakenOver",
    "Text",
    "config_of",
    "config_schema",
    "from_app_config",
    "load_config",
    "showable",
    "starter_config",
]
