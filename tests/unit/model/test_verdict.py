"""What fails a command."""

import pytest

from portalgen.diagnostics import diagnose
from portalgen.model.verdict import Verdict

CODES = ("source-unreachable", "ref-not-found", "yaml-syntax", "source-stale", "dangling-owner", "orphan-entity")


@pytest.mark.parametrize(
    ("level", "failing"),
    [
        ("never", set()),
        ("error", {"source-unreachable", "ref-not-found", "yaml-syntax"}),
        ("warning", {*CODES} - {"orphan-entity"}),
        ("info", {*CODES}),
        ("failed", {"source-unreachable", "ref-not-found"}),
        ("stale", {"source-unreachable", "ref-not-found", "source-stale"}),
    ],
)
def test_a_level_says_what_fails(level: str, failing: set[str]) -> None:
    assert {code for code in CODES if Verdict.of(level).fails(diagnose(code, "words"))} == failing
