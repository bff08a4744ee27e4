"""Parse: the text of a file in, its documents with a value or a fault each out."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import yaml

from portalgen.yaml12.builder import Builder
from portalgen.yaml12.characters import hide, is_hiding
from portalgen.yaml12.everyday import read_everyday
from portalgen.yaml12.lenience import find_lenience
from portalgen.yaml12.misread import alias_at
from portalgen.yaml12.mistakes import explain
from portalgen.yaml12.repairs import repair
from portalgen.yaml12.scalars import CORE, SCHEMAS, Schema
from portalgen.yaml12.values import FaultError, Limits, Mends, Position, Positions, Trace, YamlDocument, YamlFault

DEFAULT_LIMITS = Limits()
_MOST_REPAIRS = 400
"""Of one document."""
_FREE_REPAIRS = 3
_EVERYDAY = 200_000
"""Characters of a text that may be read without counting its values before the end."""

_MARKER = re.compile(r"^(?:---|\.\.\.)(?=[ \t\n]|\Z)", re.MULTILINE)
_DIRECTIVE = re.compile(r"^%(?:YAML[ \t]+(?P<version>\d+\.\d+)[ \t]*(?:[ \t]#.*)?|(?!TAG\b|YAML\b).*)$", re.MULTILINE)
_TAG = re.compile(r"^%TAG\b.*$", re.MULTILINE)
_MOST_TAGS = 100
_BLANK = re.compile(r"(?:[ \t]*+(?:#.*+)?\n|%.*+\n)*+")
"""Comments and directives, which belong to the document that they stand before."""
_NOTHING = re.compile(r"(?:[ \t]*+(?:#.*+)?(?:\n|\Z)|\.\.\.(?=\s|\Z).*+(?:\n|\Z))*+")


def parse_documents(
    data: bytes | str, limits: Limits = DEFAULT_LIMITS, *, exact: bool = False, mends: Mends | None = None
) -> tuple[YamlDocument, ...]:
    """Return the documents of a file in order, each with a value or a fault; never raises for bad content.

    A fault costs its own document: the next `---` starts afresh. Documents without any content have the value None.
    `exact` also refuses what libyaml takes and npm `yaml` does not: at a price, and for no good but comparison. `mends`
    are what other files of the same source leave.
    """
    text = data.decode("utf-8", errors="replace") if isinstance(data, bytes) else data
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\n\ufeff---", "\n---")
    if len(text) > limits.size:
        message = f"the file has {len(text):,} characters, the limit is {limits.size:,}"
        return (YamlDocument(None, 1, text, fault=YamlFault(message, 1, 1, limit=True)),)
    text = text if text.endswith("\n") else f"{text}\n"  # as the last line of a block scalar has in npm `yaml`
    return tuple(_parse_all(text, limits, mends or Mends(), exact=exact))


def trace(text: str, line: int, limits: Limits = DEFAULT_LIMITS) -> Trace:
    """Return where the values of a document were written: its text as `YamlDocument` has it, in YAML 1.2."""
    content, schema = _without_directives(text, CORE)
    content, hidden = hide(content)
    return _Source(content, text, line, schema, limits, hidden, exact=False).parse().positions.trace


def _parse_all(text: str, limits: Limits, mends: Mends, *, exact: bool) -> Iterator[YamlDocument]:
    schema, left = CORE, limits.total
    own = mends.of_a_file()
    before = own.left
    for number, (chunk, line) in enumerate(_split(text)):
        if number == limits.documents or left <= 0:
            what = f"{number:,} documents" if left > 0 else f"{limits.total:,} values"
            message = f"the file has more than {what}"
            yield YamlDocument(None, line, chunk, fault=YamlFault(message, line, 1, limit=True))
            return
        content, schema = _without_directives(chunk, schema)
        content, hidden = hide(content)
        found = _Source(content, chunk, line, schema, limits, hidden, exact, own).parse()
        mends.left, before = mends.left - (before - own.left), own.left
        left -= limits.nodes if found.fault and found.fault.limit else found.values
        yield found


def _without_directives(text: str, schema: Schema) -> tuple[str, Schema]:
    """Blank out directives that libyaml would judge; YAML 1.1 stays in force for what follows in the file.

    A `%YAML` without a version stays, for libyaml to refuse; of `%TAG` only the first few, for libyaml compares each
    with every other.
    """
    start = _MARKER.search(text) if "%" in text else None
    if not start:
        return text, schema
    for found in _DIRECTIVE.finditer(text, 0, start.start()):
        schema = SCHEMAS.get(found["version"], schema)
    head = _DIRECTIVE.sub(lambda found: "#" + found[0][1:], text[: start.start()])
    numbers = count()
    head = _TAG.sub(lambda found: found[0] if next(numbers) < _MOST_TAGS else "#", head)
    return head + text[start.start() :], schema


def _split(text: str) -> Iterator[tuple[str, int]]:
    """Cut before `---` and after `...` (in column 1 both end even a quoted scalar) -> (text, first line).

    What has neither content nor a `---` is no document. Directives count at the start and after `...` only.
    """
    starts, ended = [0], True
    for match in _MARKER.finditer(text):
        if match[0] == "---":
            if not (ended and _BLANK.fullmatch(text, starts[-1], match.start())):
                starts.append(match.start())
            ended = False
        else:
            starts.append(text.find("\n", match.end()) + 1 or len(text))
            ended = True
    line, last = 1, 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        line += text.count("\n", last, start)
        last = start
        chunk = text[start:end]
        if not _NOTHING.fullmatch(chunk) or len(starts) == 1:
            yield chunk, line


def _left(text: str, error: Any) -> int:  # noqa: ANN401  (PyYAML's errors have no types)
    """Return how many characters are behind the place where libyaml stopped: no fewer, and a repair was none."""
    mark = getattr(error, "problem_mark", None)
    return len(text) - mark.index if mark else len(text)


@dataclass(frozen=True, slots=True)
class _Source:
    """One document before it is read."""

    content: str
    """As libyaml can read it."""
    written: str
    line: int
    schema: Schema
    limits: Limits
    hidden: bool
    exact: bool
    mends: Mends = field(default_factory=Mends)

    def parse(self) -> YamlDocument:
        """Read it, after as many repairs as it needs for libyaml to take it."""
        plain = self.schema is CORE and not self.hidden and len(self.content) <= _EVERYDAY
        found = read_everyday(self.content, self.limits) if plain else None
        return self._read(*found) if found else self.repaired()

    def repaired(self) -> YamlDocument:
        """Read it by libyaml, after as many repairs as it needs."""
        source, found = self, self.once()
        told = source, found
        for number in range(_MOST_REPAIRS):
            if isinstance(found, YamlDocument):
                return found
            if number >= _FREE_REPAIRS and not self.mends.take(len(source.content)):
                break
            repaired = repair(source.content, found)
            if repaired is None:
                break
            hidden = source.hidden or is_hiding(repaired, source.content)
            source = replace(source, content=repaired, hidden=hidden)
            found = source.once()
            if isinstance(found, YamlDocument) or _left(source.content, found) < _left(told[0].content, told[1]):
                told = source, found
        source, found = told
        return found if isinstance(found, YamlDocument) else source.refused(found)

    def once(self) -> YamlDocument | yaml.YAMLError:
        """Read the text as it is; return libyaml's error if it does not take it."""
        builder = self._builder()
        try:
            value = builder.build(self.content)
        except yaml.YAMLError as error:
            return error
        except FaultError as error:
            at_limit = YamlFault(str(error), *self._position(*builder.at), limit=True)
            return self._faulty(at_limit if error.limit else self._explained())
        at = find_lenience(self.content) if self.exact else None
        if at:
            return self._faulty(YamlFault("Backstage's reader does not take this", *self._position(*at)))
        return self._read(value, builder.start, builder.values)

    def _read(self, value: Any, start: Position, values: int) -> YamlDocument:  # noqa: ANN401  (any YAML value)
        places = Positions(self._trace)
        return YamlDocument(value, self.line, self.written, places, start=self._position(*start), values=values)

    def refused(self, error: yaml.YAMLError) -> YamlDocument:
        """Say why libyaml does not take the text."""
        return self._faulty(explain(self.content, error, self.line))

    def _faulty(self, fault: YamlFault) -> YamlDocument:
        return YamlDocument(None, self.line, self.written, fault=fault, start=(self.line, 1))

    def _builder(self) -> Builder:
        return Builder(self.schema, self.limits, hidden=self.hidden, first_line=self.line)

    def _explained(self) -> YamlFault:
        """Read a document with a fault once more, with the places of what came before it."""
        builder = self._builder()
        try:
            builder.trace(self.content)
        except FaultError as error:
            line, column = builder.at
            words = str(error)
            if error.alias:
                words = words.replace(f"*{error.alias}", alias_at(self.written.split("\n")[line:], column), 1)
            return YamlFault(words, *self._position(line, column), error.hint, limit=error.limit)
        raise AssertionError  # pragma: no cover  (the same text has the same fault)

    def _trace(self) -> Trace:
        builder = self._builder()
        with suppress(FaultError):  # too many values below long keys: the places that were found so far must do
            builder.trace(self.content)
        places = {path: self._position(*place) for path, place in builder.positions.items()}
        return Trace(places, builder.tags)

    def _position(self, line: int, column: int) -> Position:
        return self.line + line, column + 1
