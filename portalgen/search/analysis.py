"""Text in, words and their stems out. The browser does the same to a query: see `assets/js/search-engine.js`.

`tests/browser/test_search_engine.py` runs both over one table of texts.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from lunr.stemmer import PorterStemmer
from lunr.stop_word_filter import WORDS as STOP_WORDS

LONGEST = 40
"""Characters of a word that count; longer ones are digests and encoded data."""

_IDENTIFIER = re.compile(r"[^\W_]+(?:[-_.]+[^\W_]+)*")
_SEAM = re.compile(r"[-_.]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def count_words(text: str) -> dict[str, int]:
    """Return how often each word occurs in a text; words are in lower case and without accents.

    An identifier that has parts (`PaymentGateway`, `acme-payments`, `orders.v1`) counts as itself without its
    connectors, and as each part of two characters or more.
    """
    counts: dict[str, int] = {}
    for identifier, count in Counter(_IDENTIFIER.findall(_without_marks(text))).items():
        for word in _split(identifier):
            counts[word] = counts.get(word, 0) + count
    return counts


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return lunr's English stem of a lower-case word. Kept: texts repeat their words, and lunr.py keeps none."""
    return _STEMMER.stem(word) or word


def is_stop_word(word: str) -> bool:
    """Tell whether lunr leaves the word out of texts (`the`, `of`)."""
    return word in STOP_WORDS


@lru_cache(maxsize=1 << 16)
def _split(identifier: str) -> tuple[str, ...]:
    pieces = [piece.lower()[:LONGEST] for piece in _SEAM.split(identifier) if piece]
    whole = "".join(re.split(r"[-_.]+", identifier)).lower()[:LONGEST]
    return (whole, *(piece for piece in pieces if len(piece) > 1)) if len(pieces) > 1 else (whole,)


def _without_marks(text: str) -> str:
    if text.isascii():
        return text
    return "".join(char for char in unicodedata.normalize("NFKD", text) if unicodedata.category(char)[0] != "M")


class _Stemmer(PorterStemmer):  # type: ignore[misc]  # lunr is published without types
    """lunr.js's Porter stemmer: its step 1c is that of Porter 2 (`friday` stays, `try` -> `tri`), lunr.py's is not."""

    b: str
    k: int

    def step1c(self) -> None:
        if self.k > 1 and self.b[self.k] == "y" and self.b[self.k - 1] not in "aeiou":
            self.b = self.b[: self.k] + "i" + self.b[self.k + 1 :]


_STEMMER = _Stemmer()
