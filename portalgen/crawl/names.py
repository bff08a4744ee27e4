"""Names of files: bytes of a source in, a path that a descriptor, a link or a page could write out."""

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def readable(name: bytes) -> str | None:
    """Return a path as text, None if it is no UTF-8 or holds control characters, which redraw terminals."""
    try:
        path = name.decode()
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(path) else path


def escaped(name: bytes) -> str:
    """Return a path that is not readable as a message may show it: odd bytes in hexadecimal."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", name.decode(errors="backslashreplace"))
