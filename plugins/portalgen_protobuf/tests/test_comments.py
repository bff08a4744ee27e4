"""Comments belong to what they touch; a file of nothing else is walked once."""

import time

import pytest

from portalgen_protobuf.comments import Comments
from portalgen_protobuf.document import read_document


def words(text: str) -> list[str]:
    """Return the descriptions of the messages of a file, and of the fields of each."""
    found = read_document(text)
    rows = ((message.description, *(each.description for each in message.fields)) for message in found.messages)
    return [words for row in rows for words in row]


def test_lines_that_follow_each_other_are_one_comment() -> None:
    assert words("// A\n// b\n/* c */\nmessage M {}") == ["A\nb\nc"]
    assert words("// A\n\n// b\nmessage M {}") == ["b"]


def test_a_comment_above_is_of_the_first_declaration_of_its_line() -> None:
    assert words("// A\n  message M { string a = 1; string b = 2; }") == ["A", "", ""]


def test_a_comment_behind_is_of_one_declaration() -> None:
    assert words("message M {\n string a = 1; string b = 2; // c\n}") == ["", "c", ""]
    assert words("message M { // c\n string a = 1;\n}") == ["c", ""]


def test_a_long_comment_is_shown_once_however_many_share_its_line() -> None:
    fields = " ".join(f"string f{number} = {number};" for number in range(1, 300))
    assert len(repr(read_document(f"message M {{\n// {'x' * 20_000}\n{fields} // {'y' * 20_000}\n}}"))) < 200_000


@pytest.mark.parametrize("text", ["//x\n", "/**/", "/**/ ", "a /**/", "/**/\n", " //\n/**/"])
def test_comments_are_read_in_linear_time(text: str) -> None:
    seconds = []
    for count in (10_000, 80_000):
        start = time.process_time()
        Comments(text * count)
        seconds.append(time.process_time() - start)
    assert seconds[1] < max(seconds[0], 0.01) * 24
