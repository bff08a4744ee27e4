"""All documentation of a portal -> the same with its open links answered; those that lead nowhere are reported.

A site is built from its own files alone, and kept: what other sites, the catalog and the hosts say about its links may
change without it. Only pages that have open links are touched.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote, urlsplit

from portalgen.diagnostics import Diagnostic, Where, diagnose
from portalgen.model import routes
from portalgen.model.docs import DocsPage, DocsSite, OpenLink
from portalgen.techdocs.anchors import Anchors
from portalgen.techdocs.host_targets import HostTargets
from portalgen.techdocs.library import Library
from portalgen.techdocs.open_links import MOVED, Answer, put_answers
from portalgen.techdocs.portal import Portal, Target
from portalgen.techdocs.portal_targets import PortalTargets
from portalgen.techdocs.sanitise import free_id

_WEB = ("http:", "https:")
_README = "readme"
"""Anchor of the README on the page of a repository or folder."""


def cross_links(sites: Iterable[DocsSite], portal: Portal) -> tuple[DocsSite, ...]:
    """Return the sites in their order; their order has no influence on where links lead."""
    sites = tuple(sites)
    crossing = _Crossing.of(sites, portal)
    return tuple(crossing.site(site) for site in sites)


@dataclass(frozen=True)
class _Fault:
    path: str
    line: int
    message: str
    hint: str
    code: str


_Crossed = tuple[tuple[DocsPage, ...], tuple[_Fault, ...]]


@dataclass
class _Crossing:
    portal: PortalTargets
    hosts: HostTargets
    base: str
    """Address of the portal, without a slash at its end."""
    done: dict[tuple[int, int], _Crossed] = field(default_factory=dict)
    """Pages that several entities share, and how deep they stand: nothing else in their links names the entity."""

    @classmethod
    def of(cls, sites: Iterable[DocsSite], portal: Portal) -> "_Crossing":
        library = Library(sites, portal.forges, portal.catalog)
        return cls(PortalTargets(portal, library), HostTargets(portal, library), portal.base_url.rstrip("/"))

    def site(self, site: DocsSite) -> DocsSite:
        if not any(page.links for page in site.pages):
            return site
        key = id(site.pages), site.source.route().count("/")
        if key not in self.done:
            self.done[key] = self._pages(site)
        pages, faults = self.done[key]
        found = {*site.diagnostics, *(_diagnostic(fault, site) for fault in faults)}
        return replace(site, pages=pages, diagnostics=tuple(sorted(found, key=lambda row: row.sort_key)))

    def _pages(self, site: DocsSite) -> _Crossed:
        pages, faults = [], []
        for page in site.pages:
            answers = [self._answer(link, page, site) for link in page.links]
            faults += list(_faults(page, answers))
            pages.append(replace(page, html=put_answers(page.html, answers), links=()) if answers else page)
        return tuple(pages), tuple(faults)

    def _answer(self, link: OpenLink, page: DocsPage, site: DocsSite) -> Answer:
        target = self._target(link, site)
        answer = self._led(link, target, page, site)
        if not target.moved or answer.problem:
            return answer
        more = "" if target.url else "".join(answer.address.partition("#")[1:])
        return replace(answer, problem=MOVED, hint=f"write '{target.moved}{more}'", moved=True)

    def _led(self, link: OpenLink, target: Target, page: DocsPage, site: DocsSite) -> Answer:
        fragment = unquote(urlsplit(link.written).fragment)
        if target.route is None:
            is_host = bool(target.url) and link.path is not None and not target.moved
            more = f"#{quote(fragment)}" if fragment and is_host else ""
            return Answer(target.url + more, bool(target.url), target.problem, target.hint)
        return self._arrived(link, target, _address(target, page, site), fragment)

    def _arrived(self, link: OpenLink, target: Target, address: str, fragment: str) -> Answer:
        anchors = target.place.book.anchors(target.place.path) if target.place else None
        is_set = bool(target.moved and target.anchor)  # a redirect says where on the page
        if is_set or not fragment or anchors is None or _is_ref(link.written):
            more = f"#{target.anchor}" if target.anchor else ""
            return Answer(address + more, problem=target.problem, hint=target.hint)
        if _is_outside(link.written) and not self._is_ours(link.written) and target.place:
            if fragment.lower() == _README:
                return Answer(address)
            place = target.place  # a host makes other anchors of headings
            fragment = place.book.anchor_on_host(place.path, fragment) or fragment
        return _at(free_id(fragment), anchors, address)

    def _target(self, link: OpenLink, site: DocsSite) -> Target:
        written = link.written
        if _is_ref(written):
            return self.portal.of_ref(written)
        if _is_outside(written):
            return self._of_url(written, site) or Target(url=written)
        found = self.portal.of_path(written) if written.startswith("/") else None
        if link.path is None or (found and not found.problem):
            return found or Target(problem="leads to nothing in this portal")
        in_repository = self.hosts.of_path(link.path, site)
        return found if found and in_repository.problem else in_repository

    def _of_url(self, url: str, site: DocsSite) -> Target | None:
        return self.portal.of_path(url[len(self.base) :]) if self._is_ours(url) else self.hosts.of_url(url, site)

    def _is_ours(self, url: str) -> bool:
        start, rest = url[: len(self.base)], url[len(self.base) :]
        return bool(self.base) and start.lower() == self.base.lower() and rest[:1] in {"", *"/?#"}


def _at(anchor: str, anchors: Anchors, address: str) -> Answer:
    if anchor in anchors:
        return Answer(f"{address}#{quote(anchor)}")
    problem = f"leads to a heading or anchor that is not there: '#{anchor}'"
    return Answer(address, problem=problem, hint=anchors.hint(anchor))


def _address(target: Target, page: DocsPage, site: DocsSite) -> str:
    """Return the way from a page; that to another page of its own docs is the same whoever has these docs."""
    if target.place and target.place.book.is_made_as(site):
        return routes.relative(quote(target.place.path), quote(page.path))
    return "../" * (site.source.route().count("/") + page.path.count("/")) + (target.route or "")


def _is_ref(written: str) -> bool:
    return written.lower().startswith("entity:")


def _is_outside(written: str) -> bool:
    return written.lower().startswith(_WEB)


def _faults(page: DocsPage, answers: Iterable[Answer]) -> Iterator[_Fault]:
    for link, answer in zip(page.links, answers, strict=True):
        if answer.problem:
            message = f"'{link.written}' {answer.problem}"
            code = "docs-moved-link" if answer.moved else "docs-broken-link"
            yield _Fault(link.file or page.source_path, link.line, message, answer.hint, code)


def _diagnostic(fault: _Fault, site: DocsSite) -> Diagnostic:
    where = Where(site.source.source.url, fault.path, fault.line, 1)
    return diagnose(fault.code, fault.message, where=where, hint=fault.hint, entity=str(site.source.entity))
