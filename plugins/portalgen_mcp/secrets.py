"""Which values are secrets: told by what the author says, else by the name; they stand nowhere on a page."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_NAME = re.compile(
    r"auth|token|secret|passw|credential|private|cookie|session|(?:api|access)[-_]?key|(?:^|[-_])key$", re.IGNORECASE
)
_OPEN = re.compile(r"\$\{[^}]*\}|\{[^}]*\}|<[^>]*>|\$\w+|your[-_ ].*|x{3,}|\*{3,}|\.{3}|…", re.IGNORECASE)


def is_secret(name: str) -> bool:
    """Tell by its name whether a variable, header or parameter holds a secret."""
    return bool(_NAME.search(name))


def is_placeholder(value: str) -> bool:
    """Tell whether a value only shows where the secret goes: `${TOKEN}`, `<token>`, `Bearer {token}`."""
    words = [word for word in value.split() if word.lower() not in {"bearer", "basic", "token"}]
    return all(_OPEN.fullmatch(word) for word in words) or bool(_OPEN.fullmatch(value))


def without_secrets(url: str) -> str:
    """Return an address without a password, and without the values of parameters that hold secrets."""
    return masked_url(url)[0]


def masked_url(url: str) -> tuple[str, tuple[str, ...]]:
    """Return an address without its secrets, and the names of those that are more than placeholders."""
    try:
        parts = urlsplit(url)
        user, _, host = parts.netloc.rpartition("@")
    except ValueError:
        return "", ()
    query = parts.query
    rows = parse_qsl(query, keep_blank_values=True)
    secrets = [(name, value) for name, value in rows if is_secret(name)]
    if secrets:
        query = urlencode([(name, f"<{name}>" if is_secret(name) else value) for name, value in rows], safe="<>{}$/:")
    found = [name for name, value in secrets if not is_placeholder(value)]
    if not all(is_placeholder(each) for each in user.split(":")):
        found.insert(0, "password" if ":" in user else "user")
    return urlunsplit((parts.scheme, host, parts.path, query, parts.fragment)), tuple(found)
