"""Plug-ins: found by entry point, asked once, and turned into plain `Extensions`; nothing later knows pluggy."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from importlib.metadata import entry_points
from inspect import signature
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any

import pluggy

from portalgen import builtin, hookspecs
from portalgen.config import PluginSettings
from portalgen.errors import ConfigError, PluginError
from portalgen.hookspecs import Extensions
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.kinds import Kind
from portalgen.model.source import Fetcher
from portalgen.render import kind_cards
from portalgen.resolve import kind_rules

GROUP = "portalgen.plugins"


def installed_names() -> tuple[str, ...]:
    """Return the names of the installed plug-ins, sorted."""
    return tuple(sorted({point.name for point in entry_points(group=GROUP)}))


def load_extensions(
    *,
    disabled: Iterable[str] = (),
    extra: Iterable[ModuleType] = (),
    kinds: Sequence[Kind] = (),
    settings: Callable[[str], PluginSettings] = PluginSettings,
) -> Extensions:
    """Return what the built-ins, then all installed plug-ins by name, then `extra` ones register.

    `kinds` and `settings` are those of portal.yaml. Raises `PluginError` when a plug-in cannot be imported, or fails in
    a hook or has one that does not exist; `ConfigError` when its settings are wrong.
    """
    plugins = [*_installed({*disabled}), *((module.__name__, module) for module in extra)]
    asked = _Asked(_manager(plugins), ("builtin", *(name for name, _ in plugins)), settings)
    return Extensions(
        kinds=(*asked.items("register_kinds"), *kinds),
        providers=asked.mapping("register_providers"),
        processors=asked.items("register_processors"),
        folders=asked.items("register_folders"),
        rules=(*asked.items("register_rules"), *(kind_rules(kinds) if kinds else ())),
        cards=(*asked.items("register_cards"), *kind_cards(kinds)),
        pages=asked.items("register_pages"),
        collators=asked.items("register_collators"),
        publishers=asked.mapping("register_publishers"),
        assets=asked.mapping("register_assets"),
        templates={**asked.mapping("register_templates"), **_templates(plugins)},
        fetchers=partial(_fetchers, asked),
    )


def _manager(plugins: Iterable[tuple[str, ModuleType]]) -> pluggy.PluginManager:
    """Return a manager that knows the built-ins and the plug-ins. Raises `PluginError`."""
    manager = pluggy.PluginManager("portalgen")
    manager.add_hookspecs(hookspecs)
    for name, module in (("builtin", builtin), *plugins):
        _guard(name, partial(manager.register, module, name))
    _guard("plug-ins", manager.check_pending)
    return manager


def _installed(disabled: set[str]) -> list[tuple[str, ModuleType]]:
    found = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return [(point.name, _guard(point.name, point.load)) for point in found if point.name not in disabled]


class _Asked:
    """Calls one hook of every plug-in, in the order of registration."""

    def __init__(
        self, manager: pluggy.PluginManager, names: tuple[str, ...], settings: Callable[[str], PluginSettings]
    ) -> None:
        self._manager = manager
        self._names = names
        self._settings = settings

    def results(self, hook: str, **arguments: object) -> list[Any]:
        """Return what each plug-in that has the hook gives."""
        found = []
        for name in self._names:
            module = self._manager.get_plugin(name)
            if module is not None and self._manager.parse_hookimpl_opts(module, hook) is not None:
                implementation = getattr(module, hook)
                given = {"settings": self._settings(name), **arguments}
                wanted = {key: given[key] for key in signature(implementation).parameters if key in given}
                found.append(_guard(name, partial(implementation, **wanted)))
        return found

    def items(self, hook: str, **arguments: object) -> tuple[Any, ...]:
        """Return the lists of all plug-ins, joined."""
        return tuple(chain.from_iterable(self.results(hook, **arguments)))

    def mapping(self, hook: str) -> Mapping[str, Any]:
        """Return the maps of all plug-ins, joined; a later plug-in wins."""
        return {key: value for result in self.results(hook) for key, value in sorted(result.items())}


def _fetchers(asked: _Asked, settings: FetchSettings) -> tuple[Fetcher, ...]:
    return asked.items("register_fetchers", settings=settings)


def _templates(plugins: Iterable[tuple[str, ModuleType]]) -> dict[str, Path]:
    """Return package -> folder `templates/` of the plug-ins that have one."""
    files = ((module.__name__, getattr(module, "__file__", None)) for _, module in plugins)
    folders = {name: Path(file).parent / "templates" for name, file in files if file}
    return {name: folder for name, folder in folders.items() if folder.is_dir()}


def _guard(name: str, call: Callable[[], Any]) -> Any:  # noqa: ANN401  (whatever the call returns)
    try:
        return call()
    except ConfigError:
        raise
    except Exception as error:
        hint = f"update or remove it, or list it under plugins.disabled in portal.yaml: [{name}]"
        raise PluginError(f"plug-in '{name}' failed: {type(error).__name__}: {error}", hint=hint) from error
