"""What people and programs read on the terminal."""

import io
import json
import re

import pytest

from portalgen.diagnostics import Diagnostic, Severity, Where, diagnose
from portalgen.model.ref import EntityRef
from portalgen.report import Output, to_json
from portalgen.report.words import plain, seconds, size

WHERE = Where("https://git.example.org/shop.git", "catalog-info.yaml", 3, 10)
FOUND = (
    diagnose("dangling-owner", "nobody owns it", where=WHERE, hint="fix spec.owner"),
    diagnose("yaml-syntax", "no colon", where=Where("https://git.example.org/pay.git", "a.yaml", 1, 1)),
    diagnose("config-ignored", "catalog.readonly is ignored"),
)
TEXT = "kind: Component\nspec:\n  owner:  nobody\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def output(stream: io.StringIO, **environ: str) -> Output:
    return Output.of((stream, stream), {"TERM": "xterm", **environ})


def test_in_a_pipe_every_diagnostic_is_a_line_worst_first_with_its_excerpt_and_hint() -> None:
    stream = io.StringIO()
    output(stream).findings(FOUND, source=lambda where: TEXT if where == WHERE else None)
    assert stream.getvalue().splitlines() == [
        "pay/a.yaml:1:1  error  yaml-syntax  no colon",
        "shop/catalog-info.yaml:3:10  warning  dangling-owner  nobody owns it",
        "       3 │   owner:  nobody",
        "         │          ^",
        "    hint: fix spec.owner",
        "info  config-ignored  catalog.readonly is ignored",
        "1 error, 1 warning, 1 note",
    ]


def test_lines_in_a_pipe_are_never_wrapped() -> None:
    stream = io.StringIO()
    output(stream, COLUMNS="40").findings([diagnose("yaml-syntax", "word " * 100)])
    assert len(stream.getvalue().splitlines()) == 2


def test_a_terminal_gets_the_message_below_its_place_wrapped_to_the_window() -> None:
    stream = Terminal()
    output(stream, COLUMNS="40", NO_COLOR="1").findings([diagnose("yaml-syntax", "word " * 12, where=WHERE)])
    rows = [row.rstrip() for row in re.sub(r"\x1b\[\d*m", "", stream.getvalue()).splitlines()]
    assert rows[:3] == ["", "shop/catalog-info.yaml:3:10  error", "yaml-syntax"]
    assert rows[3:-1] == ["    word word word word word word word", "    word word word word word", ""]
    assert rows[-1] == "1 error"


def test_a_long_line_is_cut_around_its_column() -> None:
    stream = Terminal()
    text = "a" * 200 + "HERE" + "b" * 200
    found = diagnose("yaml-syntax", "x", where=Where("s", "p", 1, 201))
    output(stream, COLUMNS="60", NO_COLOR="1").findings([found], source=lambda _: text)
    rows = re.sub(r"\x1b\[\d*m", "", stream.getvalue()).splitlines()
    line = next(row for row in rows if "HERE" in row)
    caret = rows[rows.index(line) + 1]
    assert len(line) <= 60
    assert line[caret.index("^")] == "H"
    assert "aa…" not in line
    assert line.count("…") == 2


def test_a_tab_is_seen_in_an_excerpt() -> None:
    stream = io.StringIO()
    where = Where("https://git.example.org/shop.git", "catalog-info.yaml", 1, 2)
    output(stream).findings([diagnose("yaml-syntax", "x", where=where)], source=lambda _: " \tname: x\n")
    assert stream.getvalue().splitlines()[1:3] == ["       1 │  →name: x", "         │  ^"]


def test_the_caret_stands_below_its_sign_where_signs_are_wide() -> None:
    stream = io.StringIO()
    where = Where("https://git.example.org/shop.git", "catalog-info.yaml", 1, 12)
    output(stream).findings([diagnose("yaml-syntax", "x", where=where)], source=lambda _: "name: 商店 - : x\n")
    assert stream.getvalue().splitlines()[1:3] == ["       1 │ name: 商店 - : x", "         │              ^"]


def test_a_long_hint_keeps_its_end() -> None:
    stream = Terminal()
    found = diagnose("yaml-syntax", "x", hint="mend " + "long/" * 30 + "end.yaml:11:7")
    output(stream, COLUMNS="60", NO_COLOR="1").findings([found])
    assert stream.getvalue().replace("\n    ", "").replace("\n", "").count("end.yaml:11:7") == 1


def test_only_the_worst_are_shown_if_there_is_a_limit() -> None:
    stream = io.StringIO()
    output(stream).findings(FOUND, limit=1)
    assert stream.getvalue().splitlines()[1:] == [
        "… and 2 more (--verbose shows all)",
        "1 error, 1 warning, 1 note",
    ]


