"""Each hostile file costs itself: a diagnostic or an entity, no traceback, and no entity of another file.

Time and memory are kept in bounds by a child of its own for each (`tests.builders.hostile_run`), with room to spare on
a busy machine; `PORTALGEN_HOSTILE=all` reads those too that take seconds, and their measure is printed by
`python -m tests.builders.hostile_run`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders.hostile import CORPUS, LOCATION, SLOW, V1_1, entity
from tests.builders.hostile_run import read_case

ROOT = Path(__file__).parents[2]
HEALTHY = "component:default/healthy"
SILENT = {"documents that end", "documents", "4.9 MB of blank lines", "4.9 MB of comments", "4.9 MB of spaces"}
SILENT |= {"4.9 MB of tabs", "documents of nothing"}
"""Files of nothing: there is nothing to say."""
SAMPLES = (
    entity(
        "  tags: [a]\n  links: [{url: 'https://x.example/'}]\n",
        "  a: {$text: ./x.txt}\n  b: |\n    c\n  d: &e [1.5, ~]\n",
    ),
    entity(spec="  a: {$openapi: ./x.yaml}\n  b: {$json: ./x.yaml}\n  ? [c, {d: e}]\n  : '\\'\n").replace(
        "'\\'", '"\\ud83d"'
    ),
    LOCATION + "spec: {targets: ['./x/*.yaml', './{a,b}.yaml', 'https://x.example/y.yaml']}\n",
    V1_1 + entity(spec="  a: &a {b: 1:30, c: 2001-01-01}\n  d: {<<: *a, e: !!binary QUI=}\n"),
)
EXACT = ("strict", "deep", "tab", "quote", "colon", "glob", "key", "CR", "bomb")
"""Words of cases where strict reading looks twice."""
TOKENS = (
    "\t|-|:|? |[|]|{|}|&a |*a|!!int |!|>|'|\"|\\|%|---\n|...\n|<<: |#|,|\r|\0|\ufeff|\u2028|"
    "$text: |$openapi: |~|0x|1e9|../|\n"
)
PIECES = st.sampled_from([*TOKENS.split("|"), "|"])


def run(cases: list[str], *options: str) -> list[dict[str, Any]]:
    """Read cases in children and return what became of them."""
    command = [sys.executable, "-m", "tests.builders.hostile_run", *options, *cases]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, timeout=600)
    return [json.loads(line) for line in done.stdout.splitlines()]


def chosen() -> list[str]:
    everything = os.environ.get("PORTALGEN_HOSTILE") == "all"
    return [name for name in CORPUS if everything or name not in SLOW]


def test_a_hostile_file_costs_itself() -> None:
    found = run(chosen())
    assert {row["case"]: row["error"] for row in found if "error" in row} == {}
    assert [row["case"] for row in found if HEALTHY not in row["names"]] == []
    silent = [row["case"] for row in found if not row["codes"] and row["names"] == [HEALTHY]]
    assert set(silent) <= SILENT
    assert [row["case"] for row in found if row["longest"] > 2000 or row["text"] > 3_000_000] == []


def test_strict_reading_ends_as_well() -> None:
    found = run([name for name in chosen() if any(word in name for word in EXACT)], "--strict")
    assert {row["case"]: row["error"] for row in found if "error" in row} == {}
    assert all(row["codes"] or HEALTHY in row["names"] for row in found)


@pytest.mark.parametrize("strict", [False, True])
@given(content=st.binary(max_size=300))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_are_read(content: bytes, strict: bool) -> None:  # noqa: FBT001
    found = read_case({"catalog-info.yaml": content}, strict=strict)
    assert strict or HEALTHY in list_of(found["names"])


@pytest.mark.parametrize("strict", [False, True])
@given(
    sample=st.sampled_from(SAMPLES),
    changes=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 3), PIECES), min_size=1, max_size=6),
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_descriptor_with_pieces_exchanged_is_read(
    sample: str,
    changes: list[tuple[int, int, str]],
    strict: bool,  # noqa: FBT001
) -> None:
    for at, length, piece in changes:
        sample = sample[:at] + piece + sample[at + length :]
    files = {"catalog-info.yaml": sample.encode(), "x.txt": b"text", "x.yaml": sample.encode(), "x/y.yaml": b"a"}
    found = read_case(files, strict=strict)
    assert strict or HEALTHY in list_of(found["names"])


def list_of(value: object) -> list[str]:
    assert isinstance(value, list)
    return value
