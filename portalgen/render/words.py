"""Words of the theme: `i18n/<language>.yaml` in, texts by key out, with numbers in their plural forms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from portalgen.errors import ThemeError

MARK = "@"
"""First character of a text that is a key of the words (`@nav.home`)."""


@dataclass(frozen=True)
class Words:
    """All words of one language."""

    language: str
    texts: Mapping[str, Any] = field(default_factory=dict)
    """Dotted key -> text, or plural form -> text."""

    @classmethod
    def of(cls, language: str, tree: Mapping[str, Any]) -> "Words":
        """Return the words of a nested mapping; a mapping with the key `other` holds plural forms."""
        return cls(language, dict(_flatten(tree, "")))

    def text(self, key: str, **values: object) -> str:
        """Return a text with its `{names}` filled in; `n` chooses the plural form. Raises `ThemeError`."""
        found = self.texts.get(key)
        if found is None:
            raise ThemeError(f"The theme has no words for '{key}'", hint="add the key to i18n/ of the theme")
        if isinstance(found, Mapping):
            form = "one" if values.get("n") == 1 and "one" in found else "other"
            found = found[form]
        shown = {name: self.number(value) if isinstance(value, int) else value for name, value in values.items()}
        return str(found).format(**shown) if shown else str(found)

    def say(self, text: str, **values: object) -> str:
        """Return a text as it is, or the words behind its key if it starts with the mark and there are any."""
        key = text.removeprefix(MARK)
        return self.text(key, **values) if text.startswith(MARK) and key in self.texts else text

    def number(self, value: int) -> str:
        """Return a number as people write it."""
        return f"{value:,}".replace(",", str(self.texts.get("number.group", ",")))

    def iso_day(self, seconds: int) -> str:
        """Return the day of a time in seconds since 1970, in UTC, as machines write it."""
        return datetime.fromtimestamp(seconds, tz=UTC).date().isoformat()

    def date(self, seconds: int) -> str:
        """Return the same day as people write it."""
        day = datetime.fromtimestamp(seconds, tz=UTC)
        month = str(self.texts["date.months"]).split()[day.month - 1]
        return self.text("date.format", day=day.day, month=month, year=str(day.year))


def _flatten(tree: Mapping[str, Any], prefix: str) -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = []
    for name, value in tree.items():
        key = f"{prefix}{name}"
        if isinstance(value, Mapping) and "other" not in value:
            rows.extend(_flatten(value, f"{key}."))
        else:
            rows.append((key, value))
    return rows
