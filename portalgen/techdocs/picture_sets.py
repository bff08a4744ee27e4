"""`srcset`: a list of pictures in one attribute -> addresses with what stands behind them, as browsers read it."""

import re
from collections.abc import Iterator

_PICTURE = re.compile(r"[\s,]*(\S+)(?:\s+([^,]*))?,?")
SETS = "img[srcset], source[srcset]"
"""Elements that may have one."""


def split_set(text: str) -> Iterator[tuple[str, str]]:
    """Yield address and size (`2x`, `640w`, empty if there is none); an address may have commas, but not at its end."""
    at = 0
    while found := _PICTURE.match(text, at):
        address = found[1].rstrip(",")
        ended = address != found[1]
        at = found.end(1) if ended else found.end()
        if address:
            yield address, "" if ended else (found[2] or "").strip()
