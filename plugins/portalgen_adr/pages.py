"""Pages: the list on the entity's tab, and a page for each file of the folder below it."""

import re
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from portalgen.model.change import LastChange
from portalgen.model.contributions import Built, Context, ExtraPage
from portalgen.model.docs import DocsPage, DocsSite
from portalgen.model.forge import Forges
from portalgen_adr.decisions import Decision, decided
from portalgen_adr.record import Kin, Record

STYLE = "portalgen_adr/adr.css"
_TITLE = "@adr.title"
_HEADING = re.compile(r"(</?h)([1-5])\b")
"""In clean HTML: its texts and attributes have no `<`."""


@dataclass(frozen=True, slots=True)
class DecisionLink:
    """Another decision."""

    title: str
    route: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class KinRow:
    """Decisions that one decision is tied to in one way."""

    kin: Kin
    others: tuple[DecisionLink, ...]


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A row of the list."""

    link: DecisionLink
    record: Record
    time: int
    """Seconds since 1970 of its date, 0 if it has none."""
    kin: tuple[KinRow, ...]


@dataclass(frozen=True, slots=True)
class ListContext(Context):
    """What `list.html` gets."""

    rows: tuple[DecisionRow, ...]
    folder: str
    """Path of the folder in its repository."""
    folder_url: str
    """Its page in the source's host, empty if it is not known."""


@dataclass(frozen=True, slots=True)
class DecisionContext(Context):
    """What `decision.html` gets."""

    title: str
    html: str
    """Clean HTML of the file, its headings a level lower: that of the page is the entity's name."""
    titled: bool
    """True: the HTML has a first-level heading."""
    home: str
    """Route of the list."""
    source_url: str
    """The file in the source's host, empty if that is not known."""
    edit_url: str
    changed: LastChange | None
    """When the file was changed last, and by whom; None if its history is not known."""
    commit: str
    """What the folder was read from, empty if that is no commit."""
    commit_time: int
    """Seconds since 1970 of that commit, 0 if there is none."""
    record: Record | None = None
    """None: the file is no decision."""
    time: int = 0
    """Seconds since 1970 of its date, 0 if it has none."""
    kin: tuple[KinRow, ...] = ()
    previous: DecisionLink | None = None
    next: DecisionLink | None = None


_Around = tuple[Decision | None, Decision | None, Decision | None]
"""The decision before one, itself, and the one after it."""


def decision_pages(built: Built) -> Iterator[ExtraPage]:
    """Yield the list of each entity, and the pages of its folder; the list stands for a README there."""
    for site, decisions in decided(built):
        yield _list(site, decisions, built.forges)
        places = {one.page.path: index for index, one in enumerate(decisions)}
        for page in site.pages:
            if page.path:
                yield _page(site, page, _around(decisions, places.get(page.path)), built.forges)


def _list(site: DocsSite, decisions: tuple[Decision, ...], forges: Forges) -> ExtraPage:
    source = site.source
    rows = tuple(DecisionRow(_link(site, one), one.record, _time(one.record), _kin(site, one)) for one in decisions)
    url = forges.folder_url(source.source.url, source.source.ref or source.source.commit, source.folder)
    context = ListContext(rows, source.folder or ".", url or "")
    return ExtraPage(
        source.route(),
        _TITLE,
        "portalgen_adr/list.html",
        context,
        entity=source.entity,
        tab=_tab(site),
        tab_title=_TITLE,
        styles=(STYLE,),
    )


def _page(site: DocsSite, page: DocsPage, around: _Around, forges: Forges) -> ExtraPage:
    return ExtraPage(
        site.source.route(page.path),
        page.title,
        "portalgen_adr/decision.html",
        _context(site, page, around, forges),
        entity=site.source.entity,
        tab=_tab(site),
        styles=(STYLE,),
        shows=page.html,
    )


def _context(site: DocsSite, page: DocsPage, around: _Around, forges: Forges) -> DecisionContext:
    source = site.source.source
    before, decision, after = around
    place = (source.url, source.ref or source.commit, page.source_path)
    return DecisionContext(
        title=page.title,
        html=_lowered(page.html),
        titled="<h1" in page.html,
        home=site.source.route(),
        source_url=forges.file_url(*place) or "",
        edit_url=(forges.edit_url(source.url, source.ref, page.source_path) or "") if source.ref else "",
        changed=site.changes.get(page.source_path),
        commit=source.commit,
        commit_time=source.time,
        record=decision.record if decision else None,
        time=_time(decision.record) if decision else 0,
        kin=_kin(site, decision) if decision else (),
        previous=_link(site, before) if before else None,
        next=_link(site, after) if after else None,
    )


def _around(decisions: tuple[Decision, ...], index: int | None) -> _Around:
    if index is None:
        return (None, None, None)
    before = decisions[index - 1] if index else None
    return (before, decisions[index], decisions[index + 1] if index + 1 < len(decisions) else None)


def _kin(site: DocsSite, decision: Decision) -> tuple[KinRow, ...]:
    rows = ((kin, tuple(_link(site, other) for one, other in decision.kin if one is kin)) for kin in Kin)
    return tuple(KinRow(kin, others) for kin, others in rows if others)


def _link(site: DocsSite, decision: Decision) -> DecisionLink:
    return DecisionLink(decision.title, site.source.route(decision.page.path), decision.number)


def _lowered(html: str) -> str:
    return _HEADING.sub(lambda tag: f"{tag[1]}{int(tag[2]) + 1}", html)


def _time(record: Record) -> int:
    """Return a date as seconds since 1970, 0 for one that is not in the calendar."""
    try:
        return timegm(date.fromisoformat(record.date).timetuple())
    except ValueError:
        return 0


def _tab(site: DocsSite) -> str:
    return site.source.tab.tab if site.source.tab else ""
