"""What earlier builds found out and may not hold any more: faults that pass, rules, odd values, commits."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from portalgen import pipeline
from portalgen.cache import Cache
from portalgen.config import load_config
from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.earlier import read_again, resolve_again
from portalgen.errors import CrawlError
from portalgen.model.catalog import Catalog
from portalgen.model.contributions import LintRule
from portalgen.model.source import BlobStore, Source, SourceFile
from portalgen.report import NullReporter
from portalgen.tools import prepare
from tests.builders.kept import API, SHOP, make_portal, resolved, said, write
from tests.builders.repositories import RepositoryBuilder


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    return make_portal(tmp_path / "portal")


@dataclass
class Failing:
    """A store of blobs whose host is away for some builds."""

    blobs: BlobStore
    away: bool = False

    def read(self, source: Source, files: Iterable[SourceFile]) -> Mapping[str, bytes]:
        if self.away:
            raise CrawlError("the host does not answer")
        return self.blobs.read(source, files)


@pytest.mark.parametrize("away", [(True, False, False), (False, True, False)])
def test_what_could_not_be_read_once_is_not_remembered(portal: Path, tmp_path: Path, away: Sequence[bool]) -> None:
    write(portal, {"a/catalog-info.yaml": SHOP, "b/catalog-info.yaml": SHOP.replace("name: ", "name: other-")})
    config = load_config(portal / "portal.yaml", os.environ, flags={"--cache": tmp_path / "kept"})
    tools = prepare(config, reporter=NullReporter())
    gathered = pipeline.gather(tools)
    for number, is_away in enumerate(away):
        store, cache = Failing(tools.blobs, is_away), Cache(tmp_path / f"readings{number}")
        fragments = tuple(read_again(one, store, tools.policy, cache, "") for one in gathered.snapshots)
        findings = Cache(tmp_path / "findings")
        found = resolve_again(replace(gathered, fragments=fragments), config, tools.extensions, tools.policy, findings)
        codes = {row.code for row in found.diagnostics}
        assert ("source-unreachable" in codes) == is_away
        assert ("dangling-reference" in codes) != is_away


@pytest.mark.parametrize("end", ["{kind: a/b, name: x}", "{namespace: a/b, name: c}", "{kind: 'a:b', name: ' '}"])
def test_odd_ends_of_relations_survive(portal: Path, tmp_path: Path, end: str) -> None:
    write(portal, {"a/catalog-info.yaml": SHOP.replace("[component:till]", f"[{end}]")})
    first, second = (said(resolved(portal, tmp_path / "kept")) for _ in range(2))
    assert first == second


def test_what_aliases_repeat_is_not_written_out(portal: Path, tmp_path: Path) -> None:
    more = f"a: &a {'x' * 9000}, b: [{'*a, ' * 90}]"
    text = f"{SHOP}---\n{API}\nkind: Thing\nmetadata: {{name: t}}\nspec: {{{more}}}\n"
    write(portal, {"a/catalog-info.yaml": text})
    assert len(resolved(portal, tmp_path / "kept").entities) == 3
    kept = [path for path in (tmp_path / "kept" / "readings").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in kept) < 1000


def test_a_rule_with_a_setting_is_asked_each_time(portal: Path, tmp_path: Path) -> None:
    write(portal, {"a/catalog-info.yaml": SHOP})
    config = load_config(portal / "portal.yaml", os.environ, flags={"--cache": tmp_path / "kept"})
    tools = prepare(config, reporter=NullReporter())
    gathered = pipeline.gather(tools)

    def made(most: int) -> LintRule:
        def rule(catalog: Catalog) -> Iterable[Diagnostic]:
            yield diagnose("orphan-entity", f"{len(catalog.entities)} of {most}")

        return rule

    for most in (1, 2):
        extensions = replace(tools.extensions, rules=(made(most),))
        found = resolve_again(gathered, config, extensions, tools.policy, Cache(tmp_path / "findings"))
        assert f"2 of {most}" in [row.message for row in found.diagnostics]


def test_other_levels_are_heeded(portal: Path, tmp_path: Path) -> None:
    write(portal, {"a/catalog-info.yaml": SHOP})
    assert "dangling-reference" in {row.code for row in resolved(portal, tmp_path / "kept").diagnostics}
    with (portal / "portal.yaml").open("a") as config:
        config.write("diagnostics: {dangling-reference: off}\n")
    assert "dangling-reference" not in {row.code for row in resolved(portal, tmp_path / "kept").diagnostics}


def test_commits_of_a_repository_are_told_apart(
    tmp_path: Path, make_repository: Callable[[str], RepositoryBuilder]
) -> None:
    repository = make_repository("shop")
    folder = tmp_path / "portal"
    folder.mkdir()
    (folder / "portal.yaml").write_text(f"catalog: {{locations: [{{type: git, target: {repository.path}}}]}}\n")
    for number, text in enumerate([SHOP, SHOP.replace("shop", "kiosk"), SHOP, f"{SHOP}---\nkind: Odd\n", SHOP]):
        repository.commit({"catalog-info.yaml": text, "mkdocs.yml": "site_name: x" if number % 2 else "site_name: y"})
        clean = said(resolved(folder, tmp_path / f"clean{number}"))
        assert said(resolved(folder, tmp_path / "kept")) == clean
        assert said(resolved(folder, tmp_path / "kept")) == clean
