"""Names: any text of a directory in, a name that an entity can have out."""

import re

_NAME = re.compile(r"(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]")
_LONGEST = 63
_OTHER = re.compile(r"[^a-z0-9_.-]")
_MANY = re.compile(r"_{2,}")


def entity_name(*texts: str) -> str:
    """Return the first text that is a name or can be made one, else the first text.

    A name stays as it is. What is none is written as Backstage's organisation modules do it (`normalizeEntityName`):
    in lower case, with one `_` for what names cannot have; an e-mail address gives what stands before its `@`.
    """
    made = (_made(text.strip()) for text in texts)
    return next((name for name in made if name), texts[0])


def _made(text: str) -> str:
    if len(text) <= _LONGEST and _NAME.fullmatch(text):
        return text
    before, at, domain = text.partition("@")
    if at and "." in domain and " " not in text:
        return _made(before)
    return _MANY.sub("_", _OTHER.sub("_", text.lower())).strip("_.-")[:_LONGEST].rstrip("_.-")
