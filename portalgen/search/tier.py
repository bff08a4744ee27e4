"""Documents of one type in, a tier out: their columns, and lunr's inverted index as words and counts.

A tier holds term frequencies and field lengths instead of lunr's finished scores, which do not compress: the browser
makes lunr's scores from them (BM25 a field, times the field's boost) for just the terms of a query. The law that both
are equal is in `tests/stages/search/test_scores.py`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from portalgen.model.contributions import SearchDocument
from portalgen.search.analysis import count_words, is_stop_word, stem

FIELDS: Mapping[str, int] = {"name": 10, "title": 8, "tags": 4, "owner": 3, "context": 3, "text": 1}
"""Indexed fields and what a word in them weighs; a slot of the index is `document * len(FIELDS) + field`."""
COLUMNS = ("location", "title", "kind", "name", "owner", "context")
"""What the browser knows of every document before it loads a text."""


def encode_tier(kind: str, documents: Sequence[SearchDocument]) -> dict[str, Any]:
    """Return the JSON value of a tier; the documents' numbers are their places in the sequence.

    `terms` has one line a stem: the stem, then each word that has it, as `+ending` or `=word`; nothing follows a stem
    that is its own only word. `postings` has one line a stem: the gaps between its slots, each followed by `-n` where
    the stem occurs n > 1 times. `lengths` are the numbers of words, by field and document.
    """
    index = _Index()
    for number, document in enumerate(documents):
        for position, name in enumerate(FIELDS):
            index.add(number * len(FIELDS) + position, _counts(document, name))
    return {
        "type": kind,
        "fields": [[name, boost] for name, boost in FIELDS.items()],
        "columns": {name: [getattr(document, name) for document in documents] for name in COLUMNS},
        "lengths": [index.lengths[position :: len(FIELDS)] for position in range(len(FIELDS))],
        "terms": "\n".join(index.entries()),
        "postings": "\n".join(",".join(map(str, postings.row)) for _, postings in sorted(index.terms.items())),
    }


@dataclass(slots=True)
class _Postings:
    row: list[int] = field(default_factory=list)
    last: int = 0

    def add(self, slot: int, count: int) -> None:
        self.row.append(slot - self.last)
        if count > 1:
            self.row.append(-count)
        self.last = slot


class _Index:
    def __init__(self) -> None:
        self.terms: dict[str, _Postings] = {}
        self.words: set[str] = set()
        self.lengths: list[int] = []

    def add(self, slot: int, found: Mapping[str, int]) -> None:
        counts: dict[str, int] = {}
        for word, count in found.items():
            name = stem(word)
            counts[name] = counts.get(name, 0) + count
        for name, count in counts.items():
            self.terms.setdefault(name, _Postings()).add(slot, count)
        self.words.update(found)
        self.lengths.append(sum(counts.values()))

    def entries(self) -> Iterator[str]:
        forms: dict[str, list[str]] = {}
        for word in sorted(self.words):
            forms.setdefault(stem(word), []).append(word)
        return (_entry(name, forms[name]) for name in sorted(forms))


def _counts(document: SearchDocument, name: str) -> Mapping[str, int]:
    value = getattr(document, name)
    found = count_words(" ".join(value) if name == "tags" else value)
    # Titles keep their stop words: "Who we are" must be found by its own words.
    return found if name != "text" else {word: count for word, count in found.items() if not is_stop_word(word)}


def _entry(name: str, forms: Sequence[str]) -> str:
    if forms == [name]:
        return name
    return name + "".join(f"+{form[len(name) :]}" if form.startswith(name) else f"={form}" for form in forms)
