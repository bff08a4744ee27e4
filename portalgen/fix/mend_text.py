"""Mends a file: its text in, the text with every repair that is sure out.

Repairs are written, read again, and kept only if the document then says exactly what was meant and nothing else: how
oddly a document is written can cost a repair, never a value.
"""

import copy
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from portalgen.fix.edit import Edit, Page, edit
from portalgen.fix.repair import Action, Put, Repair
from portalgen.fix.repairs import WRITTEN, repairs
from portalgen.fix.spots import Spot, Spots, compose, end, start
from portalgen.model.kinds import Kind
from portalgen.yaml12 import Limits, YamlDocument, parse_documents

_LIMITS = Limits(size=5_000_000, nodes=500_000)
_READ = 20_000_000
"""Characters of one document that are read again, in all, to see that it says what it should."""
_FEWEST = 4
"""Times that a large document is read again."""
_BOM = "\ufeff"
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mended:
    """A file after its repairs."""

    text: str
    changes: tuple[str, ...] = ()
    """What was done, a line each, in the order of the file."""


def mend_text(text: str, kinds: Sequence[Kind]) -> Mended:
    """Return the text with what could be mended; documents with a fault of syntax stay as they are."""
    body = text.removeprefix(_BOM)
    documents = parse_documents(body, _LIMITS)
    lines = re.findall(r"[^\n]*\n|[^\n]+", body)
    starts = [document.line - 1 for document in documents]
    parts = ["".join(lines[: starts[0]])] if starts else [body]
    changes: list[str] = []
    for document, first, last in zip(documents, starts, [*starts[1:], len(lines)], strict=True):
        mended = _mend_document("".join(lines[first:last]), document, kinds)
        parts.append(mended.text)
        changes += mended.changes
    return Mended((_BOM if body is not text else "") + "".join(parts), tuple(changes)) if changes else Mended(text)


def _mend_document(text: str, document: YamlDocument, kinds: Sequence[Kind]) -> Mended:
    """Mend in rounds: a kind that is corrected tells which fields there are."""
    if _DIRECTIVE.search(text) or _only(text) is None:  # another YAML, or one that reads differently on its own
        return Mended(text)
    mending = _Mending(text, document.value, max(_FEWEST, _READ // max(1, len(text))))
    tried: set[str] = set()
    while isinstance(mending.value, dict):
        found = [one for one in repairs(mending.value, kinds) if one.words not in tried]
        if not found:
            break
        tried.update(one.words for one in found)
        mending.mend(found)
    return Mended(mending.text, tuple(mending.changes))


@dataclass
class _Mending:
    """One document while it is mended."""

    text: str
    value: Any
    left: int
    """How often it may be read again."""
    changes: list[str] = field(default_factory=list)

    def mend(self, found: Sequence[Repair]) -> None:
        """Do all that can be done: together, or else in halves, until the one is alone that cannot."""
        if self._together(found, 0):
            return
        if len(found) == 1:
            any(self._together(found, number) for number in range(1, len(found[0].actions)))
            return
        self.mend(found[: len(found) // 2])
        self.mend(found[len(found) // 2 :])

    def _together(self, found: Sequence[Repair], number: int) -> bool:
        """Do the first action, from a number on, of each repair that can be written; say whether that was right."""
        page, edits, words = Page.of(self.text), [], []
        expected = copy.deepcopy(self.value)
        root = compose(self.text.replace("\r\n", "\n"))
        spots = Spots(root) if root else None
        for one in found:
            spot = spots.find(one.path) if spots else None
            written = _written(one, page, spot, number) if spot else None
            if written:
                one.apply(expected, written[0])
                edits.append(written[1])
                words.append(one.words)
        text = page.edited(sorted(edits)) if not _overlap(sorted(edits)) else ""
        self.left -= bool(edits)
        if edits and (self.left < 0 or not _says(text, expected)):
            return False
        self.text, self.value = text, expected
        self.changes += words
        return True


def _written(one: Repair, page: Page, spot: Spot, number: int) -> tuple[Action, Edit] | None:
    """Return the first action that can be written, with the value that it means there."""
    for action in one.actions[number:]:
        meant = action
        if isinstance(action, Put) and action.value is WRITTEN and spot.value is not None:
            meant = Put(page.between(start(spot.value), end(spot.value)), action.write)
        found = edit(page, spot, one.path[-1], meant)
        if found:
            return meant, found
    return None


def _overlap(edits: Sequence[Edit]) -> bool:
    return any(before.last > after.first for before, after in pairwise(edits))


def _says(text: str, expected: object) -> bool:
    found = _only(text)
    return found is not None and _dump(found.value) == _dump(expected)


def _only(text: str) -> YamlDocument | None:
    """Return the document of a text that is sound and the only one."""
    found = parse_documents(text, _LIMITS)
    return found[0] if len(found) == 1 and not found[0].fault else None


def _dump(value: object) -> str:
    return json.dumps(value, sort_keys=True)
