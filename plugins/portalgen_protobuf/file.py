"""A file as read, before its types are looked up."""

from dataclasses import dataclass, field

from portalgen_protobuf.values import Enum, Extension, Import, Message, Option, Service


@dataclass(slots=True)
class ProtoFile:
    """What one file declares, in its order; of types only what is written, `Ref.text`, is known."""

    syntax: str = ""
    package: str = ""
    description: str = ""
    imports: list[Import] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    enums: list[Enum] = field(default_factory=list)
    extensions: list[tuple[str, Extension]] = field(default_factory=list)
    """(message around it with a dot, extension)."""
