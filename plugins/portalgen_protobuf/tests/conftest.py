"""Definitions from the folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

DEFINITIONS = Path(__file__).parent / "definitions"


@pytest.fixture(scope="session")
def written() -> Callable[[str], str]:
    """Name of a file in definitions/ -> its text."""
    return lambda name: (DEFINITIONS / name).read_text(encoding="utf-8")
