"""Files that a descriptor's placeholders name, found before it is read: a plain web site has no list of files."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from portalgen.model.web import resolve_web, split_web
from portalgen.yaml12 import DESCRIPTOR_LIMITS, parse_documents

_PLACEHOLDERS = frozenset({"$text", "$json", "$yaml", "$openapi", "$asyncapi"})
_BUNDLED = frozenset({"$openapi", "$asyncapi"})
_REF = re.compile(r"""\$ref["']?\s*:\s*(?:"([^"#\n]+)|'([^'#\n]+)|([^"'#\s,}\]]+))""")
"""Text before the fragment of what looks like a reference to another file."""
_MOST = 100
"""Files of one descriptor; those beyond are missing where they are named."""


def named_files(content: bytes, url: str) -> Mapping[str, bool]:
    """Return the URLs, on the descriptor's own site, that its placeholders name; each once, in order.

    True: what the file refers to (`referred_files`) is wanted, too.
    """
    values = (document.value for document in parse_documents(content, DESCRIPTOR_LIMITS) if not document.fault)
    targets = [target for value in values for target in _targets(value)]
    bundled = set(_own((text for text, is_bundled in targets if is_bundled), url))
    return {name: name in bundled for name in islice(_own((text for text, _ in targets), url), _MOST)}


def referred_files(content: bytes, url: str) -> tuple[str, ...]:
    """Return the URLs, on the file's own site, of the files that its `$ref`s name; each once, in order."""
    texts = (next(filter(None, found)) for found in _REF.findall(content.decode("utf-8", errors="replace")))
    return tuple(islice(_own(texts, url), _MOST))


def _own(texts: Iterable[str], url: str) -> Iterator[str]:
    site = split_web(url)[0]
    resolved = (resolve_web(url, text.strip()) for text in dict.fromkeys(texts))
    return iter(dict.fromkeys(one for one in resolved if one and one != url and split_web(one)[0] == site))


def _targets(value: Any) -> Iterator[tuple[str, bool]]:  # noqa: ANN401 - any YAML value
    """Yield what placeholders point at, and whether they bring in what that file refers to.

    They are maps of one key, which is a placeholder's; there is nothing below such a key.
    """
    rest = [value]
    while rest:
        one = rest.pop()
        if isinstance(one, list):
            rest.extend(reversed(one))
        elif isinstance(one, dict):
            key = next(iter(one)) if len(one) == 1 else ""
            if not key.startswith("$"):
                rest.extend(reversed(one.values()))
            elif key in _PLACEHOLDERS and isinstance(one[key], str):
                yield one[key], key in _BUNDLED
