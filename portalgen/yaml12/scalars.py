"""Scalars: what unquoted and tagged text means, in YAML 1.2's core schema and in YAML 1.1's, with JavaScript's numbers.

The tables follow npm `yaml` 2.9 (`schema/core`, `schema/yaml-1.1`), which Backstage reads descriptors with. Numbers
that JSON cannot write become None.
"""

import base64
import binascii
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from portalgen.yaml12.values import FaultError

CORE_TAG = "tag:yaml.org,2002:"
Reader = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a value without quotes: its tag, what it looks like, what it means."""

    tag: str
    pattern: re.Pattern[str]
    read: Reader


@dataclass(frozen=True, slots=True)
class Schema:
    """How scalars are read in one version of YAML."""

    version: str
    starts: frozenset[str]
    """First characters of everything that is not text."""
    forms: tuple[Form, ...]
    tagged: dict[str, Reader]
    """Tags that mean something without a form of their own (`!!binary`)."""
    merges: bool = False
    """True: the key `<<` merges maps into its own."""

    def plain(self, text: str) -> Any:  # noqa: ANN401  (any scalar)
        """Return what an unquoted scalar means."""
        if text[:1] not in self.starts:
            return text
        return next((form.read(text) for form in self.forms if form.pattern.fullmatch(text)), text)

    def of_tag(self, tag: str, text: str) -> Any:  # noqa: ANN401  (any scalar)
        """Return what a scalar with a tag means; text, unless the tag and the text's form agree.

        Raises `FaultError` for a `!!timestamp` that is none.
        """
        name = tag.removeprefix(CORE_TAG)
        for form in self.forms:
            if form.tag == name and form.pattern.fullmatch(text):
                return form.read(text)
        return self.tagged[name](text) if name in self.tagged and name != tag else text


def plain_scalar(text: str) -> Any:  # noqa: ANN401  (any scalar)
    """Return what an unquoted scalar means in the core schema."""
    return CORE.plain(text)


def _integer(text: str, base: int = 10) -> int | None:
    """Go through a double where JavaScript would; None (its Infinity, its NaN) beyond that."""
    digits = text.replace("_", "").lstrip("+-")
    if not digits or len(digits) > _MOST_DIGITS:
        return None
    number = int(digits, base)
    if number >= _SAFE:
        try:
            number = int(float(number))
        except OverflowError:
            return None
    return -number if text.startswith("-") else number


def _float(text: str) -> float | int | None:
    try:
        number = float(text.replace("_", ""))
    except ValueError:  # YAML 1.1 takes `.` and `e5` for numbers
        return None
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() and abs(number) < _SAFE else number


def _based(base: int, prefix: int) -> Reader:
    def read(text: str) -> int | None:
        sign = text[:1] if text[:1] in "+-" else ""
        return _integer(sign + text[len(sign) + prefix :], base)

    return read


def _sexagesimal(text: str) -> float | int | None:
    total = 0.0
    for part in text.lstrip("+-").replace("_", "").split(":"):
        total = total * 60 + float(part)
    return _float(f"{'-' if text.startswith('-') else ''}{total!r}") if math.isfinite(total) else None


def _timestamp(text: str) -> str | None:
    """Return a date as JavaScript writes it in JSON; None if there is no such date."""
    found = _TIMESTAMP.fullmatch(text)
    if not found:
        raise FaultError("!!timestamp expects a date, starting with yyyy-mm-dd")
    year, month, day, hour, minute, second = (int(float(part or 0)) for part in found.groups()[:6])
    fraction = (found[7] or "").lstrip(".")
    milliseconds = int((fraction + "00")[:3]) if fraction else 0
    try:
        first = datetime(year if year > _TWO_DIGITS else year + 1900, 1, 1, tzinfo=UTC)
        start = first.replace(year=first.year + (month - 1) // 12, month=(month - 1) % 12 + 1)
        since = timedelta(days=day - 1, hours=hour, minutes=minute, seconds=second, milliseconds=milliseconds)
        date = start + since - timedelta(minutes=_zone(found[8]))
    except (ValueError, OverflowError):
        return None
    return f"{date.year:04d}-{date:%m-%dT%H:%M:%S}.{date.microsecond // 1000:03d}Z"


def _zone(text: str | None) -> float:
    if not text or text == "Z":
        return 0
    minutes = _sexagesimal(text) or 0
    return minutes * 60 if abs(minutes) < _LONGEST_ZONE_IN_HOURS else minutes


def _binary(text: str) -> dict[str, Any]:
    """Return what Node makes of bytes in JSON."""
    digits = re.sub(r"[^A-Za-z0-9+/]", "", text.partition("=")[0].replace("-", "+").replace("_", "/"))
    digits = digits[: len(digits) - (len(digits) % 4 == 1)]
    try:
        data = base64.b64decode(digits + "=" * (-len(digits) % 4))
    except binascii.Error:  # pragma: no cover  (nothing else is left of it)
        data = b""
    return {"type": "Buffer", "data": list(data)}


def _not_json(_: str) -> None:
    """Infinity and not-a-number, which JSON cannot write."""


_MOST_DIGITS = 1100  # more are beyond a double in any base
_SAFE = 2**53
_TWO_DIGITS = 99  # JavaScript's Date.UTC takes 0-99 for 1900-1999
_LONGEST_ZONE_IN_HOURS = 30
_TIMESTAMP = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:(?:t|T|[ \t]+)([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2}(\.[0-9]+)?)"
    r"(?:[ \t]*(Z|[-+][012]?[0-9](?::[0-9]{2})?))?)?"
)
_NULL = Form("null", re.compile(r"~|[Nn]ull|NULL|"), lambda _: None)
_NAN = Form("float", re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"), _not_json)

CORE = Schema(
    "1.2",
    frozenset("~nNtTfF+-.0123456789") | {""},
    (
        _NULL,
        Form("bool", re.compile(r"[Tt]rue|TRUE|[Ff]alse|FALSE"), lambda text: text[0] in "tT"),
        Form("int", re.compile(r"0o[0-7]+"), _based(8, 2)),
        Form("int", re.compile(r"[-+]?[0-9]+"), _integer),
        Form("int", re.compile(r"0x[0-9a-fA-F]+"), _based(16, 2)),
        _NAN,
        Form("float", re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+"), _float),
        Form("float", re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)"), _float),
    ),
    {"binary": _binary, "timestamp": _timestamp},
)
V1_1 = Schema(
    "1.1",
    CORE.starts | frozenset("yYoOeE"),
    (
        _NULL,
        Form("bool", re.compile(r"[Yy]|[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON"), lambda _: True),
        Form("bool", re.compile(r"[Nn]|[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF"), lambda _: False),
        Form("int", re.compile(r"[-+]?0b[0-1_]+"), _based(2, 2)),
        Form("int", re.compile(r"[-+]?0[0-7_]+"), _based(8, 1)),
        Form("int", re.compile(r"[-+]?[0-9][0-9_]*"), _integer),
        Form("int", re.compile(r"[-+]?0x[0-9a-fA-F_]+"), _based(16, 2)),
        _NAN,
        Form("float", re.compile(r"[-+]?(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?[eE][-+]?[0-9]+"), _float),
        Form("float", re.compile(r"[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*"), _float),
        Form("int", re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+"), _sexagesimal),
        Form("float", re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*"), _sexagesimal),
        Form("timestamp", _TIMESTAMP, _timestamp),
    ),
    {"binary": _binary},
    merges=True,
)
SCHEMAS = {schema.version: schema for schema in (CORE, V1_1)}
