"""Words in boxes: they fit, they break where names break, and hostile characters are gone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portalgen.diagrams.text import ELLIPSIS, clean, measure, wrap

SIZE, ROOM, MOST = 13, 150, 3


def lines(text: str, room: float = ROOM, most: int = MOST) -> list[str]:
    return [line.text for line in wrap(text, SIZE, room, most)]


@given(st.text(max_size=200))
def test_lines_fit_and_nothing_is_lost_unless_it_ends_in_an_ellipsis(text: str) -> None:
    found = wrap(text, SIZE, ROOM, MOST)
    assert len(found) <= MOST
    assert all(line.width <= ROOM for line in found)
    whole = "".join(line.text for line in found)
    wanted = clean(text).replace(" ", "")
    if whole.endswith(ELLIPSIS):
        assert wanted.startswith(whole[:-1].replace(" ", ""))
    else:
        assert whole.replace(" ", "") == wanted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("booking-api", ["booking-api"]),
        ("booking-notification-service-worker", ["booking-notification-", "service-worker"]),
        ("CustomerIdentityResolutionWorker", ["CustomerIdentity", "ResolutionWorker"]),
        ("com.example.booking.events.v2", ["com.example.booking.", "events.v2"]),
        ("one two", ["one two"]),
        ("x" * 30, ["x" * 18, "x" * 12]),
    ],
)
def test_names_break_where_their_words_end(text: str, expected: list[str]) -> None:
    assert lines(text) == expected


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert lines("word " * 40, most=2)[-1].endswith(ELLIPSIS)


def test_wide_characters_count_as_wide_and_break_anywhere() -> None:
    assert measure("支払", SIZE) > measure("ab", SIZE)
    assert len(lines("支払いサービスの通知とお客様への確認")) == 2


def test_only_letters_of_unknown_width_are_held() -> None:
    assert [line.guessed for text in ("Zürich-支払", "한국", "\u12345", "𒐫") for line in wrap(text, SIZE, ROOM, 1)] == [
        False,
        False,
        True,
        True,
    ]


@given(st.text())
def test_clean_text_is_one_line_that_xml_can_hold(text: str) -> None:
    found = clean(text)
    assert found == " ".join(found.split())
    assert all(unicodedata.category(char) not in {"Cc", "Cs"} for char in found)
    assert not set(found) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff")
