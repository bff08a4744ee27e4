"""Entity references: `[kind:][namespace/]name` in, one canonical triple out."""

from functools import lru_cache
from typing import NamedTuple, Self

DEFAULT_NAMESPACE = "default"


class RefError(ValueError):
    """The text is not an entity reference."""


class _Triple(NamedTuple):
    kind: str
    namespace: str
    name: str


class EntityRef(_Triple):
    """Identity of an entity: kind, namespace and name in lower case; sorts in that order.

    `str()` gives the canonical form `kind:namespace/name`, the key in URLs, JSON and search. It is a tuple, since a
    catalog makes, compares and looks up ten of them for each entity: that is twice as fast as for a dataclass.
    """

    __slots__ = ()

    def __new__(cls, kind: str, namespace: str, name: str) -> Self:
        """Lower the case: refs that differ only in case are the same entity (Backstage `stringifyEntityRef`)."""
        return tuple.__new__(cls, (kind.lower(), namespace.lower(), name.lower()))

    def __str__(self) -> str:
        return f"{self.kind}:{self.namespace}/{self.name}"

    @classmethod
    def parse(cls, text: str, *, kind: str | None = None, namespace: str = DEFAULT_NAMESPACE) -> "EntityRef":
        """Read a reference by Backstage's grammar (`packages/catalog-model/src/entity/ref.ts`).

        The kind ends at the first colon, unless a slash comes before it; the namespace ends at the first slash.
        `kind` and `namespace` fill what the text leaves out. Raises `RefError` for an empty part or a missing kind.
        """
        return _kept(text, kind, namespace) if len(text) <= _USUAL else _parse(text, kind, namespace)

    def short(self, *, kind: str | None = None, namespace: str = DEFAULT_NAMESPACE) -> str:
        """Return the ref without the parts that equal the given context, for people to read."""
        name = self.name if self.namespace == namespace else f"{self.namespace}/{self.name}"
        return name if self.kind == kind else f"{self.kind}:{name}"


def _parse(text: str, kind: str | None, namespace: str) -> EntityRef:
    colon, slash = text.find(":"), text.find("/")
    if slash != -1 and colon > slash:
        colon = -1
    rest = text[colon + 1 :]
    found_kind = text[:colon] if colon != -1 else kind
    found_namespace, found_slash, name = rest.partition("/")
    if not found_slash:
        found_namespace, name = namespace, rest
    if found_kind is None:
        raise RefError(f"'{text}' has no kind: write it as component:{text} or resource:{text}")
    if not (found_kind and found_namespace and name):
        raise RefError(f"'{text}' is not a reference: expected [kind:][namespace/]name")
    return kept_ref(found_kind, found_namespace, name)


@lru_cache(maxsize=65_536)
def kept_ref(kind: str, namespace: str, name: str) -> EntityRef:
    """Return the ref of three parts, mostly the same value as the last time: such are compared at once."""
    return EntityRef(kind, namespace, name)


_USUAL = 200
"""Characters of a text that may be kept."""
_kept = lru_cache(maxsize=65_536)(_parse)  # an owner is named by a hundred entities
