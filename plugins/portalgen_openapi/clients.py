"""The clients that samples of requests are written for, in the order of their tabs."""

from portalgen_openapi import scripts, shell
from portalgen_openapi.request import Request

CLIENTS = (
    ("curl", shell.curl),
    ("HTTPie", shell.httpie),
    ("Python", scripts.python),
    ("JavaScript", scripts.javascript),
)


def samples_of(request: Request | None) -> tuple[tuple[str, str], ...]:
    """Return (client, text) of a request, nothing for one that cannot be sent."""
    return tuple((name, write(request)) for name, write in CLIENTS) if request else ()
