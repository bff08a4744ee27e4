"""A plug-in's function in, what it gave and a diagnostic if it failed out: one odd entity costs its own part only."""

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from portalgen.diagnostics import NOWHERE, Diagnostic, diagnose
from portalgen.model.entity import Entity

T = TypeVar("T")

_LONGEST = 200
_PATH = re.compile(r"(?<![\w.:/\\])(?:[A-Za-z]:[\\/]|/)(?:[^\s'\"/\\:]+[\\/])+")
"""Folders of this machine in the text of an exception: everything up to the name of the file."""
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


def attempt(
    make: Callable[..., Iterable[T]],
    *arguments: object,
    gives: type[T] | tuple[type[T], ...],
    entity: Entity | None = None,
) -> tuple[tuple[T, ...], tuple[Diagnostic, ...]]:
    """Return what a function gave, and nothing or one `plugin-failed` if it raised or gave something else than it may.

    What it gave before it failed is kept. The diagnostic names the function and the entity, and no path of this
    machine; an exception that is no `Exception` (an interrupt) goes on.
    """
    found: list[T] = []
    try:
        found.extend(_checked(value, gives) for value in make(*arguments))
    except Exception as error:  # noqa: BLE001  (a plug-in may raise anything)
        return tuple(found), (_failed(make, error, entity),)
    return tuple(found), ()


def _checked(value: T, gives: type[T] | tuple[type[T], ...]) -> T:
    if not isinstance(value, gives):
        names = " or ".join(one.__name__ for one in (gives if isinstance(gives, tuple) else (gives,)))
        raise TypeError(f"gave {type(value).__name__}, {names} was expected")
    return value


def _failed(make: Callable[..., Any], error: Exception, entity: Entity | None) -> Diagnostic:
    name = name_of(make)
    about = f" for {entity.ref}" if entity else ""
    package = name.split(".")[0]
    return diagnose(
        "plugin-failed",
        f"{name} failed{about}: {words_of(error)}",
        where=entity.where if entity else NOWHERE,
        hint=f"report it to the authors of {package}; until it is mended, this part of the portal is missing",
        entity=str(entity.ref) if entity else "",
    )


def name_of(make: Callable[..., Any]) -> str:
    """Return `module.function`; of a callable object its class. Never an address in memory."""
    named = getattr(make, "func", make)  # functools.partial
    named = named if hasattr(named, "__qualname__") else type(named)
    return f"{named.__module__}.{named.__qualname__}"


def words_of(error: Exception) -> str:
    """Return an exception as one short line that is the same on every machine: no folders, no addresses in memory."""
    said = getattr(error, "strerror", None) if isinstance(error, OSError) else None
    text = " ".join(str(said or error).split())
    clean = _ADDRESS.sub("", _PATH.sub("", text))[:_LONGEST]
    return f"{type(error).__name__}: {clean}" if clean else type(error).__name__
