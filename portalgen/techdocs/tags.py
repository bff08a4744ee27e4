"""Tags of pages, as Material's plug-in shows them: above the page, and all of them where a page asks for it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from html import escape
from urllib.parse import quote

from pymdownx.slugs import slugify

from portalgen.model import routes
from portalgen.model.docs import Heading
from portalgen.techdocs.front_matter import words
from portalgen.techdocs.plugins import Tags
from portalgen.techdocs.render_page import Rendered

_LISTING = re.compile(r"<!--\s*material/tags\b[^>]{0,200}-->|<p>\[TAGS\]</p>")
"""Bounded, so that openings without an end cost no more than their number."""
_slug = slugify(case="lower")


def with_tags(pages: Sequence[Rendered], wanted: Tags) -> list[Rendered]:
    """Return the pages with what the plug-in adds to them; without the plug-in tags are not shown."""
    if not wanted.shown:
        return list(pages)
    tagged: dict[str, list[Rendered]] = defaultdict(list)
    for page in pages:
        for tag in _tags(page):
            tagged[tag].append(page)
    listing = next((page.path for page in pages if _lists(page, wanted)), None)
    anchors = _anchors(tagged)
    return [_listed(_tagged(page, listing, anchors), tagged, wanted, anchors) for page in pages]


def _tagged(page: Rendered, listing: str | None, anchors: Mapping[str, str]) -> Rendered:
    tags = _tags(page)
    if not tags or "tags" in words(page.meta.get("hide")):
        return page
    to_listing = None if listing is None else routes.relative(quote(listing), quote(page.path))
    shown = "".join(
        f'<span class="md-tag">{escape(tag)}</span>'
        if to_listing is None
        else f'<a href="{to_listing}#{anchors[tag]}" class="md-tag">{escape(tag)}</a>'
        for tag in tags
    )
    return replace(page, html=f'<div class="md-tags">{shown}</div>\n{page.html}')


def _listed(
    page: Rendered, tagged: Mapping[str, Iterable[Rendered]], wanted: Tags, anchors: Mapping[str, str]
) -> Rendered:
    if not _lists(page, wanted):
        return page
    rows = "".join(_row(tag, anchors[tag], tagged[tag], page) for tag in anchors)
    html = page.html if _LISTING.search(page.html) else f"{page.html}\n<!-- material/tags -->"
    more = tuple(Heading(anchor, tag, 2) for tag, anchor in anchors.items())
    first, *rest = page.headings or (None,)
    single = first is not None and first.level == 1 and not rest
    headings = (replace(first, children=(*first.children, *more)),) if single and first else (*page.headings, *more)
    return replace(page, html=_LISTING.sub(lambda _: rows, html, count=1), headings=headings)


def _row(tag: str, anchor: str, pages: Iterable[Rendered], at: Rendered) -> str:
    ordered = sorted(pages, key=lambda page: (page.title.casefold(), page.path))
    links = "".join(
        f'<li><a href="{routes.relative(quote(page.path), quote(at.path)) or "./"}">{escape(page.title)}</a></li>'
        for page in ordered
    )
    return f'<h2 id="{anchor}"><span class="md-tag">{escape(tag)}</span></h2>\n<ul>{links}</ul>\n'


def _lists(page: Rendered, wanted: Tags) -> bool:
    return page.file == wanted.file or bool(_LISTING.search(page.html))


def _tags(page: Rendered) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, words(page.meta.get("tags")))))


def _anchors(tags: Iterable[str]) -> dict[str, str]:
    """Return the anchor of every tag, in the order of the listing; one that another tag has gets a number."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    repeats: Counter[str] = Counter()
    for tag in sorted(tags, key=str.casefold):
        first = anchor = f"tag:{escape(_slug(tag, '-')) or 'other'}"
        while anchor in taken:
            repeats[first] += 1
            anchor = f"{first}-{repeats[first] + 1}"
        taken.add(anchor)
        found[tag] = anchor
    return found
