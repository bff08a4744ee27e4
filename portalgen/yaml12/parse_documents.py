"""Parse: the text of a file in, its documents with a value or a fault each out."""

import re
from collections.abc import Iterator

import yaml

from portalgen.yaml12.builder import Builder, FaultError
from portalgen.yaml12.values import Limits, YamlDocument, YamlFault

DEFAULT_LIMITS = Limits()

_MARKER = re.compile(r"^---(?=[ \t\r\n]|\Z)", re.MULTILINE)


def parse_documents(data: bytes | str, limits: Limits = DEFAULT_LIMITS) -> tuple[YamlDocument, ...]:
    """Return the documents of a file in order, each with a value or a fault; never raises for bad content.

    A fault costs its own document: the next `---` starts afresh. Documents without any content have the value None.
    """
    text = data.decode("utf-8", errors="replace") if isinstance(data, bytes) else data
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if len(text) > limits.size:
        message = f"the file has {len(text):,} characters, the limit is {limits.size:,}"
        return (YamlDocument(None, 1, text, fault=YamlFault(message, 1, 1, limit=True)),)
    return tuple(_parse(chunk, line, limits) for chunk, line in _split(text))


def _split(text: str) -> Iterator[tuple[str, int]]:
    """Cut at `---` lines (a document marker in column 1 ends even a quoted scalar) -> (text, first line)."""
    starts = [_with_directives(text, match.start()) for match in _MARKER.finditer(text)]
    if not starts or text[: starts[0]].strip():
        starts.insert(0, 0)
    line, last = 1, 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        line += text.count("\n", last, start)
        last = start
        yield text[start:end], line


def _with_directives(text: str, marker: int) -> int:
    """Return where the directives of a document begin, looking up from its marker: comments may stand between."""
    start = line_end = marker
    while line_end:
        line_start = text.rfind("\n", 0, line_end - 1) + 1
        line = text[line_start:line_end].lstrip(" \t\n")
        if text[line_start] == "%":
            start = line_start
        elif line and not line.startswith("#"):
            break
        line_end = line_start
    return start


def _hint(problem: str) -> str:
    return next((hint for words, hint in _HINTS.items() if words in problem), "")


_HINTS = {
    "mapping values are not allowed": "put a text that holds ': ' in quotes, or check the indentation",
    "cannot start any token": "indent with spaces, not tabs; put a text that starts with @, ` or % in quotes",
    "block mapping": "check the indentation of this line and the lines above it",
    "block collection": "check the indentation of this line and the lines above it",
    "flow": "check that every [ and { is closed, with commas between",
    "end of stream": "check that every quote is closed",
    "unknown escape": "use single quotes for a text with backslashes",
}
"""Words of libyaml's message -> what is usually wrong."""


def _parse(text: str, line: int, limits: Limits) -> YamlDocument:
    found = _parse_once(text, text, line, limits)
    if found.fault and "Unicode character escape" in found.fault.message:  # JSON writes astral characters as pairs
        return _parse_once(_PAIR.sub(_join_pair, text), text, line, limits)
    return found


def _join_pair(match: re.Match[str]) -> str:
    before, high, low = match[1], int(match[2], 16), int(match[3], 16)
    return f"{before}\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"


_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def _parse_once(content: str, text: str, line: int, limits: Limits) -> YamlDocument:
    builder = Builder(line - 1, limits)
    try:
        value = builder.build(content)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = (line + (mark.line if mark else 0), (mark.column if mark else 0) + 1)
        problem = ": ".join(part for part in (error.context, error.problem) if part)
        return YamlDocument(None, line, text, fault=YamlFault(problem or "not valid YAML", *at, _hint(problem)))
    except yaml.reader.ReaderError as error:
        before = text[: error.position] if isinstance(error.position, int) else ""
        at = (line + before.count("\n"), len(before) - before.rfind("\n"))
        return YamlDocument(None, line, text, fault=YamlFault(f"a character is not allowed: {error.reason}", *at))
    except FaultError as error:
        return YamlDocument(None, line, text, fault=error.fault)
    return YamlDocument(value, line, text, builder.positions, builder.tags, values=builder.values)
