"""Text in, a tree of the grammar out; a fault instead where the text is not protobuf."""

from functools import cache
from pathlib import Path

from lark import Lark, Token, Tree, UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from portalgen_definitions.values import Fault

MAX_SIZE = 1_000_000
"""Characters; the parser reads about a hundred thousand a second."""
Node = Tree[Token]

_GRAMMAR = Path(__file__).parent / "proto.lark"
_LONGEST = 40


def parse(text: str) -> Node | Fault:
    """Parse a file; never raises."""
    if len(text) > MAX_SIZE:
        return Fault(f"the definition has {len(text):,} characters; at most {MAX_SIZE:,} are read", 1, 1)
    try:
        return _parser().parse(text)
    except UnexpectedInput as error:
        return Fault(f"the definition is not valid protobuf: {_words(error)}", max(error.line, 1), max(error.column, 1))


@cache
def _parser() -> Lark:
    return Lark.open(str(_GRAMMAR), parser="lalr", propagate_positions=True, maybe_placeholders=True)


def _words(error: UnexpectedInput) -> str:
    if isinstance(error, UnexpectedToken):
        end = error.token.type == "$END"
        return "the text ends too early" if end else f"'{str(error.token)[:_LONGEST]}' is not expected here"
    if isinstance(error, UnexpectedCharacters) and error.char.isprintable():
        return f"'{error.char}' is not expected here"
    return "here is something that protobuf does not have"
