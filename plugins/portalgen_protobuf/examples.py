"""A call of every method on the command line, with a request made from its message, always the same."""

import json
from collections.abc import Iterator, Mapping
from itertools import islice

from portalgen_definitions.budget import ExampleRoom
from portalgen_protobuf.values import Enum, Field, Message, Method

HOST = "api.example.com:443"
MAX_DEPTH = 3
MAX_FIELDS = 10
"""Of one message."""
MAX_LOOKED_AT = 30
"""Fields of one message of which the first ones with a value are taken."""
MAX_VALUES = 50
"""Of a request, those of messages inside included."""
_NUMBERS = frozenset({"int32", "uint32", "sint32", "fixed32", "sfixed32"})
_LONG = frozenset({"int64", "uint64", "sint64", "fixed64", "sfixed64"})
_KNOWN: Mapping[str, object] = {
    "bool": True,
    "string": "text",
    "bytes": "cG9ydGFs",
    "double": 1.5,
    "float": 1.5,
    "google.protobuf.Timestamp": "2026-03-14T09:30:00Z",
    "google.protobuf.Duration": "90s",
    "google.protobuf.FieldMask": "name",
    "google.protobuf.StringValue": "text",
    "google.protobuf.BoolValue": True,
    "google.protobuf.Int32Value": 1,
    "google.protobuf.Int64Value": "1",
    "google.type.Date": {"year": 2026, "month": 3, "day": 14},
    "google.type.Money": {"currencyCode": "EUR", "units": "10"},
}


class Examples:
    """Writes examples for the methods of one file."""

    def __init__(
        self, package: str, messages: Mapping[str, Message], enums: Mapping[str, Enum], room: ExampleRoom
    ) -> None:
        self._package = f"{package}." if package else ""
        self._messages = messages
        self._enums = enums
        self._room = room
        self._left = 0

    def of(self, method: Method) -> str:
        """Return a call with grpcurl, nothing when there is no room left."""
        found = self._call(method) if self._room.left >= 0 else ""
        return found if self._room.holds(found) else ""

    def _call(self, method: Method) -> str:
        """Without a request that is known here, a call has none."""
        self._left = MAX_VALUES
        target = f"{HOST} {self._package}{method.service}/{method.name}"
        if method.request.text not in self._messages:
            return f"grpcurl {target}"
        body = json.dumps(self._message(method.request.text, ()), indent=2, ensure_ascii=False)
        return f"grpcurl -d '{body}' \\\n  {target}"

    def _message(self, name: str, within: tuple[str, ...]) -> dict[str, object]:
        found: dict[str, object] = {}
        for field in islice(_asked(self._messages[name]), MAX_LOOKED_AT):
            if len(found) >= MAX_FIELDS or self._left <= 0:
                break
            value = self._value(field, (*within, name))
            if value is not None:
                found[_camel(field.name)] = value
                self._left -= 1
        return found

    def _value(self, field: Field, within: tuple[str, ...]) -> object:
        """Return a value in JSON's form; None for messages of other files, and for those that lie too deep."""
        value = self._plain(field.type.text, within)
        if value is None:
            return None
        if field.key:
            return {"1" if field.key != "string" else "key": value}
        return [value] if field.label == "repeated" else value

    def _plain(self, name: str, within: tuple[str, ...]) -> object:
        if name in self._messages:
            return self._message(name, within) if len(within) < MAX_DEPTH and name not in within else None
        if name in self._enums:
            # The first one means that nothing is said.
            values = self._enums[name].values
            return values[min(1, len(values) - 1)].name if values else None
        if name in _NUMBERS | _LONG:
            return "1" if name in _LONG else 1
        return _KNOWN.get(name.lstrip("."))


def _asked(message: Message) -> Iterator[Field]:
    """Yield the fields that a request may have; of a oneof, one."""
    groups = (group.fields[:1] if group.oneof else group.fields for group in message.groups)
    return (field for fields in groups for field in fields if not field.deprecated)


def _camel(name: str) -> str:
    """Return the name that JSON has: `staff_number` is `staffNumber`."""
    first, *others = name.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in others)
