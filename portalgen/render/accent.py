"""The accent colour of `portal.yaml` as tokens, made dark or light enough to be read in either scheme."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from portalgen.errors import ThemeError

TEXT_CONTRAST = 4.6
"""WCAG AA asks 4.5 for text; a little more survives rounding."""

LIGHT_SURFACE = (246, 247, 248)
DARK_SURFACE = (33, 37, 43)
"""The least favourable surfaces that accent text stands on (`--color-surface-2` of each scheme)."""

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Surfaces:
    """What accent text must be readable on, in each scheme."""

    light: Colour = LIGHT_SURFACE
    dark: Colour = DARK_SURFACE

    @classmethod
    def of(cls, colours: Sequence[str] | None) -> "Surfaces":
        """Return what a theme says, `#rrggbb` for light and for dark; the usual ones if it says nothing.

        Raises `ThemeError` for anything else.
        """
        if colours is None:
            return cls()
        found = [re.fullmatch(r"#([0-9a-fA-F]{6})", str(colour)) for colour in colours]
        if len(found) != 2 or None in found:  # noqa: PLR2004  (light, dark)
            raise ThemeError(f"theme.yaml: {colours} is not two colours", hint='write surfaces: ["#ffffff", "#000000"]')
        light, dark = (_parse(match[1]) for match in found if match)
        return cls(light, dark)


USUAL = Surfaces()


def accent_style(accent: str, accent_dark: str = "", surfaces: Surfaces = USUAL) -> str:
    """Return a style sheet that sets the accent tokens, empty for no colour or a text that is none.

    The accent of the dark scheme is made of the other where there is none.
    """
    match = re.fullmatch(r"#([0-9a-fA-F]{6})", accent or accent_dark)
    if not match:
        return ""
    light = _readable(_parse(match[1]), surfaces.light, (0, 0, 0))
    dark = _readable(_parse(accent_dark.removeprefix("#") or match[1]), surfaces.dark, (255, 255, 255))
    return f"@layer tokens {{\n  :root {{ --accent-light: {_hex(light)}; --accent-dark: {_hex(dark)}; }}\n}}\n"


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours by WCAG 2, from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _readable(colour: Colour, surface: Colour, towards: Colour) -> Colour:
    for step in range(21):
        mixed = _mix(colour, towards, step / 20)
        if contrast(mixed, surface) >= TEXT_CONTRAST:
            return mixed
    return towards


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    low = 0.04045
    return channel / 12.92 if channel <= low else float(((channel + 0.055) / 1.055) ** 2.4)


def _parse(digits: str) -> Colour:
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{channel:02x}" for channel in colour)
