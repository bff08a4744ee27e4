"""Answers of earlier builds: what a host says is unchanged need not be sent again."""

import json
from typing import Protocol

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


def again(kept: KeptAnswers | None, url: str) -> Answer | None:
    """Return the answer that an earlier build got for a URL, which has an ETag; None if there is none."""
    text = kept.get(url) if kept is not None else None
    if not text:
        return None
    try:
        headers, value = json.loads(text)
        return Answer(url, _OK, value, dict(headers))
    except (ValueError, TypeError):
        return None


def keep(kept: KeptAnswers | None, answer: Answer) -> None:
    """Keep an answer that can be asked for by its ETag."""
    if kept is not None and answer.status == _OK and answer.headers.get("etag"):
        headers = {name: answer.headers[name] for name in _HEADERS if name in answer.headers}
        kept.put(answer.url, json.dumps([headers, answer.value]))
