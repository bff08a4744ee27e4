"""Mends a file: its text in, the text with every repair that is sure out.

Repairs are written, read again, and kept only if the document then says exactly what was meant and nothing else: how
oddly a document is written can cost a repair, never a value.
"""

import copy
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from portalgen.fix.edit import Edit, Page, edit
from portalgen.fix.repair import Action, Put, Repair
from portalgen.fix.repairs import WRITTEN, repairs
from portalgen.fix.spots import Spot, Spots, compose, end, start
from portalgen.model.kinds import Kind
from portalgen.yaml12 import DESCRIPTOR_LIMITS, YamlDocument, parse_documents

_READ = 5_000_000
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
    documents = parse_documents(body, DESCRIPTOR_LIMITS)
    if not documents:
        return Mended(text)
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


@dataclass(frozen=True, slots=True)
class _Way:
    """How a repair is written."""

    repair: Repair
    action: Action
    edit: Edit


@dataclass
class _Mending:
    """One document while it is mended."""

    text: str
    value: Any
    left: int
    """How often it may still be read again."""
    changes: list[str] = field(default_factory=list)

    def mend(self, found: Sequence[Repair], number: int = 0) -> None:
        """Do all that can be done: together, or else in halves, until the one is alone that cannot.

        Of each repair, the first action from a number on that can be written.
        """
        while found and self.left > 0:
            self.left -= 1
            ways, found = self._ways(found, number)
            if self._is_done(ways):
                continue
            tried = [way.repair for way in ways]
            if len(tried) > 1:
                self.mend(tried[: len(tried) // 2])
                self.mend(tried[len(tried) // 2 :])
            elif number + 1 < len(tried[0].actions):
                self.mend(tried, number + 1)

    def _ways(self, found: Sequence[Repair], number: int) -> tuple[list[_Way], list[Repair]]:
        """Return ways that do not overlap, in the order of the text, and the repairs that have to wait for them."""
        root = compose(self.text.replace("\r\n", "\n"))
        if root is None:
            return [], []
        page, spots, at = Page.of(self.text), Spots(root), (0, 0)
        possible = [_way(one, page, spot, number) for one in found if (spot := spots.find(one.path))]
        ways, late = [], []
        for way in sorted((way for way in possible if way), key=lambda way: way.edit):
            if way.edit.first < at:
                late.append(way.repair)
            else:
                ways.append(way)
                at = way.edit.last
        return ways, late

    def _is_done(self, ways: Sequence[_Way]) -> bool:
        """Write the edits if the document then says what was meant; say whether it does."""
        expected = copy.deepcopy(self.value) if ways else self.value
        for way in ways:
            way.repair.apply(expected, way.action)
        text = Page.of(self.text).edited(way.edit for way in ways)
        if ways and not _says(text, expected):
            return False
        self.text, self.value = text, expected
        self.changes += [way.repair.words for way in ways]
        return True


def _way(one: Repair, page: Page, spot: Spot, number: int) -> _Way | None:
    """Return the first action that can be written, with the value that it means there."""
    for action in one.actions[number:]:
        meant = action
        if isinstance(action, Put) and action.value is WRITTEN and spot.value is not None:
            meant = Put(page.between(start(spot.value), end(spot.value)), action.write)
        found = edit(page, spot, one.path[-1], meant)
        if found and found.first <= found.last:
            return _Way(one, meant, found)
    return None


def _says(text: str, expected: object) -> bool:
    found = _only(text)
    return found is not None and _dump(found.value) == _dump(expected)


def _only(text: str) -> YamlDocument | None:
    """Return the document of a text that is sound and the only one."""
    found = parse_documents(text, DESCRIPTOR_LIMITS)
    return found[0] if len(found) == 1 and not found[0].fault else None


def _dump(value: object) -> str:
    return json.dumps(value, sort_keys=True)
