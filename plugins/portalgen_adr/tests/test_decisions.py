"""Which files are decisions, their order, and what they are to each other."""

from collections.abc import Callable, Mapping

from portalgen_adr.decisions import Decision
from portalgen_adr.record import Kin

Decide = Callable[[Mapping[str, str]], dict[str, Decision]]


def rows(found: Mapping[str, Decision]) -> list[tuple[int | None, str]]:
    return [(one.number, one.title) for one in found.values()]


def test_names_and_numbers(decide: Decide) -> None:
    found = decide(
        {
            "0002-use-kafka.md": "# Use Kafka",
            "adr-0010.md": "# ADR-0010: Use Go",
            "ADR_003_x.md": "# 3 - Use X",
            "use-rust.md": "# Use Rust\n\n* Status: accepted\n",
            "deep/1.md": "# 1. Deep",
        }
    )
    assert rows(found) == [(1, "Deep"), (2, "Use Kafka"), (3, "Use X"), (10, "Use Go"), (None, "Use Rust")]


def test_other_files_are_no_decisions(decide: Decide) -> None:
    names = ("README", "index", "template", "adr-template", "0000-template", "_0001-draft", "overview", "2024 plans")
    found = decide({f"{name}.md": "# Words" for name in names})
    assert rows(found) == [(2024, "Words")]


def test_only_a_whole_name_is_that_of_a_template(decide: Decide) -> None:
    names = ("0002-email-template-engine", "0003-use-template", "0007-example-service-language")
    none = ("0000-adr-template", "ADR_000_template", "0001-example", "adr-template-bare-minimal", "2024-01-05-template")
    found = decide({f"{name}.md": "# Words\n\nStatus: accepted\n" for name in (*names, *none)})
    assert list(found) == [f"{name}/" for name in names]


def test_a_day_is_no_number(decide: Decide) -> None:
    found = decide(
        {"2024-01-05-b.md": "# B", "2023-12-31.md": "# A", "adr-2024-02-01-c.md": "# 3. C", "2024-x.md": "# X"}
    )
    assert rows(found) == [(3, "C"), (2024, "X"), (None, "A"), (None, "B")]


def test_a_title_keeps_what_is_no_number_of_its_own(decide: Decide) -> None:
    assert rows(decide({"0001-x.md": "# 2 phases are enough", "0002-y.md": "# 2.", "0003-z.md": "no heading"})) == [
        (1, "2 phases are enough"),
        (2, "2."),
        (3, "0003-z"),
    ]


def test_what_one_says_of_another_holds_for_both(decide: Decide) -> None:
    found = decide(
        {
            "0001-a.md": "# A\n\nStatus: accepted\n",
            "0002-b.md": "# B\n\n## Status\n\nAccepted\n\nSupersedes [A](./0001-a.md)\n",
            "0003-c.md": "# C\n\nStatus: accepted, amends 2 and 77\n",
        }
    )
    kin = {path: [(name, other.number) for name, other in one.kin] for path, one in found.items()}
    assert kin == {
        "0001-a/": [(Kin.SUPERSEDED_BY, 2)],
        "0002-b/": [(Kin.SUPERSEDES, 1), (Kin.AMENDED_BY, 3)],
        "0003-c/": [(Kin.AMENDS, 2)],
    }


def test_a_record_that_names_itself_or_nothing_is_left_alone(decide: Decide) -> None:
    found = decide({"0001-a.md": "# A\n\nStatus: superseded by 1\n\nSupersedes: [x](../../../../etc/passwd)\n"})
    assert found["0001-a/"].kin == ()
