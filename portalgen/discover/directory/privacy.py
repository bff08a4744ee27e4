"""Privacy: documents of people in, the same with only those addresses and pictures that may be shown out."""

import re
from typing import Any

from portalgen.discover.directory.settings import Emails
from portalgen.discover.people import Document

_LETTER = r"[^\s@<>()\[\],;:\"'=/\\]"
_ADDRESS = re.compile(rf"({_LETTER}){_LETTER}{{0,63}}@((?:[\w-]{{1,63}}\.){{1,9}}[\w-]{{2,63}})")
_PICTURE = re.compile(r"https://[^\s\"'<>\\]+", re.IGNORECASE)


def private(document: Document, emails: Emails) -> Document:
    """Return a document without what a reader is not to see.

    A picture is shown if it is a URL over https. Unless addresses are shown, none is left in any text, such as a DN.
    """
    spec = document["spec"]
    profile = {key: text for key, text in spec["profile"].items() if _is_allowed(key, text, emails)}
    made = {**document, "spec": {**spec, "profile": profile}}
    return made if emails == "show" else _everywhere(made)


def _is_allowed(key: str, text: object, emails: Emails) -> bool:
    if key == "picture":
        return isinstance(text, str) and bool(_PICTURE.fullmatch(text))
    return key != "email" or emails != "omit"


def _everywhere(value: Any) -> Any:  # noqa: ANN401  (JSON)
    if isinstance(value, str):
        return _ADDRESS.sub(r"\1***@\2", value) if "@" in value else value
    if isinstance(value, dict):
        return {_everywhere(key): _everywhere(item) for key, item in value.items()}
    return list(map(_everywhere, value)) if isinstance(value, list) else value
