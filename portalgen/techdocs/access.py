"""HTML of a page, while it is being mended -> what assistive technology needs and Markdown does not make."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

LABEL = 120
"""Characters of the longest label taken from a page's text."""


def make_accessible(parser: LexborHTMLParser) -> None:
    """Name the boxes of task lists by their item, and let empty header cells be cells: a header has a text."""
    for box in parser.css(".task-list-item input[type=checkbox]"):
        if not box.attributes.get("aria-label") and (item := _item(box)):
            box.attrs["aria-label"] = " ".join(item.text().split())[:LABEL] or "-"
    for header in parser.css("thead th, tr > th"):
        if header.first_child is None:
            cell = parser.create_node("td")
            for name, value in header.attributes.items():
                cell.attrs[name] = value or ""
            header.replace_with(cell)


def _item(node: LexborNode) -> LexborNode | None:
    """Return the list item that a node belongs to."""
    while node.parent is not None and node.tag != "li":
        node = node.parent
    return node if node.tag == "li" else None
