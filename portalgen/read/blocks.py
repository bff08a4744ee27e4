"""Blocks: what is kept of each file, three lines in one long run of bytes, cut out only when somebody asks for it.

The first line has path and digest of the file and then facts, with tabs between; the second the text of the file; the
third its documents. All of it is JSON but the digest.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

_ENCODING = ("utf-8", "surrogatepass")


class Block(NamedTuple):
    """Three lines."""

    data: bytes
    start: int
    facts_start: int
    facts_end: int
    text_end: int
    end: int
    """After the last line's break."""

    @classmethod
    def of(cls, path: str, digest: str, *values: Any) -> "Block":  # noqa: ANN401  (any JSON values)
        """Return a block of facts, text and documents."""
        first = f"{_json(path)}\t{digest}\t".encode(*_ENCODING)
        facts, text, documents = (_json(value).encode(*_ENCODING) for value in values)
        ends = len(first) + len(facts), len(first) + len(facts) + len(text) + 1
        data = b"".join((first, facts, b"\n", text, b"\n", documents, b"\n"))
        return cls(data, 0, len(first), *ends, len(data))

    @property
    def facts(self) -> Any:  # noqa: ANN401  (any JSON value)
        """What is said of the file as a whole."""
        return json.loads(self.data[self.facts_start : self.facts_end])

    @property
    def text(self) -> Any:  # noqa: ANN401
        """As written."""
        return json.loads(self.data[self.facts_end + 1 : self.text_end])

    @property
    def documents(self) -> Any:  # noqa: ANN401
        """One of each entity."""
        return json.loads(self.data[self.text_end + 1 : self.end])

    @property
    def part(self) -> memoryview:
        """The three lines."""
        return memoryview(self.data)[self.start : self.end]


def blocks(data: bytes) -> Iterator[tuple[str, str, Block]]:
    """Yield path, digest and block of each file."""
    start = 0
    while start < len(data):
        path_end = data.index(b"\t", start)
        digest_end = data.index(b"\t", path_end + 1)
        facts_end = data.index(b"\n", digest_end)
        text_end = data.index(b"\n", facts_end + 1)
        end = data.index(b"\n", text_end + 1) + 1
        path, digest = json.loads(data[start:path_end]), data[path_end + 1 : digest_end].decode()
        yield path, digest, Block(data, start, digest_end + 1, facts_end, text_end, end)
        start = end


def joined(found: Iterable[Block]) -> Iterator[memoryview]:
    """Yield the bytes of blocks, those that stand beside each other in one piece."""
    run: Block | None = None
    for block in found:
        if run and run.data is block.data and run.end == block.start:
            run = run._replace(end=block.end)
        else:
            if run:
                yield run.part
            run = block
    if run:
        yield run.part


def _json(value: Any) -> str:  # noqa: ANN401  (any JSON value)
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
