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
    for key in _IN_METADATA:
        found.note(f"metadata.{key}")
    for key, value in document.items():
        if key not in _OUTSIDE:
            found.visit(key, value)
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


class _Paths:
    def __init__(self) -> None:
        self.clash: tuple[str, str] | None = None
        self._seen: dict[str, str] = {}
        self._items: set[str] = set()

    def visit(self, path: str, value: Any) -> None:  # noqa: ANN401  (any JSON value)
        """Note the paths of a value; depth is that of the document, which reading has limited."""
        if isinstance(value, dict):
            for key, item in value.items():
                if path != "metadata" or key not in {*_IN_METADATA, "etag"}:
                    self.visit(f"{path}.{key}", item)
        elif isinstance(value, list):
            for item in value:
                self.visit(path, item)
                if isinstance(item, str) and (lower := f"{path}.{item}".lower()) not in self._items:
                    self._items.add(lower)
                    self.note(f"{path}.{item}")
        else:
            self.note(path)

    def note(self, path: str) -> None:
        """Note one path."""
        other = self._seen.setdefault(path.lower(), path)
        if other != path and self.clash is None:
            self.clash = (other, path)
