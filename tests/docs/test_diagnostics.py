"""The page of diagnostics: every code is explained, and every example is what portalgen prints.

To write what it prints into the page after a change: `PORTALGEN_ACCEPT=1 pytest tests/docs/test_diagnostics.py`.
"""

import re
from pathlib import Path

import pytest

from portalgen.diagnostics import CODES
from tests.builders.console import Run, is_promised, steps, write
from tests.builders.pages import ACCEPT, ROOT, Block, Page

PAGE = Page(ROOT / "docs" / "reference" / "diagnostics.md")
FORM = re.compile(r"(?:(?P<place>\S+)  )?(?P<severity>error|warning|info)  (?P<code>[a-z-]+)  \S.*")
GROUP = """\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: web}
spec: {type: team, children: []}
"""
NOT_RUN = {
    "reserved-url": "needs a plug-in that takes an address",
    "plugin-failed": "needs a plug-in that fails",
    "docs-page-failed": "needs a page of five million characters",
}


def section(code: str) -> list[Block]:
    return [block for block in PAGE.blocks() if block.heading == code]


def output(code: str) -> Block:
    (block,) = (block for block in section(code) if block.language in {"console", "text"})
    return block


def test_every_code_is_explained_once_and_nothing_else_is() -> None:
    assert PAGE.headings(level=2) == list(CODES)


@pytest.mark.parametrize("code", CODES)
def test_section_has_the_severity_an_example_and_a_fix(code: str) -> None:
    text = PAGE.path.read_text(encoding="utf-8").partition(f"\n## {code}\n")[2].partition("\n## ")[0]
    word = {"info": "Note", "warning": "Warning", "error": "Error"}[str(CODES[code].severity)]
    assert text.strip().startswith(f"{word}. ")
    assert "\n**Fix.** " in text
    found = [match for line in output(code).text.splitlines() if (match := FORM.fullmatch(line))]
    assert (code, str(CODES[code].severity)) in {(match["code"], match["severity"]) for match in found}


@pytest.mark.parametrize("code", [code for code in CODES if code not in NOT_RUN])
def test_example_prints_what_the_page_says(code: str, run: Run, folder: Path) -> None:
    shared = next(block for block in PAGE.blocks() if block.title == "portal.yaml")
    (folder / "shop").mkdir()
    for block in (shared, *(block for block in section(code) if block.title)):
        write(block, folder)
    if "type: git" in (folder / "portal.yaml").read_text():
        if not list((folder / "shop").iterdir()):
            (folder / "shop" / "catalog-info.yaml").write_text(GROUP)
        run("git init -q -b main shop && git -C shop add . && git -C shop commit -q -m First")
    block = output(code)
    printed = [(step, run(step.command)) for step in steps(block)]
    if ACCEPT and printed:
        PAGE.replace(block, "\n".join(f"$ {step.command}\n{_about(code, text)}".rstrip() for step, text in printed))
        return
    for step, text in printed:
        assert is_promised(text, step.printed), text
        assert bool(step.printed) == (step is printed[-1][0])


def _about(code: str, printed: str) -> str:
    """Return the diagnostics of a code with the lines that belong to each."""
    kept: list[str] = []
    keeping = False
    for line in printed.splitlines():
        match = FORM.fullmatch(line)
        keeping = match["code"] == code if match else keeping and line.startswith(" ")
        if keeping:
            kept.append(line)
    return "\n".join(kept)
