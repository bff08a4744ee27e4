"""What globs can say beside wildcards: groups, classes by name, everything but."""

import pytest

from portalgen.globs import compile_glob, has_wildcard
from tests.builders.patience import at_most

ANSWERS_OF_MINIMATCH = [
    ("+(a|b)", "abba", True),
    ("+(a|b)", "", False),
    ("*(a|b).x", ".x", True),
    ("@(a|x1).y", "x1.y", True),
    ("@(a|x1).y", "ax1.y", False),
    ("?(a)b", "b", True),
    ("?(a)b", "aab", False),
    ("x/!(a)", "x/b", True),
    ("x/!(a)", "x/a", False),
    ("x/!(a)", "x/.b", False),
    ("x/!(a).x", "x/a.x", False),
    ("x/!(a).x", "x/ab.x", True),
    ("x/!(a|b*)c", "x/bdc", False),
    ("x!(a)*", "xa", False),
    ("!(a)", "a", True),
    ("x/!(one)/a", "x/two/a", True),
    ("x/!(one)/a", "x/one/a", False),
    ("@(a*(b)|c)d", "abbd", True),
    ("@(a", "@(a", True),
    ("@([)]|a)", ")", True),
    ("\\@(a)", "@(a)", True),
    ("x[[:digit:]]", "x1", True),
    ("x[[:digit:]_]", "x_", True),
    ("x[![:digit:]]", "x1", False),
    ("[[:upper:]]", "É", True),
    ("[[:graph:]]x", "ax", True),
    ("[[:none:]", "n", True),
    ("*?.x", "ab.x", True),
    ("*?.x", ".x", False),
    ("?", ".", False),
    ("!a", "b/.c", True),
    ("!a", "a", False),
    ("!!a", "a", True),
    ("#a", "#a", False),
]
"""(pattern, path, what minimatch 10.2 answers without options)"""


@pytest.mark.parametrize(("pattern", "path", "expected"), ANSWERS_OF_MINIMATCH)
def test_groups_match_as_in_backstage(*, pattern: str, path: str, expected: bool) -> None:
    assert compile_glob(pattern)(path) is expected


def test_loose_groups_heed_neither_case_nor_dots() -> None:
    matches = compile_glob("https://git.example/+(Shop|x)/**", loose=True)
    assert matches("https://git.example/SHOP/.a/b.yaml")
    assert not matches("https://git.example/mail/b.yaml")
    assert not compile_glob("[!a]", loose=True)("A")


@pytest.mark.parametrize(
    "pattern",
    [
        "+(a|aa)*(b|a)+(!(x)|a)" * 20 + "b",
        "x" + "!(!(a*)*)*!(c)*" * 60 + "b",
        "*(*(*(a)))" * 90 + "b",
        "@(" * 400 + ")" * 400,
    ],
)
def test_no_group_takes_many_steps(pattern: str) -> None:
    with at_most(20_000_000):
        matches = compile_glob(pattern)
        for length in (100, 200, 300):
            assert not matches("x" + "a" * length)


def test_a_pattern_that_took_too_many_steps_matches_nothing_any_more() -> None:
    matches = compile_glob("!(!(a)*!(b)*)")
    assert matches("a")
    matches.budget.left = -1
    assert matches.is_exhausted
    assert not matches("a")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a/b.yaml", False),
        ("c?.yaml", False),
        ("c+?.yaml", True),
        ("!a", True),
        ("a!b", False),
        ("@(a)", True),
        ("\\@(a)", False),
        ("(a)", False),
        ("(a|b)", True),
        ("(|a)", False),
        ("[]", False),
        ("[a", False),
        ("{a}", True),
        ("{}", False),
        ("\\*", False),
        ("*" * 6000, False),
    ],
)
def test_a_pattern_is_what_is_glob_takes_for_one(*, text: str, expected: bool) -> None:
    assert has_wildcard(text) is expected
