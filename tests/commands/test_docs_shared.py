"""Entities that have one folder of documentation: each shows it, and what is wrong in it is told once."""

import json
from collections.abc import Mapping

from tests.builders.repositories import RepositoryBuilder
from tests.commands.conftest import SHOP, Run

ANNOTATED = SHOP.replace("  description: Sells things.\n", "  annotations:\n    backstage.io/techdocs-ref: dir:{}\n")
MKDOCS = "plugins: [techdocs-core, macros]\n"
HOME = "# Home\n\n[a](gone.md) [b](entity:component:default/nobody)\n"


def told(run: Run) -> list[tuple[str, int, str, str]]:
    rows = json.loads(run("build", "--format", "json").stdout)["diagnostics"]
    about = (row for row in rows if row["code"].startswith("docs-"))
    return [(row["where"]["path"], row["where"]["line"], row["code"], row["entity"]) for row in about]


def test_a_fault_of_shared_docs_is_told_once(run: Run, company: Mapping[str, RepositoryBuilder]) -> None:
    names = ("till", "desk", "shop")
    entities = "---\n".join(ANNOTATED.format(".").replace("name: shop", f"name: {name}") for name in names)
    company["shop"].commit({"catalog-info.yaml": entities, "mkdocs.yml": MKDOCS, "docs/index.md": HOME})
    assert told(run) == [
        ("docs/index.md", 3, "docs-broken-link", "component:default/desk"),
        ("docs/index.md", 3, "docs-broken-link", "component:default/desk"),
        ("mkdocs.yml", 1, "docs-config", "component:default/desk"),
    ]


def test_a_folder_that_is_not_there_is_told_where_each_entity_names_it(
    run: Run, company: Mapping[str, RepositoryBuilder]
) -> None:
    entities = [ANNOTATED.format("lost").replace("name: shop", f"name: {name}") for name in ("till", "desk")]
    company["shop"].commit({"catalog-info.yaml": "---\n".join(entities)})
    assert told(run) == [
        ("catalog-info.yaml", 6, "docs-not-found", "component:default/till"),
        ("catalog-info.yaml", 17, "docs-not-found", "component:default/desk"),
    ]


def test_a_fault_of_a_decision_that_is_a_page_of_the_docs_is_told_once(
    run: Run, company: Mapping[str, RepositoryBuilder]
) -> None:
    descriptor = ANNOTATED.format(".").replace(
        "techdocs-ref: dir:.", "techdocs-ref: dir:.\n    backstage.io/adr-location: docs/adr"
    )
    decision = "# 1. Use it\n\n[a](gone.md) [b](lost.md) [c](../index.md#x)\n\n<script>1</script>\n"
    company["shop"].commit({"catalog-info.yaml": descriptor, "docs/index.md": "# A", "docs/adr/0001-a.md": decision})
    assert [(line, code) for _, line, code, _ in told(run)] == [
        *[(3, "docs-broken-link")] * 3,
        (5, "docs-unsafe-html"),
    ]
