"""Fixtures for every test: builders of what a build reads."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders.repositories import RepositoryBuilder


@pytest.fixture
def make_repository(tmp_path: Path) -> Callable[[str], RepositoryBuilder]:
    """Return a maker of bare repositories: `make_repository("pay").commit({"catalog-info.yaml": "…"})`."""

    def make(name: str) -> RepositoryBuilder:
        return RepositoryBuilder.at(tmp_path / "repositories" / f"{name}.git")

    return make
