"""What pages say of their state (`status: new` in front matter), as Material shows it: a mark in the navigation."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from portalgen.model.docs import NavItem, PageStatus
from portalgen.techdocs.config_file import ConfigFile

_LONGEST = 100
"""Characters of a title, which every page of the docs has in its navigation."""


def status_word(meta: Mapping[str, Any]) -> str:
    """Return the word in a page's front matter, empty if there is none."""
    word = meta.get("status")
    return word.strip() if isinstance(word, str) else ""


def page_statuses(words: Mapping[str, str], config: ConfigFile) -> Mapping[str, PageStatus]:
    """Return path -> status of the pages that have a word; titles are those of `extra.status` in mkdocs.yml."""
    extra = config.value.get("extra")
    titles = extra.get("status") if isinstance(extra, dict) else None
    named = titles if isinstance(titles, dict) else {}
    return {path: _status(word, named) for path, word in words.items() if word}


def with_statuses(items: Iterable[NavItem], statuses: Mapping[str, PageStatus]) -> tuple[NavItem, ...]:
    """Return a navigation in which pages have their status."""
    return tuple(
        replace(
            item,
            status=None if item.path is None else statuses.get(item.path),
            children=with_statuses(item.children, statuses),
        )
        for item in items
    )


def _status(word: str, titles: Mapping[object, object]) -> PageStatus:
    title = titles.get(word)
    return PageStatus(word[:_LONGEST], str(title)[:_LONGEST] if isinstance(title, str) else "")
