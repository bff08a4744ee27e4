"""What a language does with numbers, days and plural forms, and which way it is written: Unicode's CLDR, by Babel."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

LAST_RESORT = "en"
"""Whose rules a language has that CLDR does not know."""


@lru_cache(maxsize=16)
def plural_form(language: str, number: float) -> str:
    """Return CLDR's name of the form that goes with a number: `one`, `few`, `other`."""
    return str(_locale(language).plural_form(number))


@lru_cache(maxsize=10_000)
def number_in(language: str, number: int) -> str:
    """Return a number as people write it."""
    from babel.numbers import format_decimal  # noqa: PLC0415  (0.09 s with the language's data; commands start without)

    return str(format_decimal(number, locale=_locale(language)))


@lru_cache(maxsize=10_000)
def day_in(language: str, seconds: int, pattern: str) -> str:
    """Return the day, in UTC, of a time in seconds since 1970, by a pattern of CLDR (`d. MMM y`) or `medium`."""
    from babel.dates import format_date  # noqa: PLC0415  (as above)

    return str(format_date(datetime.fromtimestamp(seconds, tz=UTC).date(), pattern, locale=_locale(language)))


def direction_of(language: str) -> str:
    """Return `ltr` or `rtl`."""
    return str(_locale(language).text_direction)


def name_of(language: str) -> str:
    """Return what a language calls itself, with a capital letter as it stands alone: `Deutsch`, `Français`."""
    locale = _locale(language)
    known = locale.language == language.split("-", maxsplit=1)[0].lower()
    name = (locale.get_display_name(locale) or "") if known else ""
    return name[:1].upper() + name[1:] if name else language


@lru_cache(maxsize=16)
def _locale(language: str) -> "Locale":
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  (as above)

    for name in (language, language.split("-", maxsplit=1)[0]):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(LAST_RESORT)
