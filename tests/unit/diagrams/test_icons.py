"""The theme's icons of kinds and the diagrams' are the same drawings."""

import re
from pathlib import Path

import pytest

import portalgen_theme
from portalgen.diagrams import ICON_PATHS
from portalgen.model.kinds import BUILT_IN

FOLDER = Path(portalgen_theme.__file__).parent / "icons"


@pytest.mark.parametrize("name", ICON_PATHS)
def test_the_theme_has_the_same_icon(name: str) -> None:
    assert re.findall(r'<path d="([^"]+)"', (FOLDER / f"{name}.svg").read_text()) == [ICON_PATHS[name]]


def test_every_kind_has_an_icon() -> None:
    assert {kind.key for kind in BUILT_IN} <= ICON_PATHS.keys()
