"""Documents in, shards of their texts out: what an excerpt is cut from, loaded for the results that are shown."""

from collections.abc import Iterator, Sequence

from portalgen.model.contributions import SearchDocument

LONGEST = 2_000
"""Characters of a text that excerpts can be cut from; the index knows the words of all of it."""
SMALLEST = 24_000
"""Characters of a shard in a portal that is not large."""
MOST = 256
"""About as many shards as one type of document gets."""


def split_texts(documents: Sequence[SearchDocument]) -> Iterator[tuple[int, list[str]]]:
    """Yield (number of the first document, texts) of each shard; nothing if no document has a text."""
    texts = [_shown(document.text) for document in documents]
    total = sum(map(len, texts))
    size = max(SMALLEST, total // MOST)
    start = length = 0
    for number, text in enumerate(texts):
        if length and length + len(text) > size:
            yield start, texts[start:number]
            start, length = number, 0
        length += len(text)
    if total:
        yield start, texts[start:]


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0]
