"""An entity that shows the documentation of another one (`techdocs-entity`), from a page of it on."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.builders.repositories import Content, RepositoryBuilder
from tests.commands.conftest import SHOP, Run

Company = Mapping[str, RepositoryBuilder]
ANNOTATION = "backstage.io/techdocs-ref: dir:."
DOCUMENTED = SHOP.replace("  description: Sells things.\n", f"  annotations:\n    {ANNOTATION}\n")
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


def test_documentation_starts_at_the_page_that_is_named(run: Run, shop: RepositoryBuilder) -> None:
    shop.commit({"catalog-info.yaml": DOCUMENTED + WORKER.format("/guides/worker/#start")})
    result = run("build")
    assert result.exit_code == 0, result.output
    assert "docs-" not in result.output
    assert docs_tab() == f"{PAGE}#start"
    # where its own documentation would be, and where others link to it
    redirect = LexborHTMLParser(Path("public/docs/default/component/worker/index.html").read_text())
    (link,) = redirect.css("p a")
    assert link.attributes["href"] == "../shop/guides/worker/#start"
    home = LexborHTMLParser(Path("public/docs/default/component/shop/index.html").read_text())
    (link,) = [link for link in home.css("article a") if link.text() == "worker"]
    assert str(link.attributes["href"]) == "guides/worker/#start"


def test_what_an_entity_points_at_comes_before_its_own_in_links_but_not_at_the_address_of_its_own(
    run: Run, shop: RepositoryBuilder
) -> None:
    own = WORKER.format("/guides/worker#start").replace("annotations:\n", f"annotations:\n    {ANNOTATION}/worker\n")
    links = "[a](entity:worker#docs) [b](/catalog/default/component/worker/docs) [c](/docs/default/component/worker/)"
    pages: dict[str, Content] = {"docs/index.md": f"# Shop\n\n{links}\n", "worker/docs/index.md": "# Own\n"}
    shop.commit({"catalog-info.yaml": DOCUMENTED + own, **pages})
    result = run("build")
    assert "docs-" not in result.output
    assert docs_tab() == f"{PAGE}#start"
    home = LexborHTMLParser(Path("public/docs/default/component/shop/index.html").read_text())
    found = [link.attributes["href"] for link in home.css("article p a")]
    assert found == ["guides/worker/#start", "guides/worker/#start", "../../../../docs/default/component/worker/"]
    assert "Own" in Path("public/docs/default/component/worker/index.html").read_text()


def test_what_cannot_be_shown_is_told_at_its_place(run: Run, shop: RepositoryBuilder) -> None:
    lost = WORKER.format("/guide").replace("name: worker", "name: lost").replace("/shop", "/nobody")
    shop.commit({"catalog-info.yaml": DOCUMENTED + WORKER.format("/guide/worker") + lost})
    output = run("build").output
    no_page = "component:default/worker: the documentation of component:default/shop has no page '/guide/worker'"
    assert f"catalog-info.yaml:18:40  warning  docs-broken-link  {no_page}" in output
    assert "catalog-info.yaml:26:35  warning  docs-not-found  component:default/lost: 'component:default/n" in output
    assert docs_tab() == "docs/default/component/shop/"
