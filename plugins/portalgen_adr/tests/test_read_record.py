"""Heads of records as people write them."""

from time import process_time

import pytest

from portalgen_adr.read_record import read_record
from portalgen_adr.record import Kin, Mention, Record, State

QUICK = 0.5
"""Seconds; what takes quadratic time takes several."""
MADR_4 = """---
status: "superseded by [ADR-0005](0005-example.md)"
date: 2024-05-27
decision-makers: [Eilidh MacAskill, Yusuf Abdi]
consulted: Operations, and Web
---

# Merge sources by weight
"""
MADR_3 = """---
status: accepted
date: 2022-01-02
deciders:
  - Ada
  - Grace
informed: everybody
---
# Use X
"""
MADR_2 = """# Use Markdown

* Status: proposed <!-- optional -->
* Deciders: [Ada, Grace]
* Date: 2020-03-04

Technical Story: none

## Context

* Status: of the world
"""
NYGARD = """# 9. Use Y

Date: 2016-02-12

## Status

Accepted

Supercedes [1. Record architecture decisions](0001-record.md)

Amended by [10. More](0010-more.md)

## Context

We said "superseded by 3" once.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            MADR_4,
            Record(
                "superseded by ADR-0005",
                State.SUPERSEDED,
                "2024-05-27",
                ("Eilidh MacAskill", "Yusuf Abdi"),
                ("Operations", "Web"),
                mentions=(Mention(Kin.SUPERSEDED_BY, "0005-example.md"),),
            ),
        ),
        (MADR_3, Record("accepted", State.ACCEPTED, "2022-01-02", ("Ada", "Grace"), informed=("everybody",))),
        (MADR_2, Record("proposed", State.PROPOSED, "2020-03-04", ("Ada", "Grace"))),
        (
            NYGARD,
            Record(
                "Accepted",
                State.ACCEPTED,
                "2016-02-12",
                mentions=(Mention(Kin.SUPERSEDES, "0001-record.md"), Mention(Kin.AMENDED_BY, "0010-more.md")),
            ),
        ),
        ("# Notes\n\nStatus quo: bad\n", Record()),
        ("", Record()),
    ],
    ids=["madr 4", "madr 3", "madr 2", "nygard", "none", "empty"],
)
def test_forms(text: str, expected: Record) -> None:
    assert read_record(text) == expected
    assert read_record(text.replace("\n", "\r\n")) == expected


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("Accepted.", State.ACCEPTED),
        ("✅ **Approved**", State.ACCEPTED),
        ("Draft", State.PROPOSED),
        ("declined", State.REJECTED),
        ("Deprecated since 2020", State.DEPRECATED),
        ("Superceded", State.SUPERSEDED),
        ("not accepted", State.OTHER),
        ("parked until summer", State.OTHER),
    ],
)
def test_states(written: str, state: State) -> None:
    assert read_record(f"# X\n\n**Status:** {written}\n").state is state


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("accepted, replaces a part of 1", [(Kin.AMENDS, "", 1)]),
        ("Accepted. Supersedes ADR 006 and ADR-7", [(Kin.SUPERSEDES, "", 6), (Kin.SUPERSEDES, "", 7)]),
        ("superseded by ADR-0123, amends #4", [(Kin.SUPERSEDED_BY, "", 123), (Kin.AMENDS, "", 4)]),
        ("superseded by 0005-x.md on 2024-01-02", [(Kin.SUPERSEDED_BY, "0005-x.md", None)]),
        ("superseded by [a](https://e.example/1.md)", []),
        ("accepted on 2024-01-02", []),
    ],
)
def test_mentions(line: str, expected: list[tuple[Kin, str, int | None]]) -> None:
    assert read_record(f"Status: {line}\n").mentions == tuple(Mention(*row) for row in expected)


def test_fields_that_name_records() -> None:
    text = "---\nstatus: accepted\nsupersedes: [0001-a.md, '0002']\nsuperseded-by:\n---\n"
    assert read_record(text).mentions == (Mention(Kin.SUPERSEDES, "0001-a.md"), Mention(Kin.SUPERSEDES, "", 2))


@pytest.mark.parametrize(
    "text",
    [
        "---\n[\n---\n# X\n",
        "---\nstatus: {a: [b]}\ndate: null\n---\n",
        "---\n" + "a: &a [*a]\n" * 3 + "---\n",
        "\x00# X",
    ],
)
def test_odd_heads_say_nothing(text: str) -> None:
    assert read_record(text) == Record()


def test_a_long_status_is_cut_and_a_long_file_is_quick() -> None:
    assert len(read_record(f"Status: {'word ' * 1000}\n").status) == 80
    assert read_record("# X\n" + "superseded by [a](" * 100_000).mentions == ()
    assert read_record("Status: " + "superseded by 1 " * 100_000).mentions


@pytest.mark.parametrize(
    "text",
    [
        "# X\n" + "<!--" * 50_000,
        "# X\n" + f"# {'#' * 1_990} x\n" * 400,
        f'---\nstatus: "superseded{" " * 15_000}"\n---\n',
        f'---\ndeciders: "Ada{" " * 15_000}Bo"\n---\n',
    ],
    ids=["comments", "headings", "status", "people"],
)
def test_a_hostile_head_is_quick(text: str) -> None:
    start = process_time()
    assert not read_record(text).mentions
    assert process_time() - start < QUICK


def test_comments_say_nothing_and_one_without_end_hides_nothing() -> None:
    text = "# X <!-- a -->\n\n<!--\nStatus: rejected\n-->\n## Status: ##\n\n<!-->--><!-- b -->accepted <!-- c\n"
    assert read_record(text) == Record("accepted <!-- c", State.ACCEPTED)
