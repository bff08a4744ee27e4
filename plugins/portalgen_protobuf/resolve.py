"""Types as written in, types with the anchors of their sections out, and what uses each."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from portalgen_protobuf.values import Enum, Extension, Field, Message, Method, Ref, Service

MAX_USES = 24
SCALARS = frozenset(
    {
        *("double", "float", "bool", "string", "bytes"),
        *("int32", "int64", "uint32", "uint64", "sint32", "sint64"),
        *("fixed32", "fixed64", "sfixed32", "sfixed64"),
    }
)
Named = TypeVar("Named", Message, Enum)


class Resolver:
    """Looks up types by the scopes around them, and remembers who asked."""

    def __init__(self, package: str, anchors: Mapping[str, str]) -> None:
        """`anchors` are the anchors of types by their names without the package; empty for those without a section."""
        self._package = f"{package}." if package else ""
        self._anchors = anchors
        self._uses: dict[str, dict[Ref, None]] = {}
        self.unknown: dict[str, int] = {}
        """Types that are not in the file -> first line."""

    def find(self, written: Ref, scope: str, use: Ref, line: int = 0) -> Ref:
        """Return a type with its anchor; `scope` is the name of the message around it, `use` what is told there."""
        name = self._name(written.text, scope)
        if not name:
            if written.text not in SCALARS:
                self.unknown.setdefault(written.text, line)
            return written
        self._uses.setdefault(name, {})[use] = None
        return Ref(name, self._anchors[name])

    def told(self, each: Named) -> Named:
        """Return a type with what uses it; asked when all types are found."""
        uses = self._uses.get(each.name, {})
        return replace(each, used_by=tuple(uses)[:MAX_USES], uses=len(uses))

    def _name(self, written: str, scope: str) -> str:
        """Return the name of a type of this file, searched from the innermost scope outwards."""
        if written.startswith("."):
            inner = written[1:].removeprefix(self._package)
            return inner if inner in self._anchors else ""
        parts = scope.split(".") if scope else []
        for count in range(len(parts), -1, -1):
            name = ".".join((*parts[:count], written))
            if name in self._anchors:
                return name
        inner = written.removeprefix(self._package)
        return inner if inner != written and inner in self._anchors else ""


def resolve_message(message: Message, resolver: Resolver) -> Message:
    """Return a message whose fields know the types of the file."""
    anchors: dict[str, Field] = {}
    groups = tuple(
        replace(group, fields=tuple(_field(field, message.name, anchors, resolver) for field in group.fields))
        for group in message.groups
    )
    return replace(message, groups=groups)


def resolve_service(service: Service, resolver: Resolver) -> Service:
    """Return a service whose methods know the types of the file."""
    return replace(service, methods=tuple(_method(method, resolver) for method in service.methods))


def resolve_extension(scope: str, extension: Extension, resolver: Resolver) -> Extension:
    """Return an extension whose fields know the types of the file."""
    use = Ref(f"extend {extension.type.text}")
    fields = tuple(
        replace(field, type=resolver.find(field.type, scope.rstrip("."), use, field.line)) for field in extension.fields
    )
    return Extension(resolver.find(extension.type, scope.rstrip("."), use), fields, extension.description)


def _field(field: Field, message: str, first: dict[str, Field], resolver: Resolver) -> Field:
    """Return a field with its type and its anchor; `first` are the fields of the message by anchor so far."""
    name = f"{message}.{field.name}"
    anchor = f"field-{name}"
    type_ = resolver.find(field.type, message, Ref(name, anchor), field.line)
    return replace(field, type=type_, anchor=anchor if first.setdefault(anchor, field) is field else "")


def _method(method: Method, resolver: Resolver) -> Method:
    use = Ref(method.title, method.anchor)
    return replace(
        method,
        request=resolver.find(method.request, "", use),
        response=resolver.find(method.response, "", use),
    )
