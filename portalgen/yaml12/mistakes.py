"""Mistakes: a second look at a document that libyaml refused, for what its author did wrong, where, and the way out.

libyaml says where it could not go on; that is often a line below the mistake, and in words of its own trade. The text
is broken already: each recogniser looks at a line or two, and the first that knows the mistake tells it.
"""

import re
from collections.abc import Callable

import yaml

from portalgen.yaml12.characters import show
from portalgen.yaml12.misread import MISREAD
from portalgen.yaml12.refusal import Mistake, Refusal, indent_of, short
from portalgen.yaml12.slips import dashed_items, odd_indent
from portalgen.yaml12.unclosed import bracket_too_many, text_after_end, unclosed_bracket, unclosed_quote
from portalgen.yaml12.values import YamlFault

_KEY = r"[\w./-]+"
_INDENT = r"[ \t]*(?:- +)*"
_TAB_INDENT = re.compile(r" *\t")
_MARKER = re.compile(r"[ \t]*(?:-{2,}|[\u2013\u2014][-\u2013\u2014]*)[ \t]*(?:#.*)?")
_DEEPEST_MARKER = 2
"""Further in, it may be a line of a text."""
_NO_SPACE = re.compile(rf"({_INDENT})({_KEY}):(?!//)([^\s:][^\n]*)")
_NO_COLON = re.compile(rf"({_INDENT})({_KEY})[ \t]*(?:#.*)?")
_HAS_VALUE = re.compile(rf"{_INDENT}[^\s#].*?:[ \t]+[^\s#|>&!]")


def explain(text: str, error: yaml.YAMLError, first: int) -> YamlFault:
    """Say why libyaml does not take a document that starts on the line `first` of its file. Linear in its length."""
    if isinstance(error, yaml.reader.ReaderError):
        before = text[: error.position] if isinstance(error.position, int) else ""
        line, column = before.count("\n"), len(before) - before.rfind("\n")
        hint = "save the file as UTF-8" if text.count("\0") > len(text) // 8 else "remove the character"
        return YamlFault(f"a character is not allowed: {error.reason}", first + line, column, hint)
    refusal = Refusal.of(text, error, first)
    found = recognise(refusal) or Mistake(refusal.problem or "not valid YAML", refusal.at, _hint(refusal.problem))
    return YamlFault(show(found.message), first + found.at[0], found.at[1] + 1, show(found.hint))


def recognise(refusal: Refusal) -> Mistake | None:
    """Return the mistake that a document was refused for; None if nobody knows it."""
    return next((found for look in _RECOGNISERS if (found := look(refusal))), None)


def _odd_space(refusal: Refusal) -> Mistake | None:
    """Find a line whose indentation only looks like one."""
    begun = refusal.since[0]
    for number, line in ((begun, refusal.row(begun)), refusal.above(), (refusal.at[0], refusal.line)):
        column, name = odd_indent(line)
        if name:
            return Mistake(f"the line starts with {name}", (number, column), "indent with plain spaces")
    return None


def _tab(refusal: Refusal) -> Mistake | None:
    """Find a tab where only spaces count."""
    number, line = refusal.at[0], refusal.line
    if "tab character" not in refusal.problem and refusal.char != "\t":
        number, line = next(
            (row for row in (refusal.above(), (number, line)) if _TAB_INDENT.match(row[1])), (number, "")
        )
    at = line.find("\t")
    hint = "indent with spaces: YAML does not say how wide a tab is"
    return Mistake("the line is indented with a tab", (number, at), hint) if at >= 0 else None


def _marker(refusal: Refusal) -> Mistake | None:
    """Find what was meant to be `---`."""
    for number, line in ((refusal.since[0], refusal.began), refusal.above(), (refusal.at[0], refusal.line)):
        column = indent_of(refusal.row(number))
        if _MARKER.fullmatch(line) and column <= _DEEPEST_MARKER:
            written = line.split("#")[0].strip()
            if written == "---":
                return Mistake("`---` is indented", (number, column), "did you mean `---` at the start of the line?")
            message = f"`{short(written)}` does not start a new document"
            return Mistake(message, (number, column), "did you mean `---`?")
    return None


def _no_space(refusal: Refusal) -> Mistake | None:
    """Find `key:value`."""
    for number, line in _suspects(refusal):
        if found := _NO_SPACE.fullmatch(line):
            key = short(found[2])
            hint = f"write `{key}: {short(found[3].strip())}`"
            return Mistake(f"a space is missing after `{key}:`", (number, found.start(3)), hint)
    return None


