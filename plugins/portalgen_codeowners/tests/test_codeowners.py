"""CODEOWNERS: the last pattern that matches, in the forms of three hosts, and nothing over an author's own owner."""

from dataclasses import replace

import pytest

from portalgen.config import PluginSettings
from portalgen.diagnostics import Diagnostic
from portalgen.globs import Budget, TooManyStepsError
from portalgen.model.processors import Change, Draft, Processor
from portalgen.model.source import Location, Snapshot, Source, SourceFile
from portalgen.plugins import load_extensions
from portalgen_codeowners.codeowners import Codeowners, Rule, parse_codeowners
from portalgen_codeowners.owner_from_file import Options, OwnerFromFile, entity_ref
from portalgen_codeowners.patterns import Pattern
from tests.builders.drafts import draft


def matches(pattern: str, path: str) -> bool:
    return Pattern.of(pattern).means(path.split("/"), Budget())


def rule_for(path: str, rules: tuple[Rule, ...]) -> Rule | None:
    return Codeowners(rules).rule_for(path)


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
        ("a*a", "a"),
        ("?", ""),
        ("/services/a", "services/ab"),
        ("", "catalog-info.yaml"),
    ],
)
def test_pattern_does_not_match(pattern: str, path: str) -> None:
    assert not matches(pattern, path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [("*a" * 40 + "b*", "a" * 500), ("**/a/" * 15 + "b", "a/" * 500 + "c"), ("x" * 2_000, "x" * 2_000)],
)
def test_steps_grow_with_pattern_times_path_at_most(pattern: str, path: str) -> None:
    steps = Budget(3 * len(pattern) * len(path), 0)
    assert not Pattern.of(pattern).means(path.split("/"), steps)


def test_most_patterns_are_told_apart_in_few_steps() -> None:
    folders = "".join(f"/services/s{number} @a\n/services/s{number}/*/x @b\n" for number in range(100, 1_000))
    suffixes = "".join(f"*.q{number} @a\nq{number}/ @b\n" for number in range(100))
    owners = Codeowners(parse_codeowners(f"* @x\n{folders}{suffixes}"), Budget(0, 1_000))
    assert [owners.rule_for(f"services/s{number}/x.yaml") for number in range(50)] == [owners.rules[0]] * 50
    assert owners.rule_for("services/s500/x.yaml") == owners.rules[801]


def test_a_pattern_stops_when_its_steps_are_used_up() -> None:
    with pytest.raises(TooManyStepsError):
        Pattern.of("*a" * 40 + "b*").means(["a" * 500], Budget(100, 0))


def test_each_path_is_looked_up_once_and_has_some_steps_of_its_own() -> None:
    owners = Codeowners(parse_codeowners("*b @x\n" * 20), Budget(0, 100))
    assert owners.rule_for("a/c") is None
    left = owners.steps.left
    assert left == 60
    assert owners.rule_for("a/c") is None
    assert owners.steps.left == left
    assert owners.rule_for("a/b")


def test_rules_that_took_too_many_steps_match_nothing_any_more() -> None:
    hostile = Codeowners(parse_codeowners("* @x\n" + "*a*a*a*a*b* @x\n" * 1_000), Budget(10_000, 10))
    assert [hostile.rule_for("a" * 30 + str(number)) for number in range(50)] == [None] * 50
    assert -1_000 < hostile.steps.left < 0


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
    (change,) = changes(OwnerFromFile(Options()), draft(files=files, type="service"))
    assert (change.keys, change.value, change.by) == (("spec", "owner"), "web", "codeowners")
    assert str(change.where) == "shop/.github/CODEOWNERS:2:1"


@pytest.mark.parametrize(
    "given", [{"owner": "pay"}, {"kind": "Group"}, {"files": {}}, {"files": {"CODEOWNERS": "/x @a"}}]
)
def test_everything_else_stays(given: dict[str, object]) -> None:
    values = {"files": {"CODEOWNERS": "* @larkspur/web"}, **given}
    assert list(OwnerFromFile(Options())(draft(**values))) == []  # type: ignore[arg-type]


def test_rules_that_ask_for_too_much_are_said_once() -> None:
    hostile = "* @larkspur/web\n" + "*a*a*a*a*b* @x\n" * 10_000
    owners = OwnerFromFile(Options())
    drafts = [in_tree("/a", hostile, digest="1")] * 300
    given = [row for n, one in enumerate(drafts) for row in owners(replace(one, path="a" * 200 + str(n)))]
    (found,) = {row for row in given if isinstance(row, Diagnostic)}
    assert (found.code, str(found.where)) == ("plugin-failed", "a/CODEOWNERS")
    assert "some entities get no owner from this file" in found.message


def test_it_is_off_until_portal_yaml_names_it() -> None:
    def settings(name: str) -> PluginSettings:
        return PluginSettings(name, {"kinds": ["Template"]} if name == "codeowners" else None)

    assert load_extensions().processors == ()
    (made,) = load_extensions(settings=settings).processors
    assert made == OwnerFromFile(Options(kinds=("Template",)))


def changes(processor: Processor, one: Draft) -> list[Change]:
    return [row for row in processor(one) if isinstance(row, Change)]


def in_tree(url: str, text: str, digest: str = "") -> Draft:
    """Return an entity of a work tree, where files have no digests."""
    files = (SourceFile("CODEOWNERS", digest, len(text)),)
    content = {"CODEOWNERS": text.encode()}
    snapshot = Snapshot(Location("file", url), Source(url), files)
    return replace(draft(), snapshot=snapshot, read=content.get)


def test_each_source_has_its_own_rules() -> None:
    owners = OwnerFromFile(Options())
    drafts = [in_tree("/a", "* @x/aaa\n"), in_tree("/b", "* @x/bbb\n"), in_tree("/a", "* @x/ccc\n")]
    assert [changes(owners, one)[0].value for one in drafts] == ["aaa", "bbb", "ccc"]


def test_a_file_is_read_once_for_the_entities_of_a_source() -> None:
    asked: list[str] = []

    def read(path: str) -> bytes:
        asked.append(path)
        return b"* @x/web\n"

    owners = OwnerFromFile(Options())
    for one in (in_tree("/a", "* @x/web\n"), in_tree("/b", "* @x/web\n", digest="1")):
        for path in ("x/catalog-info.yaml", "y/catalog-info.yaml", "x/catalog-info.yaml"):
            assert changes(owners, replace(one, path=path, read=read))[0].value == "web"
    assert asked == ["CODEOWNERS", "CODEOWNERS"]


def test_rules_of_the_latest_sources_are_kept() -> None:
    asked: list[str] = []

    def read(path: str) -> bytes:
        asked.append(path)
        return b"* @x/web\n"

    owners = OwnerFromFile(Options())
    for number, reads in ((0, 1), *((number, number + 1) for number in range(1, 30)), (29, 30), (10, 30), (0, 31)):
        assert list(owners(replace(in_tree(f"/{number}", "* @x/web\n", digest="1"), read=read)))
        assert len(asked) == reads