def test_the_same_diagnostic_twice_is_one() -> None:
    stream = io.StringIO()
    output(stream).findings([*FOUND[:1], *FOUND[:1]])
    assert stream.getvalue().endswith("\n1 warning\n")


@pytest.mark.parametrize("text", ["\x1b[2J", "\x07", "\u202eabc", "\x9b31m", "\r"])
def test_what_a_repository_says_cannot_steer_the_terminal(text: str) -> None:
    stream = Terminal()
    found = Diagnostic("yaml-syntax", Severity.ERROR, f"a{text}b", Where("x", f"c{text}d", 1, 1), f"e{text}f")
    output(stream, NO_COLOR="1").findings([found], source=lambda _: f"g{text}h")
    assert text not in stream.getvalue()
    assert plain(f"a{text}b").startswith("a\ufffd")


def test_brackets_are_text_and_not_markup() -> None:
    stream = Terminal()
    output(stream, NO_COLOR="1").findings([diagnose("yaml-syntax", "[bold]x[/bold] :smile:")])
    assert "[bold]x[/bold] :smile:" in stream.getvalue()


@pytest.mark.parametrize(
    ("stream", "environ", "colour"),
    [
        (Terminal(), {}, True),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (io.StringIO(), {}, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
    ],
)
def test_colours_follow_the_terminal_and_the_two_variables(
    stream: io.StringIO, environ: dict[str, str], *, colour: bool
) -> None:
    output(stream, **environ).failure("no", "yes")
    assert ("\x1b[3" in stream.getvalue() or "\x1b[1;3" in stream.getvalue()) is colour


def test_in_ci_a_stage_is_one_line_even_on_a_terminal() -> None:
    stream = Terminal()
    with output(stream, CI="true", NO_COLOR="1").reporter().stage("crawl", 2) as stage:
        stage.advance("a")
        stage.advance("b")
    name, number, unit, *rest = stream.getvalue().split()
    assert (name, unit, rest) == ("crawl", "s", ["2", "done"])
    assert float(number) < 5


def test_on_a_terminal_a_stage_draws_and_leaves_its_row() -> None:
    stream = Terminal()
    reporter = output(stream, NO_COLOR="1", COLUMNS="100").reporter()
    with reporter.stage("crawl", 2) as stage:
        stage.advance("https://git.example.org/shop.git")
        stage.advance("https://git.example.org/pay.git")
    with reporter.stage("resolve"):
        pass
    assert "✓ crawl" in stream.getvalue()
    assert "✓ resolve" in stream.getvalue()


def test_a_stage_that_fails_lets_the_error_through() -> None:
    reporter = output(Terminal(), NO_COLOR="1").reporter()
    with pytest.raises(ValueError, match="no"), reporter.stage("crawl", 2):
        raise ValueError("no")


def test_json_and_quiet_say_nothing_but_errors() -> None:
    for how in ({"as_json": True}, {"quiet": True}):
        stream = io.StringIO()
        silent = Output.of((stream, stream), {}, **how)
        with silent.reporter().stage("crawl", 1) as stage:
            stage.advance("x")
        silent.say("hello")
        silent.summary("Built", [("pages", "1")])
        assert stream.getvalue() == ""
        silent.failure("broken")
        assert stream.getvalue() == "error: broken\n"


def test_any_value_becomes_json_that_is_sorted() -> None:
    stream = io.StringIO()
    ref = EntityRef("component", "default", "shop")
    Output.of((stream, stream), {}).data({"b": frozenset({"y", "x"}), "a": {ref: (FOUND[0], b"abc", None, 1.5, True)}})
    found = json.loads(stream.getvalue())
    assert list(found) == ["a", "b"]
    assert found["b"] == ["x", "y"]
    diagnostic, blob, *rest = found["a"]["component:default/shop"]
    assert diagnostic["severity"] == "warning"
    assert diagnostic["where"] == {
        "source": "https://git.example.org/shop.git",
        "path": "catalog-info.yaml",
        "line": 3,
        "column": 10,
    }
    assert blob == {"sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "size": 3}
    assert rest == [None, 1.5, True]
    assert to_json(object()) == "<object>"


def test_numbers_are_short() -> None:
    assert [seconds(value) for value in (0.341, 12.53, 185.2)] == ["0.34 s", "12.5 s", "3 min 05 s"]
    sizes = (1, 640, 12_340, 4_510_000, 1_200_000_000)
    assert [size(value) for value in sizes] == ["1 byte", "640 bytes", "12.3 kB", "4.5 MB", "1.2 GB"]
