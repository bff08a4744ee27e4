"""Colours of methods and states keep AA contrast in both themes, and the dark ones are written twice alike."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[1] / "assets/definitions.css").read_text(encoding="utf-8")
BLOCKS = [
    dict(re.findall(r"(--definition-[a-z-]+): (#[0-9a-f]{6});", block))
    for block in re.findall(r"\{[^{}]*--definition-get:[^{}]*\}", CSS)
]
NAMES = ("get", "post", "put", "patch", "delete", "other")
SURFACES = ({"#ffffff", "#f6f7f9"}, {"#12161c", "#1a2028"})


def luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("theme", [0, 1])
def test_contrast(name: str, theme: int) -> None:
    colour, back = BLOCKS[theme][f"--definition-{name}"], BLOCKS[theme][f"--definition-{name}-back"]
    assert min(contrast(colour, each) for each in {back, *SURFACES[theme]}) >= 4.5


def test_dark_is_dark_by_choice_and_by_system() -> None:
    assert len(BLOCKS) == 3
    assert all(first == second for first, second in pairwise(BLOCKS[1:]))
