"""Runs axe-core, the rules of accessibility that can be checked, over the page that a browser shows."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(__file__).with_name("vendor") / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOURS = ("color-contrast", "link-in-text-block")
"""Rules that look at colours: what another colour scheme can break."""


@cache
def _script() -> str:
    return f"{SCRIPT.read_text(encoding='utf-8')}; undefined"


def violations(page: Page, *rules: str, without: Sequence[str] = ()) -> list[str]:
    """Return what breaks a rule: all rules that axe has for WCAG 2.2 AA and its own advice, or only those named.

    The script is evaluated by the debugger, so the page's policy neither forbids it nor has to be weakened.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    wanted = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    off = {rule: {"enabled": False} for rule in without}
    options = json.dumps({"runOnly": wanted, "rules": off, "resultTypes": ["violations"]})
    found = page.evaluate(f"axe.run(document, {options}).then(result => result.violations)")
    return [line for one in found for line in _lines(one)]


def _lines(violation: dict[str, Any]) -> list[str]:
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))} {node['html'][:160]}" for node in violation["nodes"]
    ]
