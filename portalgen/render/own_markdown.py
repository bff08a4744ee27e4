"""Markdown of portal.yaml: it may lead to pages of the portal, and values of entities' fields stand in it."""

import html
import re
from collections.abc import Callable, Sequence
from urllib.parse import quote

from markupsafe import Markup

from portalgen.model import routes
from portalgen.model.links import is_safe_url, leaves_site
from portalgen.model.ref import EntityRef, RefError
from portalgen.render.filters import clean_markdown

_VALUE = "portalgenvalue"
_MARK = re.compile(rf"{_VALUE}(\d+)x")


def own_markdown(text: str, link: Callable[[str], str], values: Sequence[str] = ()) -> Markup:
    """Return Markdown of portal.yaml as HTML: as `markdown`, and links to the portal's pages are made by `link`.

    They are routes, with or without a slash before them, or `entity:component:default/shop`. Values stand in place of
    their `value_mark`: as text, as a part of an address that can leave its place in no way, or as a safe address.
    """

    def followed(tag: str, attribute: str, value: str) -> str | None:
        del tag
        if attribute != "href":
            return value
        whole = _MARK.fullmatch(value)
        address = _value(values, whole) if whole else _MARK.sub(lambda found: _quoted(values, found), value)
        address = address.replace(_VALUE, f"%{ord(_VALUE[0]):x}{_VALUE[1:]}")  # a value may look like a mark
        if is_safe_url(address):
            return address
        route = None if whole else _own_route(address)
        return None if route is None else link(route)

    cleaned = clean_markdown(text, followed)
    return Markup(_MARK.sub(lambda found: html.escape(_value(values, found)), cleaned))  # noqa: S704  (escaped just here)


def value_mark(number: int) -> str:
    """Return what stands in Markdown for a value: letters and digits, which mean the same in text, code and address."""
    return f"{_VALUE}{number}x"


def _value(values: Sequence[str], found: re.Match[str]) -> str:
    number = int(found[1])
    return " ".join(values[number].split()) if number < len(values) else found[0]


def _quoted(values: Sequence[str], found: re.Match[str]) -> str:
    return quote(_value(values, found), safe="")


def _own_route(address: str) -> str | None:
    if address.startswith("entity:"):
        try:
            return routes.entity(EntityRef.parse(address.removeprefix("entity:")))
        except RefError:
            return None
    route = address.removeprefix("/")
    return None if leaves_site(address) or ".." in route.split("/") else route
