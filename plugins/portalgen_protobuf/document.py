"""Text of a protobuf definition in, a `ProtoDocument` out: never an exception, faults are part of the value."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from portalgen_definitions.apis import Format
from portalgen_definitions.kept import Kept
from portalgen_definitions.values import Fault
from portalgen_protobuf.examples import Examples
from portalgen_protobuf.file import ProtoFile
from portalgen_protobuf.resolve import Resolver, resolve_extension, resolve_message, resolve_service
from portalgen_protobuf.values import Enum, Message, Method, ProtoDocument, Service

ROWS = 20_000
"""Fields and values that one page shows."""
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
    messages, enums = _first(file.messages), _first(file.enums)
    shown, left = _within(messages, ROWS)
    listed, _ = _within([each for each in enums if each.name not in {one.name for one in shown}], left)
    anchors = {each.name: each.anchor for each in shown} | {each.name: each.anchor for each in listed}
    resolver = Resolver(file.package, anchors)
    services = [
        resolve_service(replace(each, methods=_first(each.methods)), resolver) for each in _first(file.services)
    ]
    resolved = [resolve_message(each, resolver) for each in shown]
    extensions = tuple(resolve_extension(scope, each, resolver) for scope, each in file.extensions)
    examples = Examples(file.package, {each.name: each for each in resolved}, {each.name: each for each in listed})
    left_out = len(messages) + len(enums) - len(shown) - len(listed)
    return ProtoDocument(
        dialect=_dialect(file.syntax),
        package=file.package,
        description=file.description,
        imports=tuple(file.imports),
        options=tuple(file.options),
        services=tuple(_with_examples(service, examples) for service in services),
        messages=tuple(map(resolver.told, resolved)),
        enums=tuple(map(resolver.told, listed)),
        extensions=extensions,
        left_out=left_out,
        faults=tuple(chain(_twice(file), _unknown(file, resolver), _too_many(left_out))),
    )


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
        yield Fault(f"{left_out} messages and enumerations are not shown", 1, 1, "split the file")


def _dialect(syntax: str) -> str:
    """Return the edition of the language; a file that says none is proto2."""
    name = f"edition {syntax}" if syntax.isdigit() else syntax[:20] or "proto2"
    return f"Protocol buffers, {name}"


_KEPT = Kept(_read)
PROTOBUF = Format(frozenset({"grpc", "proto", "protobuf"}), read_document, "api", "proto")
"""The format that this plug-in answers for."""
