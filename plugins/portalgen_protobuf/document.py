"""Text of a protobuf definition in, a `ProtoDocument` out: never an exception, faults are part of the value."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from portalgen_definitions.apis import Format
from portalgen_definitions.budget import ExampleRoom
from portalgen_definitions.kept import Kept
from portalgen_definitions.values import Fault
from portalgen_protobuf.examples import Examples
from portalgen_protobuf.file import ProtoFile
from portalgen_protobuf.resolve import Resolver, resolve_extension, resolve_message, resolve_service
from portalgen_protobuf.values import Enum, Message, Method, ProtoDocument, Service

ROWS = 20_000
"""Methods, fields and values that one page shows."""
Named = TypeVar("Named", Message, Enum, Service, Method)
Shown = TypeVar("Shown", Message, Enum)


def read_document(text: str) -> ProtoDocument:
    """Read a .proto file; what is wrong costs itself and a fault."""
    return _KEPT.read(text)


def _read(text: str) -> ProtoDocument:
    from portalgen_protobuf.reader import read_file  # noqa: PLC0415  (Lark takes time that most commands have no use for)

    if not text.strip():
        return ProtoDocument(faults=(Fault("the definition is empty", 1, 1),))
    found = read_file(text)
    return ProtoDocument(faults=(found,)) if isinstance(found, Fault) else _document(found)


def _document(file: ProtoFile) -> ProtoDocument:
    messages, enums, declared = _first(file.messages), _first(file.enums), _services(file)
    services, left = _some_services(declared, ROWS)
    shown, left = _within(messages, left)
    listed, _ = _within([each for each in enums if each.name not in {one.name for one in shown}], left)
    known = dict.fromkeys((*(each.name for each in messages), *(each.name for each in enums)), "")
    anchors = known | {each.name: each.anchor for each in shown} | {each.name: each.anchor for each in listed}
    resolver = Resolver(file.package, anchors)
    resolved_services = [resolve_service(each, resolver) for each in services]
    resolved = [resolve_message(each, resolver) for each in shown]
    extensions = tuple(resolve_extension(scope, each, resolver) for scope, each in file.extensions)
    room = ExampleRoom()
    by_name = {each.name: each for each in resolved}
    examples = Examples(file.package, by_name, {each.name: each for each in listed}, room)
    without = _methods(declared) - _methods(services)
    left_out = len(messages) + len(enums) - len(shown) - len(listed)
    return ProtoDocument(
        dialect=_dialect(file.syntax),
        package=file.package,
        description=file.description,
        imports=tuple(file.imports),
        options=tuple(file.options),
        services=tuple(_with_examples(each, examples) for each in resolved_services),
        messages=tuple(map(resolver.told, resolved)),
        enums=tuple(map(resolver.told, listed)),
        extensions=extensions,
        left_out=left_out,
        methods_left_out=without,
        faults=tuple(chain(_twice(file), _unknown(file, resolver), _too_many(left_out + without), room.faults())),
    )


def _services(file: ProtoFile) -> list[Service]:
    return [replace(each, methods=_first(each.methods)) for each in _first(file.services)]


def _some_services(services: Iterable[Service], left: int) -> tuple[list[Service], int]:
    """Return the services with the methods that fit the page, and how much room is left."""
    found: list[Service] = []
    for each in services:
        found.append(replace(each, methods=each.methods[: max(left, 0)]))
        left -= 1 + len(each.methods)
    return found, max(left, 0)


def _methods(services: Iterable[Service]) -> int:
    return sum(len(each.methods) for each in services)


def _with_examples(service: Service, examples: Examples) -> Service:
    return replace(service, methods=tuple(replace(each, example=examples.of(each)) for each in service.methods))


def _first(rows: Iterable[Named]) -> tuple[Named, ...]:
    """Return the first declaration of each name, as names become anchors."""
    found: dict[str, Named] = {}
    for row in rows:
        found.setdefault(row.name, row)
    return tuple(found.values())


def _within(rows: Iterable[Shown], left: int) -> tuple[list[Shown], int]:
    """Return what still fits the page, and how much room is left."""
    found: list[Shown] = []
    for row in rows:
        left -= row.rows
        if left < 0:
            break
        found.append(row)
    return found, left


def _twice(file: ProtoFile) -> Iterator[Fault]:
    seen: set[str] = set()
    places = [*((each.name, each.line) for each in file.messages), *((each.name, each.line) for each in file.enums)]
    for name, line in places:
        if name in seen:
            yield Fault(f"{name} is defined twice", line, 1)
        seen.add(name)


def _unknown(file: ProtoFile, resolver: Resolver) -> Iterator[Fault]:
    """Yield types that no file can have: imported ones have a package before them, or come from an unknown file."""
    if all(each.path.startswith("google/") for each in file.imports):
        for name, line in resolver.unknown.items():
            if not name.lstrip(".").startswith("google."):
                yield Fault(f"the type {name} is not in the definition", max(line, 1), 1)


def _too_many(left_out: int) -> Iterator[Fault]:
    if left_out:
        yield Fault(f"{left_out} methods, messages and enumerations are not shown", 1, 1, "split the file")


def _dialect(syntax: str) -> str:
    """Return the edition of the language; a file that says none is proto2."""
    name = f"edition {syntax}" if syntax.isdigit() else syntax[:20] or "proto2"
    return f"Protocol buffers, {name}"


_KEPT = Kept(_read)
PROTOBUF = Format(frozenset({"grpc", "proto", "protobuf"}), read_document, "api", "proto")
"""The format that this plug-in answers for."""
