"""Reads an index back as the browser does: files in, documents, postings and lunr's weights out."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from portalgen.model.site import SiteFile

K1, B = 1.2, 0.75


def value_of(file: SiteFile) -> Any:  # noqa: ANN401  (JSON)
    """Return the value that a file puts."""
    text = file.content.decode()
    assert text.startswith("portalgen.search.put(")
    assert text.endswith(");\n")
    return json.loads(text.removeprefix("portalgen.search.put(").removesuffix(");\n"))


@dataclass(frozen=True)
class Tier:
    """One type of document."""

    data: Any
    texts: tuple[str, ...]

    @property
    def size(self) -> int:
        return len(self.data["columns"]["location"])

    @property
    def fields(self) -> list[str]:
        return [name for name, _ in self.data["fields"]]

    def forms(self) -> dict[str, set[str]]:
        """Return stem -> its words."""
        found = {}
        for line in _lines(self.data["terms"]):
            name, *forms = line.replace("=", "+=").split("+")
            found[name] = {form[1:] if form.startswith("=") else name + form for form in forms} or {name}
        return found

    def postings(self) -> dict[str, dict[tuple[int, str], int]]:
        """Return stem -> (document, field) -> how often."""
        lines = zip(self.forms(), _lines(self.data["postings"]), strict=True)
        return {name: self._places(line) for name, line in lines}

    def weights(self) -> dict[tuple[int, str], dict[str, float]]:
        """Return (document, field) -> stem -> lunr's weight."""
        found: dict[tuple[int, str], dict[str, float]] = {}
        for name, places in self.postings().items():
            rarity = math.log(1 + abs((self.size - len(places) + 0.5) / (len(places) + 0.5)))
            for place, count in places.items():
                found.setdefault(place, {})[name] = self._weight(rarity, place, count)
        return found

    def _weight(self, rarity: float, place: tuple[int, str], count: int) -> float:
        number = self.fields.index(place[1])
        lengths, boost = self.data["lengths"][number], self.data["fields"][number][1]
        length = lengths[place[0]] / (sum(lengths) / self.size)
        weight: float = rarity * ((K1 + 1) * count) / (K1 * (1 - B + B * length) + count) * boost
        return round(weight, 3)

    def _places(self, line: str) -> dict[tuple[int, str], int]:
        places: dict[tuple[int, str], int] = {}
        slot, place = 0, (0, "")
        for number in map(int, line.split(",")):
            if number < 0:
                places[place] = -number
            else:
                slot += number
                document, field = divmod(slot, len(self.fields))
                place = (document, self.fields[field])
                places[place] = 1
        return places


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def read_index(files: Iterable[SiteFile]) -> dict[str, Tier]:
    """Return type -> tier, in the order of the manifest."""
    found = {file.path: file for file in files}
    tiers = {}
    for row in value_of(found["search/index.js"])["tiers"]:
        data = value_of(found[f"search/index/{row['file']}"])
        texts: list[str] = [""] * row["documents"]
        for start, name in data["shards"]:
            shard = value_of(found[f"search/index/{name}"])
            assert shard["start"] == start
            texts[start : start + len(shard["texts"])] = shard["texts"]
        tiers[row["type"]] = Tier(data, tuple(texts))
    return tiers
