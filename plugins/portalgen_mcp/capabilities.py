"""What a server can do: tools with their schemas, resources, prompts."""

from collections.abc import Iterator
from itertools import islice

from portalgen_definitions.anchors import Anchors
from portalgen_definitions.budget import Budget
from portalgen_definitions.node import Node, Tree
from portalgen_definitions.schema_values import Schema
from portalgen_definitions.schemas import SchemaReader
from portalgen_mcp.values import Prompt, Resource, Tool, Variable
from portalgen_mcp.words import without_stored

MAX_ROWS = 1_000
_HINTS = (
    ("readOnlyHint", "read only"),
    ("destructiveHint", "may destroy"),
    ("idempotentHint", "may be repeated"),
    ("openWorldHint", "reaches other systems"),
)


def read_tools(root: Node, anchors: Anchors, budget: Budget) -> Iterator[Tool]:
    """Yield the tools; each schema is a document of its own, references lead nowhere else."""
    for row in islice(root.rows("tools"), MAX_ROWS):
        name = row.text("name")
        if not name:
            row.fault("a tool has no name")
            continue
        notes = row.get("annotations")
        yield Tool(
            name=name,
            anchor=anchors.take("tool", name),
            title=row.text("title") or notes.text("title"),
            description=row.prose("description"),
            hints=tuple(words for key, words in _HINTS if notes.flag(key)),
            input=_schema(row.get("inputSchema"), budget),
            output=_schema(row.get("outputSchema"), budget),
        )


def read_resources(root: Node) -> Iterator[Resource]:
    """Yield the resources, then templates of resources."""
    rows = (row for key in ("resources", "resourceTemplates") for row in root.rows(key))
    for row in islice(rows, MAX_ROWS):
        name, uri = row.text("title") or row.text("name"), row.text("uri") or row.text("uriTemplate")
        if name or uri:
            shown = without_stored(row, uri)
            yield Resource(name or shown, shown, row.prose("description"), row.text("mimeType"))


def read_prompts(root: Node, anchors: Anchors) -> Iterator[Prompt]:
    """Yield the prompts."""
    for row in islice(root.rows("prompts"), MAX_ROWS):
        if row.text("name"):
            arguments = tuple(
                Variable(each.text("name"), each.prose("description"), each.flag("required"))
                for each in islice(row.rows("arguments"), MAX_ROWS)
                if each.text("name")
            )
            anchor = anchors.take("prompt", row.text("name"))
            yield Prompt(row.text("title") or row.text("name"), anchor, row.prose("description"), arguments)


def _schema(node: Node, budget: Budget) -> Schema | None:
    if not node.map:
        return None
    return SchemaReader({}, budget).read(Tree(node.value).root)
