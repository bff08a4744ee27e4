"""Help: every command explains itself with an example, and answers without loading anything heavy."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from portalgen.cli import portalgen
from tests.commands.conftest import Run

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"
HEAVY = {"mkdocs", "git", "networkx", "jinja2", "pydantic", "rich", "yaml", "lunr", "wasmtime", "watchfiles", "pluggy"}


def commands(group: click.Group, at: str = "portalgen") -> Iterator[tuple[str, click.Command]]:
    yield at, group
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, f"{at} {name}")
        else:
            yield f"{at} {name}", command


ALL = dict(commands(portalgen))


@pytest.mark.parametrize("name", ALL)
def test_help_says_what_a_command_does_and_has_an_example_that_begins_with_it(run: Run, name: str) -> None:
    result = run(*name.split()[1:], "--help")
    assert result.exit_code == 0
    about, _, example = result.stdout.partition("Example:")
    assert about.count("\n") > 4
    assert f"  {name} " in f"{example} ".replace("\n", " \n") or f"({name} " in example


@pytest.mark.parametrize("name", ALL)
def test_the_first_sentence_fits_beside_the_name(name: str) -> None:
    assert not ALL[name].get_short_help_str(62).endswith("...")


@pytest.mark.parametrize("name", ALL)
def test_the_reference_page_has_every_command_with_every_option(name: str) -> None:
    text = PAGE.read_text()
    heading = f"\n## {name}\n" if name.count(" ") < 2 else f"\n### {name}\n"
    assert heading in text
    section = text.partition(heading)[2].partition("\n## ")[0]
    options = {
        option
        for parameter in ALL[name].params
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("-")
    }
    missing = {option for option in options if f"`{option}`" not in section and f"`{option} " not in section}
    assert missing == set()


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from portalgen.cli import run; run(['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Stages, each as JSON:" in done.stdout
    loaded = {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert loaded & HEAVY == set()
    assert "click" in loaded


def test_a_command_that_is_nearly_right_is_suggested(run: Run) -> None:
    result = run("biuld")
    assert result.exit_code == 2
    assert "Did you mean 'build'?" in result.stderr


@pytest.mark.parametrize(
    ("shell", "word"), [("bash", "complete -o nosort"), ("zsh", "#compdef"), ("fish", "--command")]
)
def test_completion_prints_the_script_of_a_shell(run: Run, shell: str, word: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert word in result.stdout
    assert "_PORTALGEN_COMPLETE" in result.stdout


def test_completion_completes_commands_and_choices() -> None:
    def complete(line: str) -> list[str]:
        word = line.rpartition(" ")[2]
        env = {"_PORTALGEN_COMPLETE": "fish_complete", "COMP_WORDS": line, "COMP_CWORD": word}
        done = subprocess.run([sys.executable, "-m", "portalgen"], env=env, capture_output=True, text=True, check=True)
        return [row.partition(",")[2].partition("\t")[0] for row in done.stdout.splitlines() if row.startswith("plain")]

    assert complete("portalgen co") == ["config", "completion"]
    assert complete("portalgen check --fail-on ") == ["error", "warning", "info", "never", "failed", "stale"]
