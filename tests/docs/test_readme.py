"""What README and other pages tell readers to type exists: make targets, commands, options, paths."""

import re
import shlex
from collections.abc import Iterator

import click
import pytest

from portalgen.cli import portalgen
from tests.builders.pages import ROOT, Page, pages

README = Page(ROOT / "README.md")
NAMES = [str(path.relative_to(ROOT)) for path in pages()]
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
SHELLS = ("sh", "shell", "console", "yaml", "")


def code(page: Page) -> Iterator[str]:
    """Yield every line of code of a page: of its blocks for a shell, and between backticks."""
    for block in page.blocks(*SHELLS):
        yield from block.text.splitlines()
    yield from page.code()


def typed(page: Page, program: str) -> Iterator[list[str]]:
    """Yield the arguments of every call of a program that a page shows."""
    for line in code(page):
        for part in re.findall(rf"(?:^|[\s/(&|;]){program}((?:\s+[^\s|;&)>#`]+)+)", line):
            words = re.sub(r"\$\(.*|\s+#.*", "", part)
            yield shlex.split(words.replace("'", '"')) if words.count('"') % 2 == 0 else words.split()


@pytest.mark.parametrize("name", NAMES)
def test_make_targets_exist(name: str) -> None:
    for arguments in typed(Page(ROOT / name), "make"):
        assert {word for word in arguments if re.fullmatch("[a-z]+", word)} <= TARGETS, arguments


@pytest.mark.parametrize("name", NAMES)
def test_commands_and_options_exist(name: str) -> None:
    for arguments in typed(Page(ROOT / name), "portalgen"):
        command: click.Command = portalgen
        for word in arguments:
            if isinstance(command, click.Group) and re.fullmatch("[a-z]+", word):
                assert word in command.commands, arguments
                command = command.commands[word]
            elif word.startswith("-"):
                options = {option for parameter in command.params for option in (*parameter.opts, "--help", "-h")}
                assert word.partition("=")[0] in options, arguments


def test_readme_shows_the_two_commands() -> None:
    assert list(typed(README, "make")) == [["portal"], ["serve"], ["test"]]
    assert {"init", "check", "serve", "build"} <= {arguments[0] for arguments in typed(README, "portalgen")}


def test_paths_of_the_map_exist() -> None:
    rows = re.findall(r"^\| `([^`]+)` \| (.*) \|$", README.path.read_text(), re.MULTILINE)
    assert len(rows) > 5
    assert [path for path, _ in rows if not (ROOT / path).is_dir()] == []
    stages = dict(rows)["portalgen/"]
    assert [name for name in re.findall(r"`([a-z_.]+)`", stages) if not (ROOT / "portalgen" / name).exists()] == []
    tests = dict(rows)["tests/"]
    assert [name for name in re.findall(r"`([a-z]+)`", tests) if not (ROOT / "tests" / name).is_dir()] == []


def test_folders_are_on_the_map() -> None:
    text = README.path.read_text()
    packages = {path.parent.name for path in (ROOT / "portalgen").glob("*/__init__.py")} - {"globs", "yaml12"}
    assert {name for name in packages if f"`{name}`" not in text} == set()
    tests = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()} - {"builders", "__pycache__"}
    assert {name for name in tests if f"`{name}`" not in text} == set()
