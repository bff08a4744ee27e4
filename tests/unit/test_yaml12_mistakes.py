"""Mistakes of authors: a document that libyaml refuses says what is wrong where it is wrong, and the way out."""

import time

import pytest

from portalgen.yaml12 import YamlFault, parse_documents
from portalgen.yaml12.slips import dashed_items

HEAD = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: demo\n"
Row = tuple[str, tuple[int, int], str, str]

QUOTES: dict[str, Row] = {
    "at the end": (
        HEAD + '  title: "A demo.\n  tags: [java]\n',
        (5, 10),
        'the quote " opened here is never closed',
        'write " at the end of the text',
    ),
    "before another text in quotes": ('a: "A demo.\nb: "x"\n', (1, 4), 'the quote " opened here', 'write "'),
    "simple quotes": ("a: 'A demo\nb: c\n", (1, 4), "the quote ' opened here is never closed", "write '"),
    "in a list": ('a:\n  - "b\n  - "c"\n', (2, 5), 'the quote " opened here is never closed', 'write "'),
    "in brackets": ('a: ["b", "c]\nd: "e"\n', (1, 10), 'the quote " opened here is never closed', 'write "'),
    "apostrophe": ("a: 'It's a demo'\n", (1, 8), "text follows the ' that ends", "write '' for a '"),
    "quotes in quotes": ('a: "say "hi" now"\n', (1, 10), 'text follows the " that ends', 'write \\" for a "'),
    "quotes for a part": ('a: "A" demo\n', (1, 8), 'text follows the " that ends', "or quote all of it"),
    "typographic": ("a: “b: c”\n", (1, 4), "“ is no quote for YAML", "write \" or '"),
}
BRACKETS: dict[str, Row] = {
    "list": (HEAD + "  tags: [java\n  title: x\n", (5, 9), "the [ opened here is never closed", "write ]"),
    "list at the end": ("a: b\ntags: [java\n", (2, 7), "the [ opened here is never closed", "write ]"),
    "map": ("labels: {a: b\nspec:\n  x: y\n", (1, 9), "the { opened here is never closed", "write }"),
    "JSON": ('{\n  "a": 1,\n', (1, 1), "the { opened here is never closed", "write }"),
    "one of two": ("a: {b: [c, d}\n", (1, 13), "a comma is missing before this, or the ] that closes the [", "and ]"),
    "comma": ("a: {b: c d: e}\n", (1, 11), "a comma is missing before this", "write a comma"),
    "comma between lines": ('a: [\n  "b"\n  "c"\n]\n', (3, 3), "a comma is missing before this", "write a comma"),
    "one too many": ("a: [b]]\n", (1, 7), "there is one ] too many", "remove the ]"),
    "start of a text": ("a: [WIP] demo\n", (1, 10), "text follows the ] that ends the value", "starts with [ in"),
}
KEYS: dict[str, Row] = {
    "no space": ("a:\n  owner:web\n  b: c\n", (2, 9), "a space is missing after `owner:`", "write `owner: web`"),
    "no space at the end": ("a:\n  b: c\n  owner:web\n", (3, 9), "a space is missing after `owner:`", "write"),
    "no space at the start": ("kind:API\nb: c\n", (1, 6), "a space is missing after `kind:`", "write `kind: API`"),
    "no space before a URL": ("- url:https://x\n  b: c\n", (1, 7), "a space is missing after `url:`", "write"),
    "no space above a map": ("a: b\nspec:x\n  c: d\n", (2, 6), "a space is missing after `spec:`", "write"),
    "Windows' lines": ("a: b\r\nc:d\r\ne: f\r\n", (2, 3), "a space is missing after `c:`", "write `c: d`"),
    "no colon": ("kind: API\nmetadata\n  name: x\n", (2, 9), "the colon after `metadata` is missing", "`metadata:`"),
    "no colon at the start": ("kind\nb: c\n", (1, 5), "the colon after `kind` is missing", "write `kind:`"),
    "no colon above a list": ("a: b\ntags\n  - c\n", (2, 5), "the colon after `tags` is missing", "write `tags:`"),
    "no colon in a list": ("- title\n  url: x\n", (1, 8), "the colon after `title` is missing", "write `title:`"),
    "neither": ("a: b\nowner web\nc: d\n", (2, 1), "the line has no colon", "write `key: value`"),
    "colon in a text": ("a: b: c\n", (1, 5), "a text with ': ' in it is not in quotes", 'write "b: c"'),
    "colon at the end": ("a: see:\n", (1, 7), "a text with ': ' in it is not in quotes", 'write "see:"'),
    "colon and quotes": ('a: b: "c"\n', (1, 5), "a text with ': ' in it is", "put the text in quotes"),
    "no dash": ("a:\n  - b\n  c\n  d: e\n", (3, 3), "the dash before `c` is missing", "write `- c`"),
    "no space after a dash": ("a:\n-b\n-c\nd: e\n", (2, 2), "a space is missing after the dash", "write `- b`"),
}
INDENTATION: dict[str, Row] = {
    "tab": ("a:\n  b: c\n\td: e\n", (3, 1), "the line is indented with a tab", "indent with spaces"),
    "tabs": ("a:\n\tb: c\n\td: e\n", (2, 1), "the line is indented with a tab", "indent with spaces"),
    "tab after spaces": ("a:\n  b: c\n  \td: e\n", (3, 3), "the line is indented with a tab", "indent with"),
    "tab in a list": ("a:\n\t- b\n", (2, 1), "the line is indented with a tab", "indent with spaces"),
    "no-break space": (
        "a:\n  b: c\n\u00a0 d: e\n  f: g\n",
        (3, 1),
        "the line starts with a no-break space (U+00A0)",
        "indent with plain spaces",
    ),
    "no-break space first": ("a:\n\u00a0 d: e\n  f: g\n", (2, 1), "the line starts with a no-break", "plain spaces"),
    "another space": ("a:\n\u3000d: e\n  f: g\n", (2, 1), "an ideographic space (U+3000)", "plain spaces"),
    "no space at all": ("a:\n\u200bd: e\n  f: g\n", (2, 1), "only looks like a space (U+200B)", "plain spaces"),
    "too deep": ("a:\n  b: c\n    d: e\n", (3, 5), "indented further than line 2, which has a value", "both lines"),
    "between": ("a:\n  b: c\n d: e\n", (3, 2), "indented by 1, as none of those", "check the indentation"),
    "after a list": ("- a\nb: c\n", (2, 1), "an item of a list should start here", "start it with `- `"),
    "two dashes": ("a: b\n--\nc: d\n", (2, 1), "`--` does not start a new document", "did you mean `---`?"),
    "four dashes": ("a: [b]\n----\nc: d\n", (2, 1), "`----` does not start a new", "did you mean `---`?"),
    "a long dash": ("a: b\n—\nc: d\n", (2, 1), "`—` does not start a new document", "did you mean `---`?"),
    "dashes further in": ("a: [b]\n ---\nc: d\n", (2, 2), "`---` is indented", "at the start of the line"),
}
SIGNS: dict[str, Row] = {
    **{
        f"starts with {sign}": (f"a: {sign}b\n", (1, 4), f"a text cannot start with {sign}", f"starts with {sign} in")
        for sign in "@`%"
    },
    "comparison": ("a: >= 3\n", (1, 4), "a text cannot start with >", "starts with > in quotes, or begin it on"),
    "emphasis": ("a: *A* demo\n", (1, 4), "the alias *A* has no anchor", "put a text that starts with * in quotes"),
    "strong": ("a: **A** demo\n", (1, 4), "the alias **A** has no anchor", "put a text that starts with * in quotes"),
    "glob": ("a: *.yaml\n", (1, 4), "the alias *.yaml has no anchor", "put a text that starts with * in quotes"),
    "star of a list": ("a:\n  * b\n", (2, 3), "a text cannot start with *", "start an item of a list with `- `"),
    "and": ("a: & b\n", (1, 4), "a text cannot start with &", "put a text that starts with & in quotes"),
    "UTF-16": ("a\0: b\0\n", (1, 2), "a character is not allowed", "save the file as UTF-8"),
}
TABLE = {
    f"{name}: {row}": case
    for name, rows in [
        ("quotes", QUOTES),
        ("brackets", BRACKETS),
        ("keys", KEYS),
        ("indentation", INDENTATION),
        ("signs", SIGNS),
    ]
    for row, case in rows.items()
}


