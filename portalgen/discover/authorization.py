"""Authorisation: what a host knows of us in, the headers that prove it out; nothing to prove gives none."""

import base64
from collections.abc import Mapping

from portalgen.http_api import Authorization, nobody


def with_token(token: str, scheme: str = "Bearer") -> Authorization:
    """Return the headers of an access token, as `Authorization: Bearer …`."""
    return _said(f"{scheme} {token}") if token else nobody


def with_password(user: str, password: str) -> Authorization:
    """Return the headers of a user's password, or of a token that stands for it (HTTP Basic)."""
    if not password:
        return nobody
    return _said(f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}")


def _said(text: str) -> Authorization:
    def headers() -> Mapping[str, str]:
        return {"Authorization": text}

    return headers
