"""Descriptions that would keep a careless pattern busy for hours are read in a moment."""

import pytest

from portalgen.search.collate import plain_text
from tests.builders.patience import no_runaway


@pytest.mark.parametrize(
    "text",
    ["[" * 400_000, "![[" * 150_000, "[a](" * 50_000, "[a][" * 100_000, "<a" * 200_000, "a" + "_" * 400_000 + "b"],
    ids=["brackets", "pictures", "targets", "references", "tags", "lines"],
)
def test_marks_without_an_end_cost_no_time(text: str) -> None:
    with no_runaway():  # a pattern that looks ahead from every character needs minutes for each of these
        assert plain_text(text)


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("a `b` **c** __d__ _e_ snake_case_name", "a b c d e snake_case_name"),
        ("[text](https://a.example/b) ![alt](c.png) [one][two]", "text alt one"),
        ("# Head\n> quote\n- item\n1. one", "Head quote item one"),
        ("<b>bold</b> 1 < 2", "bold 1 < 2"),
        ("_", ""),
    ],
)
def test_words_stay_and_marks_go(markdown: str, words: str) -> None:
    assert plain_text(markdown) == words
