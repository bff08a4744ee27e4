"""The words of scripts that no page carries: a theme's words in, a small script out, loaded with the search."""

from portalgen.model.compact_json import embedded_json
from portalgen.render.frame import KIND_ORDER
from portalgen.render.words import Words

SEARCH_WORDS = "js/search-words.js"
"""Asset path."""
_PREFIX = "search.js."


def search_words(words: Words) -> bytes:
    """Return the script: what the search says, each text as its plural forms, and what one of each kind is called."""
    said = {key.removeprefix(_PREFIX): words.forms(key) for key in words.texts if key.startswith(_PREFIX)}
    kinds = {kind: words.text(f"kind.{kind}", n=1) for kind in KIND_ORDER}
    return f"portalgen.search.words = {embedded_json({'said': said, 'kinds': kinds})};\n".encode()
