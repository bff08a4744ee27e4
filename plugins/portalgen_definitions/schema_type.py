"""What a schema says about its type, in either spelling: `nullable` of 3.0 and lists of types of 3.1."""

from portalgen_definitions.node import Node
from portalgen_definitions.wording import shown

MAX_EXAMPLES = 5
_FIELDS = {"properties", "patternProperties", "allOf", "oneOf", "anyOf"}


def types(node: Node) -> tuple[str, ...]:
    """Return the types that a schema allows, without null; guessed from its keywords if it does not say."""
    written = node.map.get("type")
    if isinstance(written, list):
        return tuple(each[:100] for each in written if isinstance(each, str) and each != "null")
    if isinstance(written, str):
        return (written[:100],)
    if written is not None:
        node.get("type").fault(f"{shown(written)[:60]} is not a type")
    listed = node.map.get("enum")
    if isinstance(listed, list) and listed and all(isinstance(each, str) for each in listed):
        return ("string",)
    guesses = (("properties", "object"), ("additionalProperties", "object"), ("items", "array"), ("pattern", "string"))
    return next(((name,) for key, name in guesses if node.map.get(key)), ())


def nullable(node: Node) -> bool:
    """Whether null is allowed."""
    written = node.map.get("type")
    listed = isinstance(written, list) and "null" in written
    return listed or node.flag("nullable") or node.flag("x-nullable")


def is_map(node: Node) -> bool:
    """Whether a schema is an object that has no fields of its own, only rules for all."""
    others = node.map.get("additionalProperties")
    return isinstance(others, dict) and bool(others) and _FIELDS.isdisjoint(node.map)


def examples(node: Node) -> tuple[str, ...]:
    """Return the example values that fit on a line."""
    written = node.map.get("examples")
    several = written[:MAX_EXAMPLES] if isinstance(written, list) else []
    single = [node.map["example"]] if node.map.get("example") is not None else []
    return tuple(shown(value) for value in (*single, *several) if not isinstance(value, dict | list))
