"""A call of every method on the command line, with a request made from its message, always the same."""

import json
from collections.abc import Mapping

from portalgen_protobuf.values import Enum, Field, Message, Method

HOST = "api.example.com:443"
MAX_DEPTH = 3
MAX_FIELDS = 10
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

    def __init__(self, package: str, messages: Mapping[str, Message], enums: Mapping[str, Enum]) -> None:
        self._package = f"{package}." if package else ""
        self._messages = messages
        self._enums = enums

    def of(self, method: Method) -> str:
        """Return a call with grpcurl; without a request that is known here, it has none."""
        target = f"{HOST} {self._package}{method.service}/{method.name}"
        if method.request.text not in self._messages:
            return f"grpcurl {target}"
        body = json.dumps(self._message(method.request.text, ()), indent=2, ensure_ascii=False)
        return f"grpcurl -d '{body}' \\\n  {target}"

    def _message(self, name: str, within: tuple[str, ...]) -> dict[str, object]:
        found: dict[str, object] = {}
        for group in self._messages[name].groups:
            # Of a oneof, one.
            for field in group.fields[:1] if group.oneof else group.fields:
                if len(found) >= MAX_FIELDS:
                    return found
                value = None if field.deprecated else self._value(field, (*within, name))
                if value is not None:
                    found[_camel(field.name)] = value
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


def _camel(name: str) -> str:
    """Return the name that JSON has: `staff_number` is `staffNumber`."""
    first, *others = name.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in others)
