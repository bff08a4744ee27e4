"""HTML from Markdown, which is untrusted -> HTML that keeps what Material's styles need and can do nothing.

nh3 (ammonia) does the cleaning, by allow-lists. What it gives out is final: only pictures that this build drew itself
are put in afterwards, at marks that hold nothing but a number or the name of an icon.
"""

import re

import nh3

from portalgen.model.links import SAFE_SCHEMES, is_hiding, leaves_site
from portalgen.techdocs.drawings import Drawings
from portalgen.techdocs.emoji import icon_svg

RESERVED = ("portal-", "__")
"""Prefixes of ids that belong to the frame around the page: dropped."""
TAKEN = frozenset({"main", "menu"})
"""Ids of the frame that headings may well have: renamed by `free_id`."""

_TAG_NAMES = (
    "a abbr address article aside audio b bdi bdo blockquote br caption center cite code col colgroup dd del details "
    "dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label li "
    "main mark menu nav ol p picture pre q rp rt ruby s samp section small source span strike strong sub summary sup "
    "table tbody td tfoot th thead time tr track tt u ul var video wbr"
)
_TAGS = set(_TAG_NAMES.split())
_DROPPED_WITH_CONTENT = {"script", "style", "iframe", "object", "embed", "template", "noembed", "noframes", "noscript",
    "form-template", "textarea", "title", "select", "math", "svg", "xmp", "plaintext", "head", "canvas"}  # fmt: skip
RAW = "noscript, noembed, noframes, iframe, template, textarea, title, xmp, plaintext, script, style"
"""Elements whose inside is text for some parsers, elements for others: they go before a second one reads the page."""
_ATTRIBUTES = {
    "*": {"class", "id", "title", "lang", "dir", "align", "valign", "aria-hidden", "aria-label", "data-linenos"},
    "a": {"href", "name", "hreflang", "download", "rel"},
    "abbr": {"title"},
    "audio": {"src", "controls", "loop", "muted", "preload"},
    "col": {"span", "width"},
    "colgroup": {"span", "width"},
    "del": {"datetime"},
    "details": {"open"},
    "i": {"data-icon", "data-figure"},
    "img": {"src", "alt", "width", "height", "loading", "decoding", "srcset", "sizes"},
    "input": {"type", "name", "checked", "disabled"},
    "ins": {"datetime"},
    "label": {"for"},
    "li": {"value"},
    "ol": {"start", "type", "reversed"},
    "source": {"src", "srcset", "type", "media", "sizes"},
    "table": {"summary"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "time": {"datetime"},
    "track": {"src", "kind", "srclang", "label"},
    "video": {"src", "controls", "loop", "muted", "preload", "poster", "width", "height", "playsinline"},
}
_SCHEMES = {*SAFE_SCHEMES, "sms", "xmpp", "matrix", "ftp", "ftps", "data"}
"""Those of links that Backstage's reader follows in documentation, and `data:` for pictures."""
_PICTURE = re.compile(r"data:image/(?:png|gif|jpeg|webp|avif);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
_PLAYED = {"audio", "source", "track", "video"}
"""Elements whose `src` has to be a file of the portal: the policy lets pictures come from other hosts, nothing else."""
_NEXT = re.compile(r"\s*,\s+|,\s*(?=[a-z/.])", re.IGNORECASE)
"""Between two pictures of a `srcset`."""
_OURS = re.compile(r"__(?:tabbed_\d+(?:_\d+)?|codelineno-[\w-]+|span-[\w-]+)")
_ICON = re.compile(r'<i data-icon="([a-z0-9-]+)"></i>')
_ACTING = re.compile(
    r"<(script|style|iframe|object|embed|form|svg|math|textarea|select|button"
    r"|input(?![^>]*\stype=[\"']?(?:radio|checkbox)\b))[\s/>]",
    re.IGNORECASE,
)
FIELDS = "input:not([type=radio i]):not([type=checkbox i])"
"""Fields to write in, which nothing takes: they go while the page is read as a tree."""
_IDS = {("id", None), ("name", "a"), ("name", "input"), ("for", "label")}


def sanitise(html: str, drawings: Drawings) -> str:
    """Return clean HTML with icons and drawings in place."""
    clean = nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_DROPPED_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        attribute_filter=_filter,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
    return drawings.put_back(_ICON.sub(lambda match: icon_svg(match[1]), clean))


def acting_parts(html: str) -> tuple[str, ...]:
    """Return the names of elements in a page that are left out because they could act, sorted."""
    found = {match[1].lower() for match in _ACTING.finditer(html)}
    return tuple(sorted(found))


def is_known(tag: str) -> bool:
    """Say whether an element is one that `sanitise` keeps, or one that it drops with all that it holds."""
    return tag in _TAGS or tag in _DROPPED_WITH_CONTENT


def free_id(value: str) -> str:
    """Return the id under which a page may have an anchor: almost always the same."""
    return f"docs-{value}" if value in TAKEN else value


def is_free_id(value: str) -> bool:
    """Say whether a page may use an id: one word, and not one that the frame uses."""
    return bool(_OURS.fullmatch(value)) or (bool(value.split()) and not value.lower().startswith(RESERVED))


def _filter(tag: str, name: str, value: str) -> str | None:
    if (name, None) in _IDS or (name, tag) in _IDS:
        return value if is_free_id(value) else None
    if tag == "input" and name == "type":
        return value if value in {"radio", "checkbox"} else "checkbox"
    if name == "srcset":
        return value if all(map(_is_picture, _NEXT.split(value.strip()))) else None
    return _address(tag, name, value) if name in _ADDRESSES else value


def is_kept(tag: str, name: str, value: str) -> bool:
    """Say whether an absolute address stays in clean HTML."""
    scheme, _, rest = value.lower().partition(":")
    is_whole = scheme not in _HIERARCHICAL or bool(rest.strip("/"))
    return scheme in _SCHEMES and is_whole and _address(tag, name, value) is not None


_HIERARCHICAL = {"http", "https", "ftp", "ftps"}
_ADDRESSES = {"href", "src", "poster"}


def _address(tag: str, name: str, value: str) -> str | None:
    """Return an address if it may stay: nothing in it is hidden, and nothing but pictures comes from other hosts."""
    if value.strip().lower().startswith("data:"):
        return value if (tag, name) == ("img", "src") and _PICTURE.fullmatch(value) else None
    if is_hiding(value) or (name == "src" and tag in _PLAYED and leaves_site(value)):
        return None
    if name == "href" or not value.lower().startswith("http:"):
        return value
    return f"https{value[4:]}"  # the policy lets no picture come over http


def _is_picture(candidate: str) -> bool:
    address = candidate.partition(" ")[0]
    return not is_hiding(candidate) and (address.lower().startswith("https://") or not leaves_site(address))
