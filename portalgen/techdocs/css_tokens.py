"""Tokens of style sheets: what may stand where, wherever a parser finds it."""

from collections.abc import Iterable, Iterator

from tinycss2.ast import Node

_NEVER = frozenset({"at-keyword", "url", "error"})
"""Kinds of tokens that no selector and no condition has."""
FUNCTIONS = frozenset({"expression", "src", "image", "image-set", "-webkit-image-set", "element", "-moz-element"})
"""Never kept: they run something, or load what no `url()` names."""


def all_tokens(tokens: Iterable[Node]) -> Iterator[Node]:
    """Yield tokens and all that is in them."""
    for token in tokens:
        yield token
        yield from all_tokens(getattr(token, "arguments", None) or getattr(token, "content", None) or ())


def is_foreign(token: Node) -> bool:
    """Say whether a token belongs neither into a selector nor into a condition."""
    return token.type in _NEVER or getattr(token, "lower_name", "") in FUNCTIONS | {"url"}
