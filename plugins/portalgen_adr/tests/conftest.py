"""Builders: a portal of one entity with the decisions of some files, paths from `docs/adr`."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from portalgen.model.contributions import Built
from portalgen.model.docs import DocsSite
from portalgen_adr.decisions import TAB, Decision, decisions_of
from tests.builders.catalogs import make_catalog
from tests.builders.docs import ENTITY
from tests.builders.readmes import build_plain

FOLDER = "docs/adr"
BuildAdrs = Callable[[Mapping[str, str]], Built]


def site_of(files: Mapping[str, str]) -> DocsSite:
    """Return the folder as the build makes it."""
    site = build_plain({f"{FOLDER}/{name}": text for name, text in files.items()}, folder=FOLDER)
    return replace(site, source=replace(site.source, tab=TAB))


@pytest.fixture
def build() -> BuildAdrs:
    """Name -> text of files, a portal with an entity that has them."""

    def make(files: Mapping[str, str]) -> Built:
        catalog = make_catalog(f"{ENTITY.kind}:{ENTITY.name} owner=web title=Shop", "group:web title=Web_team")
        return Built(catalog, folders=(site_of(files),))

    return make


@pytest.fixture
def decide() -> Callable[[Mapping[str, str]], dict[str, Decision]]:
    """Name -> text of files, path -> decision."""

    def make(files: Mapping[str, str]) -> dict[str, Decision]:
        return {one.page.path: one for one in decisions_of(site_of(files))}

    return make
