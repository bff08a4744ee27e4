"""Answers of earlier builds: what a host says is unchanged need not be sent again.

On disk is nothing but the fields that somebody reads: a listing of projects has the tokens of their runners, too.
"""

import json
from typing import Any, Protocol

from portalgen.http_api.answer import Answer

_HEADERS = ("etag", "link", "x-next-page", "x-total-pages", "x-total", "x-ms-continuationtoken")
"""What an answer means beyond its body."""
_OK = 200


class KeptAnswers(Protocol):
    """A place for texts that a later build may use."""

    def get(self, key: str) -> str | None:
        """Return the text of a key."""
        ...

    def put(self, key: str, text: str) -> None:
        """Keep a text."""
        ...


def again(kept: KeptAnswers | None, url: str, fields: frozenset[str]) -> Answer | None:
    """Return the answer that an earlier build got for a URL, which has an ETag; None if there is none."""
    text = kept.get(_name(url, fields)) if kept is not None and fields else None
    if not text:
        return None
    try:
        headers, value = json.loads(text)
        return Answer(url, _OK, value, dict(headers))
    except (ValueError, TypeError):
        return None


def keep(kept: KeptAnswers | None, answer: Answer, fields: frozenset[str]) -> None:
    """Keep an answer that can be asked for by its ETag, if it has these fields only."""
    if kept is not None and fields and answer.status == _OK and answer.headers.get("etag"):
        headers = {name: answer.headers[name] for name in _HEADERS if name in answer.headers}
        kept.put(_name(answer.url, fields), json.dumps([headers, answer.value]))


def only(value: Any, fields: frozenset[str]) -> Any:  # noqa: ANN401  (JSON)
    """Return JSON data with no other keys than these, at any depth; with all where no fields are named."""
    if isinstance(value, dict):
        return {key: only(item, fields) for key, item in value.items() if key in fields or not fields}
    return [only(item, fields) for item in value] if isinstance(value, list) else value


def _name(url: str, fields: frozenset[str]) -> str:
    """Return what an answer is kept under: with other fields it is another one."""
    return f"{url} {' '.join(sorted(fields))}"
