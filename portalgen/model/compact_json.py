"""Compact JSON: a value in; one line of JSON out, which every encoder and every page can take."""

import json


def compact_json(value: object, *, sort_keys: bool = False) -> str:
    """Return JSON without white space; half a surrogate pair, which is no character, becomes a question mark."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=sort_keys)
    return text.encode("utf-8", "replace").decode("utf-8")


def embedded_json(value: object) -> str:
    r"""Return compact JSON with no `<`, which a host or page could take for markup, and no U+2028 or U+2029.

    JSON can write all three as an escape; a script of an old browser ends its line at the last two.
    """
    text = compact_json(value)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
