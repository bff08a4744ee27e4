"""Folders that plug-ins show: what their annotations mean, and what cannot be had."""

from collections.abc import Callable

import pytest

from portalgen.crawl import GitFetcher, crawl_locations
from portalgen.diagnostics import Diagnostic
from portalgen.model.docs_tab import DocsTab
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.fragment import DocsRequest
from portalgen.model.source import Location
from portalgen.read import ReadPolicy, read_fragment
from tests.builders.repositories import RepositoryBuilder

GITHUB = "https://github.com/acme/shop"
TAB = DocsTab("acme.example/notes", "notes")
TEXT = """apiVersion: backstage.io/v1alpha1
kind: Domain
metadata:
  name: shop
  annotations:
    acme.example/notes: %s
spec: {owner: web}
"""

Ask = Callable[..., tuple[tuple[DocsRequest, ...], tuple[Diagnostic, ...]]]


@pytest.fixture
def ask(make_repository: Callable[[str], RepositoryBuilder]) -> Ask:
    """Read a descriptor of `app/` whose annotation has a value, perhaps with another one."""

    def run(value: str, more: str = "") -> tuple[tuple[DocsRequest, ...], tuple[Diagnostic, ...]]:
        text = TEXT % value + more
        repository = make_repository("shop").commit({"app/catalog-info.yaml": text})
        folder = repository.path.parent
        settings = FetchSettings(folder, folder / "cache", mirrors=((GITHUB, str(repository.path)),))
        fetcher = GitFetcher(settings)
        (snapshot,) = crawl_locations([Location("git", GITHUB, paths=("app/*.yaml",))], [fetcher]).snapshots
        fragment = read_fragment(snapshot, fetcher, ReadPolicy(tabs=(TAB,)))
        return fragment.docs, fragment.diagnostics

    return run


@pytest.mark.parametrize(
    ("value", "folder", "repository"),
    [
        ("docs/adr", "app/docs/adr", f"{GITHUB}.git"),
        ("./docs/adr/", "app/docs/adr", f"{GITHUB}.git"),
        ("../docs", "docs", f"{GITHUB}.git"),
        ("/docs", "docs", f"{GITHUB}.git"),
        ("/", "", f"{GITHUB}.git"),
        (f"{GITHUB}/tree/main/other", "other", f"{GITHUB}.git"),
        ("https://github.com/acme/notes/tree/v1/a/b/", "a/b", "https://github.com/acme/notes.git"),
    ],
)
def test_values(ask: Ask, value: str, folder: str, repository: str) -> None:
    requests, diagnostics = ask(value)
    assert [(one.folder, one.location.target, one.tab) for one in requests] == [(folder, repository, TAB)]
    assert diagnostics == ()


@pytest.mark.parametrize("value", ["../../etc", "/../..", "https://wiki.example/notes"])
def test_what_cannot_be_had_is_said_at_the_annotation(ask: Ask, value: str) -> None:
    requests, (found,) = ask(value)
    assert requests == ()
    assert (found.code, found.where.line, found.entity) == ("docs-not-found", 6, "domain:default/shop")
    assert value in found.message


def test_nothing_is_asked_for_without_a_plug_in_or_a_value(ask: Ask) -> None:
    assert ask('""') == ((), ())
