"""Edits: the text of one document and one action in, what to write where out; None where it is not simple."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import yaml

from portalgen.fix.repair import Action, Add, Put
from portalgen.fix.spots import Mark, Spot, end, start

_REST = re.compile(r"[ \t]*(#[^\r\n]*)?(\r?\n)?")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Another text between two marks."""

    first: Mark
    last: Mark
    text: str


@dataclass(frozen=True)
class Page:
    """A text by lines; line ends are kept as they are."""

    lines: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Page":
        """Cut a text after each line feed."""
        return cls(tuple(re.findall(r"[^\n]*\n|[^\n]+", text)))

    def between(self, first: Mark, last: Mark) -> str:
        """Return what is written between two marks."""
        if first[0] == last[0]:
            return self.line(first[0])[first[1] : last[1]]
        middle = "".join(self.lines[first[0] + 1 : last[0]])
        return self.line(first[0])[first[1] :] + middle + self.line(last[0])[: last[1]]

    def edited(self, edits: Iterable[Edit]) -> str:
        """Return the whole text after edits that do not overlap, in their order."""
        parts, at = [], (0, 0)
        for one in edits:
            parts += [self.between(at, one.first), one.text]
            at = one.last
        return "".join((*parts, self.line(at[0])[at[1] :], *self.lines[at[0] + 1 :]))

    def line(self, number: int) -> str:
        """Return a line, empty after the last one."""
        return self.lines[number] if number < len(self.lines) else ""

    @property
    def line_end(self) -> str:
        """How lines end here."""
        return "\r\n" if self.lines and self.lines[0].endswith("\r\n") else "\n"


def edit(page: Page, spot: Spot, name: str | int, action: Action) -> Edit | None:
    """Return how to write an action on the value at a spot."""
    if isinstance(action, Add):
        return _add(page, spot.parent, f"{name}", action.text)
    if not isinstance(spot.value, yaml.ScalarNode):
        return None
    if isinstance(action, Put):
        return _put(page, spot.value, action)
    return _remove(page, spot)


def _put(page: Page, value: yaml.ScalarNode, action: Put) -> Edit | None:
    if value.style in {"|", ">"} or (start(value)[0] != end(value)[0] and not action.folded):
        return None
    first, last = start(value), end(value)
    written = page.between(first, last)
    if written[:1] in {"&", "!"}:  # an anchor or a tag, which may mean something elsewhere
        return None
    gap = " " if page.line(first[0])[: first[1]].endswith(":") else ""
    return Edit(first, last, gap + action.write(written))


def _remove(page: Page, spot: Spot) -> Edit | None:
    """Take out a line with a key; a comment behind it stays where it is."""
    if spot.key is None or spot.value is None:
        return None
    if spot.parent.flow_style:
        return _remove_inline(page, spot.parent, spot.key)
    first, last = start(spot.key), end(spot.value)
    before = page.line(first[0])[: first[1]]
    rest = _REST.fullmatch(page.line(last[0])[last[1] :])
    if first[0] != last[0] or before.strip() or not rest:
        return None
    kept = f"{before}{rest[1]}{rest[2] or ''}" if rest[1] else ""
    return Edit((first[0], 0), (last[0], len(page.line(last[0]))), kept)


def _remove_inline(page: Page, parent: yaml.CollectionNode, key: yaml.Node) -> Edit | None:
    """Take a key out of `{…}` with one of the commas around it, if all of it is on one line."""
    at = next(number for number, (other, _) in enumerate(parent.value) if other is key)
    first, last = start(key), end(parent.value[at][1])
    if at + 1 < len(parent.value):
        last = start(parent.value[at + 1][0])
    elif at:
        first = end(parent.value[at - 1][1])
    is_simple = first[0] == last[0] and "#" not in page.between(first, last)
    return Edit(first, last, "") if is_simple else None


def _add(page: Page, parent: yaml.CollectionNode, name: str, text: str) -> Edit | None:
    if not isinstance(parent, yaml.MappingNode):
        return None
    quote = '"' if parent.value and getattr(parent.value[0][0], "style", None) == '"' else ""
    member = f"{quote}{name}{quote}: {text}"
    if parent.flow_style:
        first = start(parent)
        if page.line(first[0])[first[1] : first[1] + 1] != "{":
            return None
        inside = (first[0], first[1] + 1)
        return Edit(inside, inside, member + (", " if parent.value else ""))
    return _add_line(page, parent, member)


def _add_line(page: Page, parent: yaml.MappingNode, member: str) -> Edit:
    """Add a line after the last key that has one to itself; without such a key, before the first."""
    indent = " " * start(parent.value[0][0])[1]
    for key, value in reversed(parent.value):
        line = start(key)[0]
        if isinstance(value, yaml.ScalarNode) and value.style not in {"|", ">"} and end(value)[0] == line:
            written = page.line(line)
            missing = "" if written.endswith("\n") else page.line_end
            after = (line, len(written))
            new = f"{missing}{indent}{member}" + (page.line_end if not missing else "")
            return Edit(after, after, new)
    first = start(parent.value[0][0])
    return Edit(first, first, f"{member}{page.line_end}{indent}")
