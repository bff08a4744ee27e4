"""Environment variables, headers and arguments: a node in, variables out; a secret that is written down is a fault."""

from collections.abc import Iterator
from itertools import islice

from portalgen_definitions.node import Node
from portalgen_mcp.secrets import is_placeholder, is_secret
from portalgen_mcp.values import Variable
from portalgen_mcp.words import stored, without_stored

MAX_ROWS = 200


def read_variables(node: Node, *keys: str) -> tuple[Variable, ...]:
    """Return the rows of a registry's lists (`environmentVariables`, `headers`), under the first key that is there."""
    rows = next((list(islice(node.rows(key), MAX_ROWS)) for key in keys if node.get(key)), [])
    return tuple(_variable(row, row.text("name")) for row in rows if row.text("name"))


def read_map(node: Node, key: str) -> tuple[Variable, ...]:
    """Return the members of a map from names to values, as clients configure them (`env`, `headers`)."""
    return tuple(_checked(name, node, key, member) for name, member in islice(node.members(key), MAX_ROWS))


def read_arguments(node: Node, *keys: str) -> tuple[Variable, ...]:
    """Return arguments: `--port` with its value, or a value alone; the name tells what it is."""
    rows = next((list(islice(node.rows(key), MAX_ROWS)) for key in keys if node.get(key)), [])
    return tuple(_variable(row, _argument_name(row)) for row in rows)


def words_of(arguments: tuple[Variable, ...]) -> Iterator[str]:
    """Yield the words of a command that has these arguments: those that have to be there."""
    for each in arguments:
        if not each.required and not each.value:
            continue
        if each.name.startswith("-"):
            yield each.name
        if each.value or not each.name.startswith("-"):
            yield each.filled


def _argument_name(row: Node) -> str:
    return row.text("name") or row.text("valueHint") or row.text("value_hint") or "argument"


def _variable(row: Node, name: str) -> Variable:
    secret = row.flag("isSecret") or row.flag("is_secret") or is_secret(name)
    value = row.text("value") or row.text("default")
    if secret and value and not is_placeholder(value):
        stored(row, name)
    return Variable(
        name=name,
        description=row.prose("description"),
        required=row.flag("isRequired") or row.flag("is_required"),
        secret=secret,
        value="" if secret else without_stored(row, value),
        choices=() if secret else tuple(without_stored(row, each) for each in row.words("choices")),
    )


def _checked(name: str, node: Node, key: str, member: Node) -> Variable:
    value = node.get(key).text(name)
    secret = is_secret(name)
    if secret and value and not is_placeholder(value):
        stored(member, name)
    # What somebody has set for themselves need not fit others: only its name is of use.
    return Variable(name, required=True, secret=secret)
