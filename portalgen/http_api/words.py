"""Words: what a host says itself about a fault, without what it was told in confidence, and short."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote, quote_plus

_LONGEST = 200
"""Characters of a host's own words that are shown."""
_CONFIDENTIAL = "client_secret"
"""The field of a form that nobody may read."""


def words_of(value: Any, secrets: Iterable[str]) -> str:  # noqa: ANN401  (JSON)
    """Return what JSON data says about a fault; empty if it says nothing."""
    row = value if isinstance(value, dict) else {}
    errors = row.get("errors")  # of GraphQL, and of Bitbucket Server
    rows = [one for one in errors if isinstance(one, dict)] if isinstance(errors, list) else []
    said = "; ".join(filter(None, map(_said, rows))) or _said(row)
    printable = "".join(letter if letter.isprintable() else " " for letter in cleaned(said, secrets))
    return " ".join(printable.split())[:_LONGEST]


def cleaned(text: str, secrets: Iterable[str]) -> str:
    """Return a text with `…` for each secret."""
    spellings = {form for secret in secrets for form in (secret, quote(secret, safe=""), quote_plus(secret))}
    for secret in sorted(spellings - {""}, key=lambda one: (-len(one), one)):
        text = text.replace(secret, "…")
    return text


def secrets_of(headers: Mapping[str, str], form: Mapping[str, str]) -> frozenset[str]:
    """Return what of headers that prove who asks, and of a form, nobody may read."""
    found = {form.get(_CONFIDENTIAL, "")}
    for value in headers.values():
        found |= {value, *_parts(value)}
    return frozenset(found - {""})


def _parts(proof: str) -> Iterator[str]:
    """Yield the token in `Bearer …`, and the password in `Basic …`; a name of a user is no secret."""
    scheme, _, token = proof.rpartition(" ")
    yield token
    if scheme.lower() == "basic":
        try:
            plain = base64.b64decode(token).decode()
        except ValueError:
            return
        yield plain
        yield plain.partition(":")[2]


def _said(row: Mapping[str, Any]) -> str:
    found = next((row[key] for key in ("message", "error", "error_description") if row.get(key)), "")
    return str(found.get("message", "") if isinstance(found, dict) else found)
