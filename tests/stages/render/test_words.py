"""Words of one language: numbers and days as it writes them, its plural forms, another language for what lacks."""

import pytest

from portalgen.errors import ThemeError
from portalgen.render.language import direction_of, name_of
from portalgen.render.words import Words

FILES = {"one": "{n} plik", "few": "{n} pliki", "many": "{n} plików", "other": "{n} pliku"}
DAY = 20_413 * 86_400 + 86_399  # the last second of 2025-11-21, UTC


def test_words_choose_the_plural_form_that_goes_with_the_number() -> None:
    english = Words.of("en", {"n": {"one": "1 thing", "other": "{n} things"}})
    assert [english.text("n", n=number) for number in (0, 1, 12345)] == ["0 things", "1 thing", "12,345 things"]
    polish = Words.of("pl", {"n": FILES})
    said = [polish.text("n", n=number) for number in (1, 2, 5, 12, 22)]
    assert said == ["1 plik", "2 pliki", "5 plików", "12 plików", "22 pliki"]


def test_a_form_that_is_not_there_is_the_other_one() -> None:
    words = Words.of("pl", {"n": {"one": "jeden", "other": "{n}"}})
    assert words.text("n", n=3) == "3"
    assert words.text("n", n="{n}") == "{n}"
    assert words.forms("n") == {"one": "jeden", "other": "{n}"}


@pytest.mark.parametrize(
    ("language", "number", "day"),
    [
        ("en", "1,234,567", "Nov 21, 2025"),
        ("de", "1.234.567", "21.11.2025"),
        ("en-GB", "1,234,567", "21 Nov 2025"),
        ("fr", "1\u202f234\u202f567", "21 nov. 2025"),
        ("xx", "1,234,567", "Nov 21, 2025"),
    ],
)
def test_numbers_and_days_are_written_as_in_the_language(language: str, number: str, day: str) -> None:
    words = Words(language)
    assert (words.number(1_234_567), words.date(DAY), words.iso_day(DAY)) == (number, day, "2025-11-21")


def test_a_file_says_how_it_wants_days() -> None:
    words = Words.of("de", {"date": {"format": "d. MMMM y"}})
    assert words.date(DAY) == "21. November 2025"


def test_what_a_language_lacks_another_one_says_but_not_of_itself() -> None:
    english = Words.of("en", {"language": "en", "direction": "ltr", "date": {"format": "y"}, "a": "A", "b": "B"})
    words = Words.of("ar", {"b": "ب"}).over(english)
    assert (words.text("a"), words.text("b"), words.missing) == ("A", "ب", ("a",))
    assert (words.text("language"), words.text("direction")) == ("ar", "rtl")
    assert words.date(DAY) != "2025"


def test_words_behind_a_mark_are_said_and_other_texts_stay() -> None:
    words = Words.of("en", {"n": {"one": "1 thing", "other": "{n} things"}})
    assert (words.say("@n", n=2), words.say("@nobody"), words.say("plain")) == ("2 things", "@nobody", "plain")
    with pytest.raises(ThemeError, match=r"no words for 'no\.key'"):
        words.text("no.key")


def test_languages_have_a_direction_and_a_name_of_their_own() -> None:
    assert [direction_of(one) for one in ("de", "he", "fa-AF", "xx")] == ["ltr", "rtl", "rtl", "ltr"]
    names = ["Deutsch", "Français", "Português (Brasil)", "xx"]
    assert [name_of(one) for one in ("de", "fr", "pt-BR", "xx")] == names
