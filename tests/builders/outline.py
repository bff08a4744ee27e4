"""The structure of a page's HTML as rows of text, by aspect: what an author made, whoever rendered it."""

from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

Outline = dict[str, list[str]]

BASE = "https://docs.invalid/"
"""Where a site's home page is taken to stand, to compare links that are written differently."""
_MACHINERY = ("a.headerlink", "td.linenos", "span.linenos", "a.footnote-backref", ".md-content__button",
    ".md-source-file", "form", "figure.docs-source > figcaption")  # fmt: skip
"""What renderers add: no part of what is compared."""
_EMOJI = "img.twemoji, img.emojione, img.gemoji, span.emoji"
"""A picture from another host in one, the character itself in the other."""
_OWN_IDS = ("__tabbed", "__codelineno", "__span", "portal-")
_NO_LANGUAGE = {"text", "mermaid", "plantuml"}
"""Those that Pygments does not know: it calls them text."""
_IN_COLOUR = "\ufe0f"
"""Mark of emoji, which indexes have or have not."""
_NO_BOXES = {"highlight", "codehilite", "tabbed-set", "tabbed-content"}
_INLINE = ["abbr", "b", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "strong", "sub", "sup", "u", "var"]
_HEADINGS = "h1, h2, h3, h4, h5, h6"


def outline(html: str, path: str, content: str = "body") -> Outline:
    """Return the structure of the element that `content` selects, of the page at a path of its site."""
    root = LexborHTMLParser(html).css_first(content)
    assert root is not None, f"{path} has no {content}"
    for node in root.css(", ".join(_MACHINERY)):
        node.decompose()
    for node in root.css(_EMOJI):
        node.replace_with(node.attributes.get("alt") or node.text())
    here = urljoin(BASE, path)
    return {
        "headings": [f"{node.tag} #{node.id} {words(node)}" for node in root.css(_HEADINGS)],
        "anchors": sorted(_anchors(root)),
        "code": [f"{_language(node)}: {node.text().strip()}" for node in root.css("pre")],
        "inline code": [node.text() for node in root.css("code") if not _inside(node, {"pre"})],
        "tabs": [" | ".join(_labels(node)) for node in root.css(".tabbed-set")],
        "tables": [_table(node) for node in root.css("table") if "highlighttable" not in classes(node)],
        "admonitions": [f"{kind(node)}: {_title(node)}" for node in root.css("div.admonition")],
        "details": [f"{kind(node)}: {_title(node)}" for node in root.css("details")],
        "lists": [_shape(node) for node in root.css("ul, ol") if not _inside(node, {"ul", "ol"})],
        "tasks": [_task(node) for node in root.css("li.task-list-item")],
        "definitions": [f"{node.tag} {words(node)}" for node in root.css("dt, dd")],
        "footnotes": [f"{node.id}: {words(node)}" for node in root.css(".footnote li")],
        "links": [f"{target(node, 'href', here)} {words(node)}" for node in root.css("a[href]")],
        "images": [f"{target(node, 'src', here)} {node.attributes.get('alt') or ''}" for node in root.css("img[src]")],
        "inline": [f"{node.tag} {words(node)}" for node in root.css(", ".join(_INLINE)) if words(node)],
        "paragraphs": [words(node) for node in root.css("p") if words(node)],
        "icons": [".".join(sorted(classes(node))) for node in root.css(".twemoji")],
        "boxes": [".".join(sorted(classes(node))) for node in root.css("div[class]") if _is_box(node)],
    }


def words(node: LexborNode) -> str:
    """Return an element's text with single spaces."""
    return " ".join(node.text().replace(_IN_COLOUR, "").split())


def children(node: LexborNode, *names: str) -> Iterator[LexborNode]:
    """Yield the elements right below one, by tag or class."""
    return (child for child in node.iter() if {child.tag, *classes(child)} & set(names))


def classes(node: LexborNode) -> set[str]:
    return set((node.attributes.get("class") or "").split())


def kind(node: LexborNode) -> str:
    """Return what an admonition is: its classes but the one that all have."""
    return ".".join(sorted(classes(node) - {"admonition"}))


def _anchors(root: LexborNode) -> Iterator[str]:
    for node in root.css("[id], a[name]"):
        name = node.attributes.get("id") or node.attributes.get("name") or ""
        if not name.startswith(_OWN_IDS):
            yield name


def _language(pre: LexborNode) -> str:
    around = (pre, *_ancestors(pre), *pre.css("code"))
    found = (name.removeprefix("language-") for node in around for name in sorted(classes(node)) if "language-" in name)
    return next((language for language in found if language not in _NO_LANGUAGE), "")


def _table(node: LexborNode) -> str:
    rows = node.css("tr")
    cells = [" | ".join(map(words, row.css("td, th"))) for row in rows]
    return f"{len(rows)} rows: {' / '.join(cells)}"


def _title(node: LexborNode) -> str:
    return next((words(child) for child in children(node, "admonition-title", "summary")), "")


def _labels(tabs: LexborNode) -> list[str]:
    return [words(label) for labels in children(tabs, "tabbed-labels") for label in children(labels, "label")]


def _shape(node: LexborNode) -> str:
    inner = ", ".join("".join(_shape(child) for child in _lists_below(item)) or "-" for item in node.iter())
    return f"{node.tag}({inner})"


def _lists_below(item: LexborNode) -> Iterator[LexborNode]:
    for child in item.iter():
        if child.tag in {"ul", "ol"}:
            yield child
        else:
            yield from _lists_below(child)


def _task(node: LexborNode) -> str:
    box = node.css_first("input[type=checkbox]")
    done = box is not None and "checked" in box.attributes
    return f"[{'x' if done else ' '}] {words(node)}"


def target(node: LexborNode, name: str, here: str) -> str:
    """Return where a link or picture leads, whole."""
    found = urlsplit(urljoin(here, node.attributes.get(name) or ""))
    path = found.path.removesuffix("index.html") if found.geturl().startswith(BASE) else found.path
    if "." not in path.rpartition("/")[2] and found.netloc == urlsplit(BASE).netloc:
        path = f"{path.rstrip('/')}/"
    return unquote(found._replace(path=path or "/").geturl())


def _is_box(node: LexborNode) -> bool:
    return bool(classes(node) - {"admonition"}) and not classes(node) & _NO_BOXES


def _inside(node: LexborNode, tags: set[str]) -> bool:
    return any(parent.tag in tags for parent in _ancestors(node))


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    while node.parent is not None and node.parent.tag != "body":
        node = node.parent
        yield node