def fault(text: str) -> YamlFault:
    (document,) = parse_documents(text)
    assert document.fault is not None
    return document.fault


@pytest.mark.parametrize(("text", "at", "words", "hint"), TABLE.values(), ids=TABLE)
def test_mistake_is_named_where_it_is(text: str, at: tuple[int, int], words: str, hint: str) -> None:
    found = fault(text)
    assert ((found.line, found.column), found.message, found.hint) == (at, _with(words, found.message), found.hint)
    assert hint in found.hint


def _with(part: str, whole: str) -> str:
    """Return the whole if it has the part, for a comparison that shows both."""
    return whole if part in whole else f"… {part} …"


@pytest.mark.parametrize(("text", "at", "words", "hint"), TABLE.values(), ids=TABLE)
def test_line_counts_from_the_start_of_the_file(text: str, at: tuple[int, int], words: str, hint: str) -> None:
    (_, second) = parse_documents(f"first: 1\n---\n{text}")
    assert second.fault
    assert (second.fault.line, second.fault.column) == (at[0] + 2, at[1])
    assert words.replace("line 2", "line 4") in second.fault.message
    assert hint in second.fault.hint


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  --\n  owner:web\n",
        "a: >\n  x\n\n  metadata\n",
        "a: 'It''s\n  two lines'\nb: \"x\n  y\"\n",
        "a: [b,\n  c]\n",
        "a: b\n  -c\n",
        "a:\u00a0b\n",
    ],
)
def test_what_only_looks_like_a_mistake_is_read(text: str) -> None:
    (document,) = parse_documents(text)
    assert document.fault is None


def test_word_of_a_long_text_is_no_key_without_a_colon() -> None:
    found = fault("a: one\n  two\n  b: c\n")
    assert "colon after" not in found.message


def test_text_of_the_author_is_cut_in_messages() -> None:
    found = fault(f"{'k' * 500}:v\nb: c\n")
    assert len(found.message) < 100 < len(found.hint) + 100 < 250


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n" * 90_000 + "c:d\ne: f\n",
        'a: "' + "x\n" * 200_000,
        'a: "' + "x\n" * 200_000 + 'b: "c"\n',
        "[a,\n" * 90 + "b,\n" * 100_000,
        "\n" * 400_000 + "\ta: b: c\n",
        "a: b\n" + "-" * 400_000 + "\nc: d\n",
        "a: b: c" + " x" * 200_000,
        "a/" * 200_000 + "b: c: d\n",
    ],
)
def test_second_look_is_linear(text: str) -> None:
    start = time.process_time()
    fault(text)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("-fares", ("fares",)),
        ("-fares -web:x/y", ("fares", "web:x/y")),
        ("- fares", ()),
        ("-1", ()),
        ("--fares", ()),
        ("-a, -b", ()),
        ("fares -web", ()),
        ("-", ()),
        ("", ()),
    ],
)
def test_list_without_spaces_is_recognised(text: str, items: tuple[str, ...]) -> None:
    assert dashed_items(text) == items
