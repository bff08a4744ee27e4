"""The page about the report of a check: its example is what portalgen prints, and it names every key."""

import json
from pathlib import Path

from tests.builders.console import Run
from tests.builders.pages import ROOT, Page

PAGE = Page(ROOT / "docs" / "reference" / "check-report.md")
SHOP = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: shop
spec:
  type: service
  lifecycle: production
  owner:
"""


def keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


def test_example_is_what_it_prints(run: Run, folder: Path) -> None:
    (folder / "catalog-info.yaml").write_text(SHOP)
    (block,) = PAGE.blocks("json")
    assert json.loads(run("portalgen check . --format json")) == json.loads(block.text)


def test_every_key_is_named(run: Run, folder: Path) -> None:
    (folder / "catalog-info.yaml").write_text(SHOP.replace("kind: Component", "kind: component"))
    found = keys(json.loads(run("portalgen check . --format json --diff")))
    named = {part for words in PAGE.code() for part in words.split(".")}
    assert {"mended", "changes", "diff"} <= found <= named
