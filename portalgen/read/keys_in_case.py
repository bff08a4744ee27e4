"""Keys that differ only in the case of their letters: Backstage's catalog cannot index such an entity, or show it."""

from typing import Any

_OUTSIDE = frozenset({"attachments", "relations", "status"})
_IN_METADATA = ("name", "namespace", "uid")
"""Always in the index, whatever else metadata holds."""


def alike(document: dict[str, Any]) -> tuple[str, str] | None:
    """Return JSON pointers of two keys that differ in case only, by the paths of Backstage's search index.

    `buildEntitySearch.ts`: items of lists have the path of their list, so keys of two items meet; a text in a list is
    also a key below it, but not against its like.
    """
    words = set(_IN_METADATA)
    _collect(document, words)
    words.update(*[word.split(".") for word in words if "." in word])
    if len(set(map(str.lower, words))) == len(words):  # so it is with almost every entity
        return None
    found = _Paths()
    metadata = found.below(_ROOT, "metadata")
    for key in _IN_METADATA:
        found.note(found.below(metadata, key))
    for key, value in document.items():
        if key not in _OUTSIDE:
            unseen = {*_IN_METADATA, "etag"} if key == "metadata" and isinstance(value, dict) else set()
            held = {name: item for name, item in value.items() if name not in unseen} if unseen else value
            found.visit(found.below(_ROOT, key), held)
    return found.clash


def _collect(value: Any, words: set[str]) -> None:  # noqa: ANN401  (any JSON value)
    """Collect what paths are made of: if no two words differ in case only, neither do two paths."""
    if isinstance(value, dict):
        words.update(value)
        for item in value.values():
            if item.__class__ is not str:
                _collect(item, words)
    elif isinstance(value, list):
        for item in value:
            if item.__class__ is str:
                words.add(item)
            else:
                _collect(item, words)


_Path = tuple[int, int]
"""Numbers of a path as written and in lower case: long keys above many values are not written out for each of them."""
_ROOT: _Path = (0, 0)


class _Paths:
    """Paths of keys, cut at their dots, each step with a number of its own."""

    def __init__(self) -> None:
        self.clash: tuple[str, str] | None = None
        self._steps: dict[tuple[int, str], int] = {}
        self._lower_steps: dict[tuple[int, str], int] = {}
        self._above: dict[int, tuple[int, str]] = {}
        self._seen: dict[int, int] = {}
        self._items: set[int] = set()

    def below(self, path: _Path, key: str) -> _Path:
        """Return the path of a member."""
        exact, lower = path
        for part in key.split("."):
            step = (exact, part)
            exact = self._steps.setdefault(step, len(self._steps) + 1)
            self._above.setdefault(exact, step)
            lower = self._lower_steps.setdefault((lower, part.lower()), len(self._lower_steps) + 1)
        return exact, lower

    def visit(self, path: _Path, value: Any) -> None:  # noqa: ANN401  (any JSON value)
        """Note the paths of a value; depth is that of the document, which reading has limited."""
        if isinstance(value, dict):
            for key, item in value.items():
                self.visit(self.below(path, key), item)
        elif isinstance(value, list):
            for item in value:
                self.visit(path, item)
                if isinstance(item, str):
                    self._note_item(self.below(path, item))
        else:
            self.note(path)

    def note(self, path: _Path) -> None:
        """Note one path."""
        exact, lower = path
        other = self._seen.setdefault(lower, exact)
        if other != exact and self.clash is None:
            self.clash = (self._written(other), self._written(exact))

    def _note_item(self, path: _Path) -> None:
        if path[1] not in self._items:
            self._items.add(path[1])
            self.note(path)

    def _written(self, exact: int) -> str:
        parts: list[str] = []
        while exact:
            exact, part = self._above[exact]
            parts.insert(0, part)
        return ".".join(parts)