def _no_colon(refusal: Refusal) -> Mistake | None:
    """Find a word alone where a key should stand, or an item of a list without its dash."""
    for number, line in _suspects(refusal):
        found = _NO_COLON.fullmatch(line)
        if not found or _goes_on(refusal, number, line):
            continue
        if items := dashed_items(found[2]):
            hint = f"write `- {short(items[0])}`"
            return Mistake("a space is missing after the dash", (number, found.start(2) + 1), hint)
        word, (_, above) = short(found[2]), refusal.above(number)
        if above.startswith(f"{found[1]}- "):
            return Mistake(f"the dash before `{word}` is missing", (number, found.start(2)), f"write `- {word}`")
        if number == refusal.since[0] or len(found[1]) <= indent_of(refusal.line):
            return Mistake(f"the colon after `{word}` is missing", (number, found.end(2)), f"write `{word}:`")
    return None


def _goes_on(refusal: Refusal, number: int, line: str) -> bool:
    """Say whether a line may be of the text that starts on the line above it."""
    _, above = refusal.above(number)
    return bool(_HAS_VALUE.match(above)) and indent_of(above) < indent_of(line)


def _suspects(refusal: Refusal) -> list[tuple[int, str]]:
    """Return the lines that may lack something: where a key began, or the one above a colon that came too soon."""
    if "could not find expected ':'" in refusal.problem:
        return [(refusal.since[0], refusal.row(refusal.since[0]))]
    return [refusal.above()] if "mapping values are not allowed" in refusal.problem else []


def _no_key(refusal: Refusal) -> Mistake | None:
    """Find another line that is neither a key nor part of a text."""
    if "could not find expected ':'" not in refusal.problem:
        return None
    hint = "write `key: value`, or indent the line further if it belongs to the text above it"
    return Mistake("the line has no colon, and does not go on with what is above it", refusal.since, hint)


def _too_deep(refusal: Refusal) -> Mistake | None:
    """Find a line that is indented as if it belonged to the one above it, which has a value."""
    above, written = refusal.above()
    indent = indent_of(refusal.line)
    if "mapping values are not allowed" not in refusal.problem or not _HAS_VALUE.match(written):
        return None
    if indent <= indent_of(written):
        return None
    message = f"the line is indented further than line {refusal.first + above}, which has a value already"
    return Mistake(message, (refusal.at[0], indent), "indent both lines alike")


def _fits_nowhere(refusal: Refusal) -> Mistake | None:
    """Find a line whose indentation is that of none above it."""
    line, column = refusal.at
    if "block mapping: did not find expected key" not in refusal.problem or refusal.line[:column].strip():
        return None
    if column == refusal.since[1]:
        return None
    message = f"the line is indented by {column}, as none of those that it could belong to"
    return Mistake(message, (line, column), _INDENT_HINT)


def _no_dash(refusal: Refusal) -> Mistake | None:
    """Find a line in the place of an item of a list."""
    if "did not find expected '-' indicator" not in refusal.problem:
        return None
    return Mistake("an item of a list should start here", refusal.at, f"start it with `- `, or {_INDENT_HINT}")


def _hint(problem: str) -> str:
    return next((hint for words, hint in _HINTS.items() if words in problem), "")


_INDENT_HINT = "check the indentation of this line and the lines above it"
_RECOGNISERS: tuple[Callable[[Refusal], Mistake | None], ...] = (
    _tab,
    _odd_space,
    unclosed_quote,
    unclosed_bracket,
    bracket_too_many,
    text_after_end,
    *MISREAD,
    _marker,
    _no_space,
    _no_colon,
    _too_deep,
    _fits_nowhere,
    _no_dash,
    _no_key,
)
"""The surest first."""
_HINTS = {
    "mapping values are not allowed": "put a text that holds ': ' in quotes, or check the indentation",
    "cannot start any token": "put a text that starts with a sign in quotes",
    "block mapping": _INDENT_HINT,
    "block collection": _INDENT_HINT,
    "flow": "check that every [ and { is closed, with commas between",
    "end of stream": "check that every quote is closed",
    "unknown escape": "use single quotes for a text with backslashes",
}
"""Words of libyaml's message -> what is usually wrong."""
