"""The tutorial, done by a program: every file is written, every command run, every page looked at."""

import json
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.builders.console import in_shell, is_promised, steps, write
from tests.builders.pages import ROOT, Block, Page

PAGE = Page(ROOT / "docs" / "tutorial" / "first-portal.md")
ADDRESS = "http://127.0.0.1:8000/"
PATIENCE = 60


def test_tutorial_keeps_its_promises(folder: Path, environment: dict[str, str]) -> None:
    blocks = PAGE.blocks()
    start = next(number for number, block in enumerate(blocks) if block.text.startswith("$ portalgen serve"))
    follow(blocks[:start], folder, environment)
    assert (folder / "public" / "index.html").is_file()
    with serving(folder, environment) as (address, said):
        (step,) = steps(blocks[start])
        assert is_promised(said.replace(address, ADDRESS), step.printed), said
        follow(blocks[start + 1 :], folder, environment)
        pages = {link: fetch(address + link) for link in links()}
    documentation = pages["docs/default/component/seat-shop/"]
    assert "Prices come from another system" in documentation
    assert "make run" in documentation
    assert "List the seats of a flight" in pages["catalog/default/api/seats/definition/"]
    answer = json.loads(pages["api/catalog/entities/by-name/component/default/seat-shop"])
    assert answer["metadata"]["name"] == "seat-shop"
    assert "Robin Larsen" in pages["catalog/default/group/web/"]


def follow(blocks: Iterable[Block], folder: Path, environment: dict[str, str]) -> None:
    """Do what the blocks say, in their order."""
    run = in_shell(folder, environment)
    for block in blocks:
        if block.title:
            write(block, folder)
        for step in steps(block) if block.language == "console" else ():
            printed = run(step.command)
            assert is_promised(printed, step.printed), f"$ {step.command}\n{printed}"
            assert step.printed or not printed, printed


def links() -> list[str]:
    """Return the pages that the reader is asked to look at, relative to the site."""
    return [link.removeprefix(ADDRESS) for link in PAGE.links() if link.startswith(ADDRESS)]


@contextmanager
def serving(folder: Path, environment: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Run `portalgen serve` on a port that is free; give its address and what it said until then."""
    process = subprocess.Popen(
        ["portalgen", "serve", "--port", "0"],
        cwd=folder,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    with process:
        try:
            yield until_ready(process.stdout or ())
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=PATIENCE)


def until_ready(lines: Iterable[str]) -> tuple[str, str]:
    said = ""
    for line in lines:
        said += line
        if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
            return found.group(), said
    raise AssertionError(f"portalgen serve did not start:\n{said}")


def fetch(url: str) -> str:
    """Return a page; wait for the build that makes it."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(url) as answer:  # noqa: S310  (the server that the test has started)
                return str(answer.read().decode())
        except urllib.error.HTTPError:
            assert time.monotonic() < end, f"{url} never came"
            time.sleep(0.1)
