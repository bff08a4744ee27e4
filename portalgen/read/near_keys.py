"""Near keys: the key that should be there and the keys that are, in; the one that was meant for it, out."""

import difflib
from collections.abc import Collection, Iterable
from itertools import islice

_MOST = 200
"""Keys of a map that are compared; more are data."""
_LONGER = 10
"""Characters by which a misspelt key is longer at most."""
_SIMILAR = 0.7
"""`kidn` and `nmae` are as similar; of keys that are all known, none is meant for another."""


def near_key(wanted: str, keys: Iterable[object], known: Collection[str] = (), similar: float = _SIMILAR) -> str:
    """Return the key that looks most like the one that is wanted, in any case; empty if there is none.

    The `known` keys mean themselves.
    """
    texts = (key for key in keys if isinstance(key, str) and key not in known and len(key) <= len(wanted) + _LONGER)
    by_lower = {key.lower(): key for key in islice(texts, _MOST)}
    found = difflib.get_close_matches(wanted.lower(), by_lower, n=1, cutoff=similar)
    return by_lower[found[0]] if found else ""
