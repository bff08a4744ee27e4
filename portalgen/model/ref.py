"""Entity references: `[kind:][namespace/]name` in, one canonical triple out."""

from dataclasses import dataclass

DEFAULT_NAMESPACE = "default"


class RefError(ValueError):
    """The text is not an entity reference."""


@dataclass(frozen=True, slots=True, order=True)
class EntityRef:
    """Identity of an entity: kind, namespace and name in lower case; sorts in that order.

    `str()` gives the canonical form `kind:namespace/name`, the key in URLs, JSON and search.
    """

    kind: str
    namespace: str
    name: str

    def __post_init__(self) -> None:
        """Lower the case: refs that differ only in case are the same entity (Backstage `stringifyEntityRef`)."""
        for part in ("kind", "namespace", "name"):
            object.__setattr__(self, part, getattr(self, part).lower())

    def __str__(self) -> str:
        return f"{self.kind}:{self.namespace}/{self.name}"

    @classmethod
    def parse(cls, text: str, *, kind: str | None = None, namespace: str = DEFAULT_NAMESPACE) -> "EntityRef":
        """Read a reference by Backstage's grammar (`packages/catalog-model/src/entity/ref.ts`).

        The kind ends at the first colon, unless a slash comes before it; the namespace ends at the first slash.
        `kind` and `namespace` fill what the text leaves out. Raises `RefError` for an empty part or a missing kind.
        """
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
        return cls(found_kind, found_namespace, name)

    def short(self, *, kind: str | None = None, namespace: str = DEFAULT_NAMESPACE) -> str:
        """Return the ref without the parts that equal the given context, for people to read."""
        name = self.name if self.namespace == namespace else f"{self.namespace}/{self.name}"
        return name if self.kind == kind else f"{self.kind}:{name}"
