"""Text of unknown origin in, lines that fit a box out, by our own font metrics: the reader's font is not known here."""

import re
import unicodedata
from dataclasses import dataclass

ELLIPSIS = "…"
_LONGEST = 300

# Widths in hundredths of the font size: the wider of DejaVu Sans and Liberation Sans, measured in Chromium. DejaVu is
# among the widest fonts that `system-ui` stands for, so narrower ones leave some air.
_GROUPS = {
    28: "'ijl",
    32: " I,.",
    34: "/:;\\|",
    37: "f-",
    40: "t()[]!r",
    50: '"*`',
    53: "z",
    58: "kJ_cs",
    61: "vxy?FLTaeo",
    64: "hnubdpqg$0123456789{}",
    69: "EPSYVXZ",
    73: "ABCKRU",
    79: "NHDG&OQ",
    84: "w#+<=>^~",
    87: "M",
    99: "%mW@",
    100: ELLIPSIS,
}
_WIDTHS = {char: hundredths / 100 for hundredths, chars in _GROUPS.items() for char in chars}
_WIDE = 1.2  # CJK and emoji, and the boxes that stand for them where the font is missing
_OTHER = 0.95
_LEFTWARD = 0.55  # Arabic, Hebrew: joined or narrow
_JOINERS = "\u200d\ufe0e\ufe0f"
_MEASURED = ("LATIN", "GREEK", "CYRILLIC", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "DIGIT", "HORIZONTAL")

# Names break after these, and before a capital that follows a small letter.
_BREAK = re.compile(r"(?<=[-_./:@,;|+&= ])(?=[^ ])|(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, the room in px that it needs, and whether that room is only an estimate."""

    text: str
    width: float
    guessed: bool = False
    """True: holds characters whose width is not known here, so the drawing must hold it to `width`."""


def clean(text: str) -> str:
    """Return the text as one line of characters that XML can hold, without those that turn the writing direction."""
    if text.isascii() and text.isprintable():  # nearly always
        return " ".join(text.split())
    kept = (char if _is_printable(char) else " " for char in text[: 10 * _LONGEST])
    return " ".join("".join(kept).split())


def css_word(name: str) -> str:
    """Return a name as it can stand in a class."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", name)


def measure(text: str, size: float) -> float:
    """Return the width in px of a text at a font size in px, rather too much than too little."""
    return round(sum(map(_char_width, text)) * size, 1)


def wrap(text: str, size: float, room: float, most: int) -> tuple[Line, ...]:
    """Break a text into at most that many lines of at most `room` px; what does not fit ends in an ellipsis."""
    rest = clean(text)[:_LONGEST]
    lines: list[str] = []
    while rest and len(lines) < most:
        line = _head(rest, size, room)
        rest = rest[len(line) :].lstrip()
        lines.append(line.rstrip())
    if rest:
        lines[-1] = _shortened(lines[-1], size, room)
    return tuple(Line(line, measure(line, size), _is_guessed(line)) for line in lines)


def _head(text: str, size: float, room: float) -> str:
    if measure(text, size) <= room:
        return text
    fitting = _fitting(text, size, room)
    breaks = [found.start() for found in _BREAK.finditer(text)]
    wide = [at for at in range(1, fitting + 1) if _char_width(text[at - 1]) >= _WIDE and not _joins(text, at)]
    best = max((at for at in (*breaks, *wide) if at <= fitting), default=0)
    return text[: best or fitting]


def _fitting(text: str, size: float, room: float) -> int:
    """Return how many characters fit, at least one."""
    at, used = 0, 0.0
    while at < len(text) and used + _char_width(text[at]) * size <= room:
        used += _char_width(text[at]) * size
        at += 1
    while at > 1 and _joins(text, at):
        at -= 1
    return max(at, 1)


def _shortened(line: str, size: float, room: float) -> str:
    while line and measure(line + ELLIPSIS, size) > room:
        line = line[:-1]
    return line.rstrip("-_./: " + _JOINERS) + ELLIPSIS


def _joins(text: str, at: int) -> bool:
    """Say whether the character at this place belongs to the one before it."""
    return at < len(text) and (_char_width(text[at]) == 0 or text[at - 1] in _JOINERS)


def _char_width(char: str) -> float:
    known = _WIDTHS.get(char)
    if known is not None:
        return known
    category = unicodedata.category(char)
    if category in {"Mn", "Me", "Cf"}:
        return 0.0
    base = unicodedata.normalize("NFD", char)[0]
    if base in _WIDTHS:
        return _WIDTHS[base] + 0.02
    wide = unicodedata.east_asian_width(char) in "WF" or category == "So"
    leftward = unicodedata.bidirectional(char) in {"R", "AL"}
    return _WIDE if wide else _LEFTWARD if leftward else _OTHER


def _is_printable(char: str) -> bool:
    category = unicodedata.category(char)
    return category not in {"Cc", "Cs", "Cn", "Zl", "Zp"} and (category != "Cf" or char in _JOINERS)


def _is_guessed(line: str) -> bool:
    return any(not char.isascii() and not unicodedata.name(char, "").startswith(_MEASURED) for char in line)
