"""Classes of characters in a glob: `[a-c]`, `[!x]` and POSIX classes (`[[:digit:]]`), as minimatch reads them."""

import re
import unicodedata
from dataclasses import dataclass

_POSIX = {
    "alnum": ("L", "Nl", "Nd"),
    "alpha": ("L", "Nl"),
    "ascii": (),
    "blank": ("Zs",),
    "cntrl": ("Cc",),
    "digit": ("Nd",),
    "graph": ("Z", "C"),
    "lower": ("Ll",),
    "print": ("C",),
    "punct": ("P",),
    "space": ("Z",),
    "upper": ("Lu",),
    "word": ("L", "Nl", "Nd", "Pc"),
    "xdigit": (),
}
"""Name -> categories of Unicode that begin so."""
_ABSENT = frozenset({"graph", "print"})
"""Those that are all but their categories."""
_ALSO = {
    "ascii": "".join(map(chr, range(128))),
    "blank": "\t",
    "space": "\t\r\n\v\f",
    "xdigit": "0123456789abcdefABCDEF",
}
_NAME = rf"\[:(?:{'|'.join(_POSIX)}):\]"
_CHAR = r"(?:\\.|[^\\])"
_MEMBER = re.compile(rf"(?P<posix>{_NAME})|(?P<low>{_CHAR})-(?P<high>{_CHAR})|(?P<one>{_CHAR})", re.DOTALL)
_CLASS = re.compile(rf"\[(?P<not>[!^]?+)(?P<members>\]?+(?:{_NAME}|\\.|[^\]\\])*+)\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class CharClass:
    """One character out of some; with no members and not inverted, none at all."""

    ranges: tuple[tuple[str, str], ...] = ()
    posix: tuple[str, ...] = ()
    inverted: bool = False

    def fits(self, *chars: str) -> bool:
        """Say whether a character, in any of its forms, is one of them."""
        return self.inverted != any(self._holds(char) for char in chars)

    def _holds(self, char: str) -> bool:
        return any(low <= char <= high for low, high in self.ranges) or any(_is(char, name) for name in self.posix)


ANY = CharClass(inverted=True)
"""`?`"""


def read_class(text: str, start: int) -> tuple[CharClass | str, int] | None:
    """Return the class that begins at a `[`, or the one character that it stands for, and its end; None: it is none."""
    found = _CLASS.match(text, start)
    if not found:
        return None
    members = list(_MEMBER.finditer(found["members"]))
    posix = tuple(member["posix"][2:-2] for member in members if member["posix"])
    ends = [
        (member["low"] or member["one"], member["high"] or member["one"]) for member in members if not member["posix"]
    ]
    ranges = tuple((low[-1], high[-1]) for low, high in ends if low[-1] <= high[-1])
    if not ranges and not posix:  # `[b-a]`: nothing fits, not even into `[!b-a]`
        return (CharClass(), found.end()) if members else None
    if len(ranges) == 1 and ranges[0][0] == ranges[0][1] and not (found["not"] or posix):
        return ranges[0][0], found.end()
    return CharClass(ranges, posix, bool(found["not"])), found.end()


def _is(char: str, name: str) -> bool:
    named = unicodedata.category(char).startswith(_POSIX[name])
    return named != (name in _ABSENT) or char in _ALSO.get(name, "")
