"""The decisions of each entity: what the pages of its folder say of themselves, and of each other."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from portalgen.model.contributions import Built
from portalgen.model.docs import DocsPage, DocsSite
from portalgen.model.docs_tab import DocsTab
from portalgen_adr.read_record import read_record
from portalgen_adr.record import Kin, Record

TAB = DocsTab("backstage.io/adr-location", "adrs")
"""Annotation and tab are Backstage's."""

_NUMBER = re.compile(r"^(?:adr[-_. ]?)?(?:\d{4}-\d{2}-\d{2}(?!\d)|(\d{1,6})(?=[-_. ]|$))", re.IGNORECASE)
"""At the start of a file's name; a day stands in the place of a number, and is none."""
_TITLE_NUMBER = re.compile(r"^(?:ADR[-_ ]?)?#?(\d{1,6})(?:\s*[.:)]|\s+[-\u2013\u2014])\s+", re.IGNORECASE)
_ADR_NUMBER = re.compile(r"^ADR[-_ ]?#?(\d{1,6})\s*[.:)\u2013\u2014-]*\s*", re.IGNORECASE)
_NO_DECISION = re.compile(
    r"^_|^(?:readme|index|changelog|summary|toc)$"
    r"|^(?:adr)?[-_. \d]*(?:adr[-_. ]?)?(?:template(?:-bare)?(?:-minimal)?|example)$",  # MADR has several templates
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """A record, and where it is."""

    page: DocsPage
    record: Record
    title: str
    """Without its number."""
    number: int | None = None
    kin: tuple[tuple[Kin, "Decision"], ...] = field(default=(), compare=False)
    """Other records of the folder, in the order of `Kin`, then by number."""

    @property
    def sort_key(self) -> tuple[bool, int, str]:
        """By number; those without one at the end, by name."""
        return (self.number is None, self.number or 0, self.page.path)


def decided(built: Built) -> Iterator[tuple[DocsSite, tuple[Decision, ...]]]:
    """Yield the folders of entities that are in the catalog, with their decisions: pages and search read them once."""
    for site in built.folders:
        if site.source.tab != TAB or site.source.entity not in built.catalog:
            continue
        kept, key = built.catalog.kept, ("decisions", site.source.entity)
        if key not in kept or kept[key][0] is not site:
            kept[key] = (site, decisions_of(site))
        yield kept[key]


def decisions_of(site: DocsSite) -> tuple[Decision, ...]:
    """Return the decisions of a folder in their order; templates and tables of contents are none."""
    found = sorted(filter(None, map(_decision, site.pages)), key=lambda one: one.sort_key)
    kin = _kin(found)
    return tuple(
        Decision(one.page, one.record, one.title, one.number, tuple(_ordered(kin.get(one.page.path, {}))))
        for one in found
    )


def _decision(page: DocsPage) -> Decision | None:
    stem = posixpath.splitext(posixpath.basename(page.source_path))[0]
    record = read_record(page.text)
    number = _NUMBER.match(stem)
    if _NO_DECISION.search(stem) or not (number or record.state):
        return None
    written = _TITLE_NUMBER.match(page.title) or _ADR_NUMBER.match(page.title)
    title = page.title[written.end() :] if written else page.title
    counted = (number and number[1]) or (written and written[1])
    return Decision(page, record, title or page.title, int(counted) if counted else None)


def _kin(decisions: list[Decision]) -> Mapping[str, dict[tuple[Kin, str], Decision]]:
    """Return path -> what other records it is tied to; what one of them says holds for both."""
    by_file = {one.page.source_path: one for one in decisions}
    by_number = {one.number: one for one in reversed(decisions)}
    found: dict[str, dict[tuple[Kin, str], Decision]] = {}
    for one in decisions:
        for mention in one.record.mentions:
            folder = posixpath.dirname(one.page.source_path)
            file = by_file.get(posixpath.normpath(posixpath.join(folder, mention.file))) if mention.file else None
            other = file or (by_number.get(mention.number) if mention.number is not None else None)
            if other and other is not one:
                found.setdefault(one.page.path, {})[mention.kin, other.page.path] = other
                found.setdefault(other.page.path, {})[mention.kin.inverse, one.page.path] = one
    return found


def _ordered(kin: Mapping[tuple[Kin, str], Decision]) -> list[tuple[Kin, Decision]]:
    order = list(Kin)
    rows = [(name, other) for (name, _), other in kin.items()]
    return sorted(rows, key=lambda row: (order.index(row[0]), row[1].sort_key))
