import pytest

from portalgen.globs import compile_glob, has_wildcard
from portalgen.globs.braces import MOST, expand_braces
from tests.builders.patience import at_most

ANSWERS_OF_MINIMATCH = [
    ("*", "a", True),
    ("*", ".a", False),
    ("*", "a/b", False),
    ("**", "a/b", True),
    ("**", "a/.b/c", False),
    ("**", ".a", False),
    ("a/**", "a", False),
    ("a/**", "a/b", True),
    ("a/**", "a/.b", False),
    ("a/**", "a/b/.c/d", False),
    ("a/**/b", "a/b", True),
    ("a/**/b", "a/x/y/b", True),
    ("a/**/b", "a/.x/b", False),
    ("**/b", "b", True),
    ("**/b", "x/b", True),
    ("**/b", ".x/b", False),
    ("*.yaml", "x.yaml", True),
    ("*.yaml", ".yaml", False),
    ("*.yaml", "x.yml", False),
    ("c*.yaml", "c.yaml", True),
    ("*-*.yaml", "a-b-c.yaml", True),
    ("*a*", "bab", True),
    ("a*b*c", "aXbXbc", True),
    ("a*b*c", "aXbXbcd", False),
    ("{a,b}/*.yaml", "b/c.yaml", True),
    ("{a,b}/*.yaml", "c/c.yaml", False),
    ("*.{yml,yaml}", "a.yml", True),
    ("a/{b,c/d}/e", "a/c/d/e", True),
    ("{a,{b,c}}", "c", True),
    ("{{a,b},c}", "b", True),
    ("{a,}", "a", True),
    ("{a,}b", "b", True),
    ("{a}", "{a}", True),
    ("{a}", "a", False),
    ("{a,b", "{a,b", True),
    ("a,b}", "a,b}", True),
    ("${a,b}", "${a,b}", True),
    ("\\{a,b}", "{a,b}", True),
    ("{a\\,b,c}", "a,b", True),
    ("{.a,b}/*", ".a/x", True),
    ("{1..3}", "2", True),
    ("{1..3}", "4", False),
    ("{01..10}", "03", True),
    ("{1..5..2}", "3", True),
    ("{1..5..2}", "4", False),
    ("{5..1..2}", "3", True),
    ("{c..a}", "b", True),
    ("{a..c}{1,2}", "b2", True),
    ("{-1..1}", "0", True),
    ("{a..1}", "a", False),
    ("[ab]", "a", True),
    ("[ab]", "c", False),
    ("[!ab]", "c", True),
    ("[!ab]", "a", False),
    ("[^ab]", "a", False),
    ("[a-c]x", "bx", True),
    ("[a-]", "-", True),
    ("[b-a]", "b", False),
    ("[]a]", "]", True),
    ("[]", "[]", True),
    ("[!]", "[!]", True),
    ("[*]", "*", True),
    ("[*]", "a", False),
    ("[\\]]", "]", True),
    ("[", "[", True),
    ("a[", "a[", True),
    ("[a", "[a", True),
    ("[a/b]", "a", False),
    ("x[a/b]y", "x[a/b]y", True),
    ("[.]a", ".a", True),
    ("[!x]a", ".a", False),
    (".*", ".a", True),
    (".*", "a", False),
    (".*/x", ".a/x", True),
    ("**/.x/*", ".x/a", True),
    ("**/.x/*", "q/.x/a", True),
    ("**/.x/**", "q/.x/.y/a", False),
    ("a**", "abc", True),
    ("a**b", "a/b", False),
    ("**a", "xa", True),
    ("**/**", "a/b", True),
    ("**/*", "a", True),
    ("*/**", "a", False),
    ("*/**", "a/b", True),
    ("**/a/**/b", "a/.x/a/b", False),
    ("**/a/**/b/*", "x/a/y/a/b/c", True),
    ("**/a/*/b", "a/a/x/b", True),
    ("\\*", "*", True),
    ("\\*", "a", False),
    ("a//b", "a/b", True),
    ("A", "a", False),
    ("a.b", "axb", False),
    ("(a|b)", "a", False),
    ("(a|b)", "(a|b)", True),
    ("$^", "$^", True),
]
"""(pattern, path, what minimatch 9.0.9 answers without options)"""


@pytest.mark.parametrize(("pattern", "path", "expected"), ANSWERS_OF_MINIMATCH)
def test_globs_match_as_in_backstage(*, pattern: str, path: str, expected: bool) -> None:
    assert compile_glob(pattern)(path) is expected


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("/a/*.yaml", "a/x.yaml", True),
        ("./a/*.yaml", "a/x.yaml", True),
        ("a/./*.yaml", "a/x.yaml", True),
        ("../*.yaml", "x.yaml", False),
        ("a/../*.yaml", "x.yaml", False),
    ],
)
def test_paths_start_at_the_root(*, pattern: str, path: str, expected: bool) -> None:
    assert compile_glob(pattern)(path) is expected


@pytest.mark.parametrize(
    ("pattern", "name", "expected"),
    [
        ("https://Git.example/*/x.YAML", "https://git.example/A/X.yaml", True),
        ("https://git.example/*", "https://git.example/a/x.yaml", False),
        ("https://git.example/**", "https://git.example/.a/x.yaml", True),
        ("./a/?b/*", "./a/.b/.c", True),
        ("a/?", "a/bc", False),
        ("[z-a]", "b", False),
        ("a{b", "A{B", True),
    ],
)
def test_loose_globs_are_those_of_rules(*, pattern: str, name: str, expected: bool) -> None:
    assert compile_glob(pattern, loose=True)(name) is expected


@pytest.mark.parametrize(
    "pattern",
    [
        "*a" * 400 + "b",
        "**/a/" * 200 + "b",
        "{a,b}" * 200,
        "{" * 900,
        "{a," * 300 + "}" * 300,
        "{1..99999999}",
        "[" * 900,
        "{0..1000000000..1}" * 5,
    ],
)
def test_no_pattern_takes_many_steps(pattern: str) -> None:
    with at_most(10_000_000):
        matches = compile_glob(pattern)
        matches("a" * 4000)
        matches("a/" * 500)


def test_braces_stand_for_every_text_in_order() -> None:
    assert expand_braces("{a,b{1..2},}.{yml,yaml}") == [
        "a.yml",
        "a.yaml",
        "b1.yml",
        "b1.yaml",
        "b2.yml",
        "b2.yaml",
        ".yml",
        ".yaml",
    ]
    assert len(expand_braces("{a,b}" * 30)) == MOST


@pytest.mark.parametrize(("text", "expected"), [("a/b.yaml", False), ("*", True), ("{a,b}", True), ("[a]", True)])
def test_wildcards_are_seen(*, text: str, expected: bool) -> None:
    assert has_wildcard(text) is expected
