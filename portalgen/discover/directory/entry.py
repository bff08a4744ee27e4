"""A user or group as its directory has it: names as written there, others known by the directory's own keys."""

from dataclasses import dataclass

from portalgen.discover.people import Document


@dataclass(frozen=True, slots=True)
class Entry:
    """One user or group."""

    document: Document
    """The User or Group; its name is any text, and it is in no group, and has no parent, child and member yet."""
    keys: tuple[str, ...]
    """What others of the directory call it by, its identity first: of two entries with the same one, one counts."""
    groups: tuple[str, ...] = ()
    """Keys of groups that it says it is in; for a group, those are its parents."""
    members: tuple[str, ...] = ()
    """Keys of the users and groups that a group says are in it."""

    @property
    def kind(self) -> str:
        """`User` or `Group`."""
        return str(self.document["kind"])

    @property
    def namespace(self) -> str:
        """Namespace, `default` where none is written."""
        return str(self.document["metadata"].get("namespace") or "default")

    @property
    def name(self) -> str:
        """Name as it stands in the document."""
        return str(self.document["metadata"]["name"])

    def ref_from(self, namespace: str) -> str:
        """Return what names this entry in an entity of a namespace; the kind is known from where it stands."""
        return self.name if self.namespace == namespace else f"{self.namespace}/{self.name}"
