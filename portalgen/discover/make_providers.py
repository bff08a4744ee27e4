"""Makes providers: what portal.yaml says under `catalog.providers` in, providers that can be asked out."""

from collections.abc import Mapping

from portalgen.config import Config
from portalgen.errors import ConfigError, PluginError
from portalgen.hookspecs import ProviderMaker
from portalgen.model.credentials import Credentials
from portalgen.model.discovery import Provider


def make_providers(
    makers: Mapping[str, ProviderMaker], config: Config, credentials: Credentials
) -> tuple[Provider, ...]:
    """Return the providers in the order of the file.

    Raises `ConfigError` for settings that nobody reads or that are wrong, `PluginError` when a maker fails otherwise.
    """
    found: list[Provider] = []
    for settings in config.providers(makers, credentials):
        try:
            found += makers[settings.name](settings)
        except ConfigError:
            raise
        except Exception as error:
            text = f"catalog.providers.{settings.name}: the plug-in failed: {type(error).__name__}: {error}"
            raise PluginError(text, hint="update or remove the plug-in") from error
    return tuple(found)
