"""The words of a clean page: text below each heading for search, and the first sentence for lists."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portalgen.model.docs import Section

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_SILENT = {"a.headerlink", "td.linenos", "svg", "span.linenos", ".footnote-backref", "input", ".tabbed-labels"}
_BLOCKS = {"p", "li", "td", "th", "pre", "div", "dt", "dd", "tr", "br", "summary", "label", "blockquote", "figcaption"}
_SENTENCE = re.compile(r"(.{20,}?[.!?])(?=\s)", re.DOTALL)
_DESCRIPTION = 200


def split_sections(html: str) -> tuple[Section, ...]:
    """Return the text of a page in order, cut at its headings that have an id."""
    body = _quiet(html)
    rows: list[tuple[str, str, list[str]]] = [("", "", [])]
    if body:
        _collect(body, rows)
    found = (Section(id_, title, _squeeze("".join(words))) for id_, title, words in rows)
    return tuple(section for section in found if section.id or section.text)


def first_sentence(html: str) -> str:
    """Return the beginning of the first paragraph outside boxes, at most some 200 characters."""
    body = _quiet(html)
    for node in body.css("p") if body else ():
        words = _squeeze(node.text())
        if words and node.parent is not None and "admonition" not in (node.parent.attributes.get("class") or ""):
            return _shorten(words)
    return ""


def _quiet(html: str) -> LexborNode | None:
    body = LexborHTMLParser(html).body
    for node in body.css(", ".join(sorted(_SILENT))) if body else ():
        node.decompose()
    return body


def _collect(body: LexborNode, rows: list[tuple[str, str, list[str]]]) -> None:
    titles = {}
    for node in body.css(", ".join(f"{tag}[id]" for tag in sorted(_HEADINGS))):
        titles[node.mem_id] = (node.id or "", _squeeze(node.text()))
        for child in [*node.iter(include_text=True)]:  # its words are its own, and not of the text below it
            child.decompose()
    for node in body.traverse(include_text=True):
        tag = node.tag
        if tag == "-text":
            rows[-1][2].append(node.text_content or "")
        elif tag in _BLOCKS:
            rows[-1][2].append(" ")
        elif tag in _HEADINGS and node.mem_id in titles:
            rows.append((*titles[node.mem_id], []))


def _squeeze(text: str) -> str:
    return " ".join(text.replace("\u00b6", " ").split())


def _shorten(text: str) -> str:
    sentence = _SENTENCE.match(text)
    short = sentence[1] if sentence else text
    return short if len(short) <= _DESCRIPTION else short[:_DESCRIPTION].rsplit(" ", 1)[0] + "…"
