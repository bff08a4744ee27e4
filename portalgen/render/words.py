"""Words of the theme: `i18n/<language>.yaml` in, texts by key out, numbers and days as the language writes them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from portalgen.errors import ThemeError
from portalgen.render.language import day_in, direction_of, number_in, plural_form

MARK = "@"
"""First character of a text that is a key of the words (`@nav.home`)."""
OTHER = "other"
"""The plural form that every language has."""
OWN = ("language", "direction", "date.format")
"""Keys that say something of their own language, so that no other language can stand in."""


@dataclass(frozen=True)
class Words:
    """All words of one language."""

    language: str
    texts: Mapping[str, Any] = field(default_factory=dict)
    """Dotted key -> text, or plural form -> text."""
    missing: tuple[str, ...] = ()
    """Keys that the language does not have: another one stands in."""

    @classmethod
    def of(cls, language: str, tree: Mapping[str, Any]) -> "Words":
        """Return the words of a nested mapping; a mapping with the key `other` holds plural forms."""
        return cls(language, dict(_flatten(tree, "")))

    def over(self, base: "Words") -> "Words":
        """Return these words, and those of another language for the keys that are missing here."""
        missing = tuple(sorted(base.texts.keys() - self.texts.keys() - {*OWN}))
        return replace(self, texts={**{key: base.texts[key] for key in missing}, **self.texts}, missing=missing)

    def text(self, key: str, **values: object) -> str:
        """Return a text with its `{names}` filled in; `n` chooses the plural form. Raises `ThemeError`."""
        if key in OWN:
            return self._own(key)
        found = self.texts.get(key)
        if found is None:
            raise ThemeError(f"The theme has no words for '{key}'", hint="add the key to i18n/ of the theme")
        if isinstance(found, Mapping):
            number = values.get("n")
            form = plural_form(self.language, number) if isinstance(number, int) else OTHER
            found = found.get(form, found[OTHER])
        shown = {name: self.number(value) if isinstance(value, int) else value for name, value in values.items()}
        return str(found).format(**shown) if shown else str(found)

    def forms(self, key: str) -> Mapping[str, str]:
        """Return the plural forms of a text as they are written, `other` alone if it has no others."""
        found = self.texts.get(key)
        return {name: str(text) for name, text in found.items()} if isinstance(found, Mapping) else {OTHER: str(found)}

    def say(self, text: str, **values: object) -> str:
        """Return a text as it is, or the words behind its key if it starts with the mark and there are any."""
        key = text.removeprefix(MARK)
        return self.text(key, **values) if text.startswith(MARK) and key in self.texts else text

    def number(self, value: int) -> str:
        """Return a number as people write it."""
        return number_in(self.language, value)

    def iso_day(self, seconds: int) -> str:
        """Return the day of a time in seconds since 1970, in UTC, as machines write it."""
        return datetime.fromtimestamp(seconds, tz=UTC).date().isoformat()

    def date(self, seconds: int) -> str:
        """Return the same day as people write it."""
        return day_in(self.language, seconds, self._own("date.format"))

    def _own(self, key: str) -> str:
        """Return what the language's file says of the language, else what CLDR knows."""
        given = self.texts.get(key)
        if given is None:
            usual = {"language": self.language, "date.format": "medium"}
            given = usual.get(key) or direction_of(self.language)
        return str(given)


def _flatten(tree: Mapping[str, Any], prefix: str) -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = []
    for name, value in tree.items():
        key = f"{prefix}{name}"
        if isinstance(value, Mapping) and OTHER not in value:
            rows.extend(_flatten(value, f"{key}."))
        else:
            rows.append((key, value))
    return rows
