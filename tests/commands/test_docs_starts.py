"""An entity that shows the documentation of another one (`techdocs-entity`), from a page of it on."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.builders.repositories import Content, RepositoryBuilder
from tests.commands.conftest import SHOP, Run

Company = Mapping[str, RepositoryBuilder]
DOCUMENTED = SHOP.replace("  description: Sells things.\n", "  annotations:\n    backstage.io/techdocs-ref: dir:.\n")
WORKER = """\
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: worker
  annotations:
    backstage.io/techdocs-entity: component:default/shop
    backstage.io/techdocs-entity-path: {}
spec: {{type: worker, lifecycle: production, owner: web}}
"""
DOCS: dict[str, Content] = {
    "docs/index.md": "# Shop\n\n[worker](entity:worker#docs)\n",
    "docs/guides/worker.md": "# Worker\n\n## Start\n",
    "docs/plan.png": b"png",
}
PAGE = "docs/default/component/shop/guides/worker/"


@pytest.fixture
def shop(company: Company) -> RepositoryBuilder:
    return company["shop"].commit({"catalog-info.yaml": DOCUMENTED, **DOCS})


def docs_tab() -> str:
    page = LexborHTMLParser(Path("public/catalog/default/component/worker/index.html").read_text())
    (tab,) = [link for link in page.css("nav a") if link.text(strip=True) == "Docs" and "shop" in str(link.attributes)]
    return str(tab.attributes["href"]).removeprefix("../../../../")


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/guides/worker", PAGE),
        ("guides/worker/", PAGE),
        ("/guides/worker.md", PAGE),
        ("/guides/worker/#start", f"{PAGE}#start"),
        ("/", "docs/default/component/shop/"),
    ],
)
def test_documentation_starts_at_the_page_that_is_named(
    path: str, target: str, run: Run, shop: RepositoryBuilder
) -> None:
    shop.commit({"catalog-info.yaml": DOCUMENTED + WORKER.format(path)})
    result = run("build")
    assert result.exit_code == 0, result.output
    assert "docs-" not in result.output
    assert docs_tab() == target
    # where its own documentation would be, and where others link to it
    redirect = LexborHTMLParser(Path("public/docs/default/component/worker/index.html").read_text())
    (link,) = redirect.css("p a")
    assert link.attributes["href"] == f"../{target.removeprefix('docs/default/component/')}"
    home = LexborHTMLParser(Path("public/docs/default/component/shop/index.html").read_text())
    (link,) = [link for link in home.css("article a") if link.text() == "worker"]
    assert str(link.attributes["href"]) == (target.partition("#")[0].partition("component/shop/")[2] or "./")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/guide/worker", "the documentation of component:default/shop has no page '/guide/worker'"),
        ("/plan.png", "the documentation of component:default/shop has no page '/plan.png'"),
        ("../../pay", "the documentation of component:default/shop has no page '../../pay'"),
    ],
)
def test_a_path_that_is_no_page_is_told_and_the_first_page_shown(
    path: str, message: str, run: Run, shop: RepositoryBuilder
) -> None:
    shop.commit({"catalog-info.yaml": DOCUMENTED + WORKER.format(path)})
    result = run("build")
    assert f"catalog-info.yaml:18:40  warning  docs-broken-link  component:default/worker: {message}" in result.output
    assert docs_tab() == "docs/default/component/shop/"


def test_an_anchor_that_is_not_there_costs_itself(run: Run, shop: RepositoryBuilder) -> None:
    shop.commit({"catalog-info.yaml": DOCUMENTED + WORKER.format("/guides/worker#starts")})
    assert "has no heading or anchor '#starts'" in run("build").output
    assert docs_tab() == PAGE


@pytest.mark.parametrize("named", ["component:default/nobody", "group:web", "a:b:c"])
def test_an_entity_without_documentation_is_told_of(named: str, run: Run, shop: RepositoryBuilder) -> None:
    worker = WORKER.format("/guides/worker").replace("component:default/shop", named)
    shop.commit({"catalog-info.yaml": DOCUMENTED + worker, "docs/index.md": "# Shop"})
    output = run("build").output
    assert (
        f"catalog-info.yaml:17:35  warning  docs-not-found  component:default/worker: '{named}' is no entity" in output
    )
    assert "docs-broken-link" not in output
