"""Frames and anchors: what the builder knows of the lists and maps that it is inside of, and of what has a name."""

from typing import Any

from portalgen.yaml12.keys import MERGE
from portalgen.yaml12.values import FaultError

MOST_ALIASES = 100
"""Backstage's reader takes more for an attack: uses of one anchor, times those that its own value makes."""


class Anchor:
    """A value with a name (`&name`), and how often it was used (npm `yaml`, `Alias.toJSON`)."""

    __slots__ = ("_aliases", "_inner", "_uses", "name", "size", "value", "values")

    def __init__(self, name: str, before: int, start: int) -> None:
        self.name = name
        self.value: Any = None
        self.values = -before
        """How many values it stands for, once it is closed."""
        self.size = -start
        """How many characters, with those that aliases in it stand for."""
        self._uses = 1
        self._aliases = 0
        self._inner: list[Anchor] = []

    def close(self, value: Any, counted: int, end: int) -> None:  # noqa: ANN401  (any YAML value)
        """Keep its value; `counted` values and `end` characters of the document have been met."""
        self.value = value
        self.values += counted
        self.size += end

    def use(self, open_anchors: list["Anchor"]) -> None:
        """Count one more alias, inside of the values of `open_anchors`. Raises `FaultError` for too many."""
        self._uses += 1
        if not self._aliases:
            self._aliases = max((one._uses * one._aliases for one in self._inner), default=1) or 1  # noqa: SLF001
        if self._uses * self._aliases > MOST_ALIASES:
            raise FaultError(f"the alias *{self.name} is used too often, as in an attack", limit=True)
        for one in open_anchors:
            one._inner.append(self)  # noqa: SLF001  (of the same class)


class Frame:
    """A list or map whose end was not met yet."""

    __slots__ = (
        "_merged",
        "_typed",
        "anchor",
        "fields",
        "is_list",
        "is_nothing",
        "items",
        "key",
        "lines",
        "merges",
        "path",
    )

    def __init__(self, is_list: bool, path: str) -> None:  # noqa: FBT001  (it is the first thing known of it)
        self.is_list = is_list
        self.path = path
        """JSON pointer, if places are kept."""
        self.items: list[Any] = []
        self.fields: dict[str, Any] = {}
        self.key: str | None = None
        """The key whose value comes next."""
        self.merges = False
        """True: that key is `<<`, and merges."""
        self.is_nothing = False
        self.anchor: Anchor | None = None
        self.lines: dict[str, int] = {}
        """Key -> line it was first met on, if places are kept."""
        self._merged: set[str] = set()
        """Keys that came by a merge: the map's own key may still come."""
        self._typed: set[tuple[bool, Any]] | None = None
        """(is text, value) of the keys so far, once there is one that is no text."""

    def is_new(self, text: str) -> bool:
        """Say whether a text is a key unlike all before, where all were texts: what needs no second look."""
        return self._typed is None and text not in self.fields

    def take_key(self, text: str, value: Any) -> None:  # noqa: ANN401  (any scalar)
        """Remember the key of the next value. Raises `FaultError` for one that is there already.

        Keys are equal if their values are: `1` and `"1"` are two keys, of which the later value stays.
        """
        is_text = isinstance(value, str)
        if self._typed is None and is_text:
            if text in self.fields and text not in self._merged:
                raise self._twice(text)
        else:
            if self._typed is None:
                self._typed = {(True, key) for key in self.fields if key not in self._merged}
            if (is_text, text) in self._typed:
                raise self._twice(text)
            self._typed.add((is_text, text))
        self._merged.discard(text)
        self.key = text

    def take_unequal_key(self, text: str) -> None:
        """Remember a list, a map or an alias, written as text, as the key of the next value: it equals no other."""
        self.key = text

    def nothing(self) -> dict[str, Any]:
        """Return what JSON shows of a `!!set` or `!!omap`. Raises `FaultError` for one that is none."""
        pairs = [item for item in self.items if isinstance(item, dict)]
        if any(value is not None for value in self.fields.values()):
            raise FaultError("what is in a !!set has no value")
        if any(len(pair) > 1 for pair in pairs):
            raise FaultError("each pair of an !!omap is an item of its own")
        if len({key for pair in pairs for key in pair}) < sum(map(len, pairs)):
            raise FaultError("an !!omap has no key twice")
        return {}

    def _twice(self, text: str) -> FaultError:
        first = f" (first on line {self.lines[text]})" if text in self.lines else ""
        return FaultError(f"the key '{text}' appears twice{first}")

    def take_merge(self) -> None:
        """Remember that the next value is to be merged."""
        self.key, self.merges = MERGE, True

    def take_value(self, value: Any) -> None:  # noqa: ANN401  (any YAML value)
        """Put a value under the key that was met before it."""
        key, self.key = self.key, None
        if not self.merges:
            self.fields[str(key)] = value
            return
        self.merges = False
        for source in value if isinstance(value, list) else [value]:
            if not isinstance(source, dict):
                raise FaultError("what is merged by << is no map")
            for name, item in source.items():
                if name not in self.fields:
                    self.fields[name] = item
                    self._merged.add(name)
