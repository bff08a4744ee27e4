"""Prints what a search index costs to build and to load: seconds, and bytes as a host sends them (gzip).

Run `python benchmarks/search_index.py`. The documents are synthetic: words drawn by Zipf's law from a vocabulary that
grows with the text, as real words do, with stop words and identifiers among them.
"""

import gzip
import itertools
import random
import resource
import time
from collections.abc import Iterator

from portalgen.model.contributions import SearchDocument
from portalgen.search import build_index

SIZES = ((100, 200), (1_000, 2_000), (10_000, 20_000))
"""(entities, sections of documentation)."""

ONSETS, ENDS = "b c d f g l m n p r s t v st tr pl", "a e i o u ar en or"
SYLLABLES = [onset + end for onset in ONSETS.split() for end in ENDS.split()]
ENDINGS = ["", "", "", "s", "ing", "ed", "er", "ation", "ly"]
COMMON = "the of and to in is for that with on as are this by from be or an it not"


def vocabulary(rng: random.Random, size: int) -> list[str]:
    """Return words, most frequent first, a third of them inflected."""
    stems = ["".join(rng.choices(SYLLABLES, k=rng.choice((1, 2, 2, 3)))) for _ in range(size)]
    return [*COMMON.split(), *dict.fromkeys(stem + rng.choice(ENDINGS) for stem in stems)]


class Writer:
    """Draws texts and names."""

    def __init__(self, seed: int, size: int) -> None:
        """Prepare a vocabulary of about `size` words."""
        self.rng = random.Random(seed)  # noqa: S311  (test data)
        self.words = vocabulary(self.rng, size)
        self.weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))

    def text(self, length: int) -> str:
        """Return `length` words."""
        return " ".join(self.rng.choices(self.words, cum_weights=self.weights, k=length))

    def name(self) -> str:
        """Return a name in kebab case."""
        return "-".join(self.rng.choices(self.words[20:600], k=self.rng.choice((1, 2, 2, 3))))


def documents(entities: int, sections: int) -> Iterator[SearchDocument]:
    """Yield entities with descriptions of 12 words and sections of 120 words."""
    writer = Writer(1, 4_000 + sections)
    owners, systems = ([writer.name() for _ in range(count)] for count in (60, 200))
    for number in range(entities):
        kind, name = writer.rng.choice(("component", "component", "api", "resource")), f"{writer.name()}-{number % 97}"
        yield SearchDocument(
            f"catalog/default/{kind}/{name}/",
            name,
            "entity",
            writer.text(12),
            kind,
            f"{kind}:default/{name}",
            writer.rng.choice(owners),
            tuple(writer.rng.choices(writer.words[30:80], k=2)),
            f"service · {writer.rng.choice(systems)}",
        )
    for number in range(sections):
        title, site = f"{writer.text(2)} \u203a {writer.text(3)}", writer.rng.choice(systems)
        location = f"docs/default/component/{site}/{number // 6}/#s{number}"
        owner = writer.rng.choice(owners)
        yield SearchDocument(location, title, "docs", writer.text(120), "component", owner=owner, context=site)


def main() -> None:
    """Print one row a size."""
    head = ("entities", "sections", "text MB", "build s", "RSS MB", "files", "entity KB gz", "docs KB gz", "one text")
    print(" | ".join(head))
    for entities, sections in SIZES:
        found = list(documents(entities, sections))
        started = time.process_time()
        files = list(build_index(found))
        seconds = time.process_time() - started
        sizes = {file.path: len(gzip.compress(file.content, 6)) / 1e3 for file in files}
        tiers = [sum(size for path, size in sizes.items() if f"/index/{kind}-" in path) for kind in ("entity", "docs")]
        texts = [size for path, size in sizes.items() if "/index/text-" in path]
        row = (
            f"{entities:,}",
            f"{sections:,}",
            f"{sum(len(document.text) for document in found) / 1e6:.1f}",
            f"{seconds:.2f}",
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f}",
            f"{len(files)}",
            *(f"{size:,.0f}" for size in tiers),
            f"{max(texts):.0f}",
        )
        print(" | ".join(f"{cell:>{len(name)}}" for cell, name in zip(row, head, strict=True)))


if __name__ == "__main__":
    main()
