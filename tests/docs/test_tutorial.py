"""The tutorial, done by a program: every file is written, every command run, every page looked at."""

import re
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue

from tests.builders.console import in_shell, is_promised, steps, write
from tests.builders.pages import ROOT, Page

PAGE = Page(ROOT / "docs" / "tutorial" / "first-portal.md")
ADDRESS = "http://127.0.0.1:8000/"
PATIENCE = 60


def test_tutorial_keeps_its_promises(folder: Path, environment: dict[str, str]) -> None:
    blocks = PAGE.blocks()
    start = next(number for number, block in enumerate(blocks) if block.text.startswith("$ portalgen serve"))
    run = in_shell(folder, environment)
    for block in blocks[:start]:
        if block.title:
            write(block, folder)
        for step in steps(block) if block.language == "console" else ():
            printed = run(step.command)
            assert is_promised(printed, step.printed), f"$ {step.command}\n{printed}"
    assert (folder / "public" / "index.html").is_file()
    with serving(folder, environment) as (address, printed):
        (step,) = steps(blocks[start])
        assert is_promised(printed.replace(address, ADDRESS), step.printed), printed
        for link in links()[:4]:
            assert "<h1" in fetch(address + link), link
        for block in blocks[start + 1 :]:
            if block.title:
                write(block, folder)
            for step in steps(block) if block.language == "console" else ():
                assert run(step.command) == "".join(f"{line}\n" for line in step.printed)
        pages = {link: fetch(address + link) for link in links()}
    assert all(words in pages["docs/default/component/seat-shop/"] for words in ("Prices come from another", "make run"))
    assert "List the seats of a flight" in pages["catalog/default/api/seats/definition/"]
    assert '"name": "seat-shop"' in pages["api/catalog/entities/by-name/component/default/seat-shop"]
    assert "Robin Larsen" in pages["catalog/default/group/web/"]


def links() -> list[str]:
    """Return the pages that the reader is asked to look at, relative to the site."""
    return [link.removeprefix(ADDRESS) for link in PAGE.links() if link.startswith(ADDRESS)]


@contextmanager
def serving(folder: Path, environment: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Run `portalgen serve` on a port that is free; give its address and what it said until then."""
    command = ["portalgen", "serve", "--port", "0"]
    process = subprocess.Popen(
        command, cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    lines: Queue[str] = Queue()
    threading.Thread(target=lambda: [lines.put(line) for line in process.stdout or ()], daemon=True).start()
    try:
        yield until_ready(lines)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)


def until_ready(lines: "Queue[str]") -> tuple[str, str]:
    said = ""
    while not (found := re.search(r"http://127\.0\.0\.1:\d+/", said)):
        try:
            said += lines.get(timeout=PATIENCE)
        except Empty:
            raise AssertionError(f"portalgen serve did not start:\n{said}") from None
    return found.group(), said


def fetch(url: str) -> str:
    """Return a page; wait for the build that makes it."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(url) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError:
            assert time.monotonic() < end, f"{url} never came"
            time.sleep(0.1)
