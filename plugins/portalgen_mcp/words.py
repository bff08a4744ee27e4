"""Words of commands and values of arguments: texts in, texts without secrets and the names of the secrets out."""

import re
from collections.abc import Iterable, Iterator

from portalgen_definitions.node import Node
from portalgen_mcp.secrets import is_placeholder, is_secret, masked_url

MAX_LENGTH = 2_000
"""Characters of a word."""
HINT = "take it out, and change the secret: whoever can read the repository has it"
_URL = re.compile(r"""(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]*://[^\s"']+""")
_KEY = re.compile(r"""(?<![\w/.@-])(-{0,2})([A-Za-z_][\w-]*)(["']?(?::[ \t]*|=)["']?|[ \t]+)""")
"""A name, and what parts it from its value: `TOKEN=`, `Authorization: `, `"token": "`, `--token `."""
_END = {"=": re.compile(r"""[\s"'&]"""), ":": re.compile(r"""["']"""), "": re.compile(r"\s")}

Masked = tuple[str, tuple[str, ...]]


def masked_words(words: Iterable[str]) -> Iterator[Masked]:
    """Yield the words of a command; what follows the name of a secret is not shown."""
    hidden = ""
    for word in words:
        if hidden:
            yield f"<{hidden}>", () if is_placeholder(word) else (hidden,)
        else:
            yield masked_word(word)
        alone = word.startswith("-") and not re.search(r"[\s=:]", word)
        hidden = word.lstrip("-") if not hidden and alone and is_secret(word) else ""


def masked_word(word: str) -> Masked:
    """Return a text without the secrets that stand in it by name or in an address, and their names."""
    names: list[str] = []

    def address(match: re.Match[str]) -> str:
        url, found = masked_url(match[0])
        names.extend(found)
        return url if found else match[0]

    text = _URL.sub(address, word[:MAX_LENGTH])
    shown, at = "", 0
    for match in _KEY.finditer(text):
        end = _end(match, text)
        if match.start() >= at and _names_secret(match) and not is_placeholder(text[match.end() : end]):
            shown, at = f"{shown}{text[at : match.end()]}<{match[2]}>", end
            names.append(match[2])
    return shown + text[at:], tuple(names)


def without_stored(node: Node, text: str) -> str:
    """Return a text of a definition without its secrets; each is a fault."""
    shown, names = masked_word(text)
    for name in names:
        stored(node, name)
    return shown


def stored(node: Node, name: str) -> None:
    """Note that a secret is written down."""
    node.fault(f"the value of the secret {name[:100]} stands in the definition", HINT)


def _names_secret(match: re.Match[str]) -> bool:
    dashes, name, mark = match[1], match[2], match[3].strip("\"'")
    if not is_secret(name):
        return False
    if mark == ":":  # names of images are in lower case: `auth-proxy:1.2`
        return name != name.lower() or name.startswith("x-") or name in {"authorization", "cookie"}
    return bool(mark.strip()) or bool(dashes)


def _end(match: re.Match[str], text: str) -> int:
    """Return where a value ends: one that has the word to itself may hold anything."""
    sign = match[3].strip().strip("\"'").strip()
    if sign == "=" and not match.start():
        return len(text)
    found = _END[sign].search(text, match.end())
    return found.start() if found else len(text)
