"""CODEOWNERS: the last pattern that matches, in the forms of three hosts, and nothing over an author's own owner."""

import time

import pytest

from portalgen.config import PluginSettings
from portalgen.plugins import load_extensions
from portalgen_codeowners.codeowners import parse_codeowners, rule_for
from portalgen_codeowners.owner_from_file import Options, OwnerFromFile, entity_ref
from portalgen_codeowners.patterns import matches
from tests.builders.drafts import draft


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*", "a/b/catalog-info.yaml"),
        ("/", "a/catalog-info.yaml"),
        ("*.yaml", "a/b/catalog-info.yaml"),
        ("catalog-info.yaml", "a/catalog-info.yaml"),
        ("/catalog-info.yaml", "catalog-info.yaml"),
        ("services/", "a/services/pay/catalog-info.yaml"),
        ("/services/", "services/pay/catalog-info.yaml"),
        ("services/pay", "services/pay/catalog-info.yaml"),
        ("services/*/", "services/pay/catalog-info.yaml"),
        ("services/**/catalog-info.yaml", "services/catalog-info.yaml"),
        ("services/**/catalog-info.yaml", "services/a/b/catalog-info.yaml"),
        ("services/**", "services/a/b"),
        ("docs/*", "docs/catalog-info.yaml"),
        ("p?y/", "pay/catalog-info.yaml"),
        (".hidden/", ".hidden/catalog-info.yaml"),
    ],
)
def test_pattern_matches(pattern: str, path: str) -> None:
    assert matches(pattern, path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("/catalog-info.yaml", "a/catalog-info.yaml"),
        ("services/pay", "a/services/pay/catalog-info.yaml"),
        ("services", "services2/catalog-info.yaml"),
        ("docs/*", "docs/deeper/catalog-info.yaml"),
        ("*.yml", "catalog-info.yaml"),
        ("catalog-info.yaml/", "catalog-info.yaml"),
        ("p?y/", "play/catalog-info.yaml"),
        ("", "catalog-info.yaml"),
    ],
)
def test_pattern_does_not_match(pattern: str, path: str) -> None:
    assert not matches(pattern, path)


def test_no_pattern_takes_long() -> None:
    started = time.perf_counter()
    assert not matches("*a" * 400, "a" * 5000 + "b")
    assert not matches("**/a/" * 150 + "b", "a/" * 2000 + "c")
    assert time.perf_counter() - started < 5


def test_the_last_rule_that_matches_counts() -> None:
    rules = parse_codeowners("* @larkspur/all\n# /pay/ @larkspur/no\n/pay/ @larkspur/pay @robin # both\n/pay/free/\n")
    assert [rule_for(path, rules).owners for path in ("a", "pay/a", "pay/free/a")] == [  # type: ignore[union-attr]
        ("@larkspur/all",),
        ("@larkspur/pay", "@robin"),
        (),
    ]
    assert rule_for("a", parse_codeowners("/b @x")) is None


def test_sections_of_gitlab_and_groups_of_bitbucket() -> None:
    text = "[Backend][2] @larkspur/core/backend\n*.go\n^[Docs] @writers\n/docs/ @robin\n@@@web @ann @bob\n/ui/ @@web\n"
    assert [(rule.pattern, rule.owners[0], rule.line) for rule in parse_codeowners(text)] == [
        ("*.go", "@larkspur/core/backend", 2),
        ("/docs/", "@robin", 4),
        ("/ui/", "@@web", 6),
    ]


@pytest.mark.parametrize(
    ("owner", "ref"),
    [
        ("@larkspur/web", "web"),
        ("@larkspur/core/backend", "backend"),
        ("@robin", "user:robin"),
        ("web@example.org", "web"),
        ("@@web", "web"),
        ("group:default/web", "group:default/web"),
    ],
)
def test_owner_is_read_as_backstage_reads_it(owner: str, ref: str) -> None:
    assert entity_ref(owner) == ref


def test_entity_without_owner_gets_the_one_of_its_file_and_the_place_that_says_so() -> None:
    files = {".github/CODEOWNERS": "\n* @larkspur/web\n", "docs/CODEOWNERS": "* @larkspur/writers"}
    (change,) = OwnerFromFile(Options())(draft(files=files, type="service"))
    assert (change.keys, change.value, change.by) == (("spec", "owner"), "web", "codeowners")
    assert str(change.where) == "shop/.github/CODEOWNERS:2:1"


@pytest.mark.parametrize(
    "given", [{"owner": "pay"}, {"kind": "Group"}, {"files": {}}, {"files": {"CODEOWNERS": "/x @a"}}]
)
def test_everything_else_stays(given: dict[str, object]) -> None:
    values = {"files": {"CODEOWNERS": "* @larkspur/web"}, **given}
    assert list(OwnerFromFile(Options())(draft(**values))) == []  # type: ignore[arg-type]


def test_it_is_off_until_portal_yaml_names_it() -> None:
    def settings(name: str) -> PluginSettings:
        return PluginSettings(name, {"kinds": ["Template"]} if name == "codeowners" else None)

    assert load_extensions().processors == ()
    (made,) = load_extensions(settings=settings).processors
    assert made == OwnerFromFile(Options(kinds=("Template",)))
