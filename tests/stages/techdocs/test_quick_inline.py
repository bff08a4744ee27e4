"""Inline patterns that are not tried where they cannot match: the same comes out as without that."""

import re

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen.techdocs.needed_letters import needed_letters
from portalgen.techdocs.quick_inline import QuickInline

EXPRESSIONS = (
    r"`",
    r"(?<!\!)\[",
    r"a+|b",
    r"(?i)x*k",
    r"(?i)https?://\S+",
    r"(?x) a # words",
    r"(?:a|b.)c?",
    r"[xy]{2,3}z*",
    r"(a)?\1b",
    r"(?=a)b|c",
    r"(?i:A)-",
    r".*",
    r"\w\s",
    r"[^a]",
)
LETTERS = "abckxyzABCKXY\u212a-/:[!` \n.hts"
PLAIN = ["pymdownx.magiclink", "pymdownx.caret", "pymdownx.emoji", "pymdownx.smartsymbols", "footnotes", "attr_list"]


@settings(deadline=None)
@given(st.sampled_from(EXPRESSIONS), st.text(LETTERS, max_size=12))
def test_what_matches_has_a_needed_letter(expression: str, text: str) -> None:
    needed = needed_letters(re.compile(expression))
    assert needed is None or not needed.isdisjoint(text) or re.search(expression, text) is None


@pytest.mark.parametrize(
    ("expression", "expected"),
    [(r"(?<!\!)\[", "["), (r"<[a-z]+>", "<"), (r"(?:(?<!\\)((?:\\{2})+)(?=`+)|(?<!\\)`)", "\\`"), (r"  \n", "\n")],
)
def test_the_rarest_letters_are_told(expression: str, expected: str) -> None:
    assert needed_letters(re.compile(expression)) == frozenset(expected)


PIECES = (
    *(
        "plain",
        " ",
        "*",
        "**",
        "_",
        "`",
        "[",
        "](",
        ")",
        "![",
        "<b>",
        "&amp;",
        "\\",
        ":smile:",
        "http://a.b",
        "\n",
        "^^",
    ),
    *("^[1]", "[^1]", "(c)", "-->", "1st", "~~", "a@b.c", "{.x}", "  \n", "<http://x.y>", "www.x.y.z", "é", "\n\n- "),
)
WORDS = st.sampled_from(PIECES)


@settings(deadline=None)  # the machine may be busy
@given(st.lists(WORDS, max_size=20).map("".join))
def test_the_same_html_comes_out(text: str) -> None:
    text = f"{text}\n\n[^1]: note"
    assert markdown.markdown(text, extensions=[*PLAIN, QuickInline()]) == markdown.markdown(text, extensions=PLAIN)
