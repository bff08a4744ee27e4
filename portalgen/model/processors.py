"""Processors: what a plug-in may look at while a descriptor is read, and what it may add."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any

from portalgen.diagnostics import NOWHERE, Diagnostic, Where
from portalgen.model.entity import Document
from portalgen.model.forge import Forges
from portalgen.model.source import Snapshot
from portalgen.yaml12 import pointer


@dataclass(frozen=True, slots=True)
class Draft:
    """An entity whose envelope is sound; its spec was not checked yet, and has no relations."""

    document: Document
    """After substitution of placeholders."""
    path: str
    """File inside the source."""
    snapshot: Snapshot
    forges: Forges
    read: Callable[[str], bytes | None]
    """Gives the bytes of a file of the same source by its path; None if there is none, or it may not be read."""

    @property
    def kind(self) -> str:
        """Kind as written."""
        return str(self.document["kind"])

    def value(self, *keys: str) -> Any:  # noqa: ANN401  (JSON)
        """Return the value behind some keys, None if there is none."""
        here: Any = self.document
        for key in keys:
            here = here.get(key) if isinstance(here, dict) else None
        return here


@dataclass(frozen=True, slots=True)
class Change:
    """A value to add where the author left it out: an own value, unless it is empty, always stays.

    Raises `TypeError` for what cannot be added, so that a fault is that of the plug-in which makes it.
    """

    keys: tuple[str, ...]
    """Where: `("spec", "owner")`; maps on the way are made."""
    value: str
    by: str
    """Name of the plug-in."""
    where: Where = NOWHERE
    """What says so: a line of CODEOWNERS, of portal.yaml."""

    def __post_init__(self) -> None:
        """Check what annotations alone would not."""
        keys: object = self.keys
        if not (isinstance(keys, tuple) and keys and _are_texts(keys)):
            raise TypeError("the keys of a Change are a tuple of at least one text")
        if not _are_texts((self.value, self.by)):
            raise TypeError("the value of a Change is a text, and so is the name of its plug-in")

    @property
    def pointer(self) -> str:
        """JSON pointer of the value."""
        return reduce(pointer, self.keys, "")


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)


Processor = Callable[[Draft], Iterable[Change | Diagnostic]]
"""Looks at one entity and says what to add, or why it cannot; of equal diagnostics one is shown."""
