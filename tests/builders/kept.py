"""Catalogs in folders, resolved with a cache, and all that they say: to compare builds."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from portalgen import pipeline
from portalgen.config import load_config
from portalgen.model.catalog import Catalog
from portalgen.model.provenance import origins
from portalgen.report import NullReporter
from portalgen.report.to_json import to_json
from portalgen.tools import prepare

API = "apiVersion: backstage.io/v1alpha1"
SHOP = f"""{API}
kind: Component
metadata:
  name: shop
  annotations: {{backstage.io/techdocs-ref: dir:.}}
spec:
  type: service
  lifecycle: production
  owner: team
  dependsOn: [resource:db, component:nowhere]
  dependencyOf: [component:till]
---
{API}
kind: Group
metadata: {{name: team}}
spec: {{type: team, children: []}}
"""
ODD = f"""{API}
kind: Resource
metadata: {{name: odd, annotations: {{backstage.io/techdoc-ref: dir:.}}}}
spec: {{type: x, owner: team, dependson: [component:shop]}}
"""
"""Valid, with two slips."""
CONTENTS = [
    SHOP,
    SHOP.replace("owner: team", "owner: nobody").replace("kind: Group", "\n\nkind: Group"),
    SHOP.replace("type: team, ", ""),
    f"{API}\nkind: Resource\nmetadata: {{name: db}}\nspec: {{type: x, owner: team, text: {{$text: words.txt}}}}\n",
    f"{API}\nkind: Location\nmetadata: {{name: all}}\nspec: {{targets: [./more/*.yaml, ./none.yaml]}}\n",
    f"{API}\nkind: System\nmetadata: {{name: s, annotations: {{portalgen.dev/ignore: orphan-entity x}}}}\nspec: {{}}",
    f"# nothing\n---\n{API}\nkind: Domain\nmetadata: {{name: sales}}\nspec: {{owner: team}}\n---\n---\nkind: Odd\n",
    f"%YAML 1.1\n---\n{API}\nkind: Thing\nmetadata: {{name: yes}}\nspec: {{a: yes, b: 1_000}}\n",
    f"{API}\nkind: API\nmetadata:\n  name: a\nspec: {{type: t, lifecycle: l, owner: team, definition: 'é \\ $x %'}}\n",
    "",
    "a: [\n",
    ODD,
]
PATHS = ["a/catalog-info.yaml", "b/catalog-info.yaml", "b/more/c.yaml", "words.txt", "mkdocs.yml", "b/none.yaml"]


def resolved(folder: Path, cache: Path, *, strict: bool = False) -> Catalog:
    """Return the catalog of a portal, built with that cache."""
    config = load_config(folder / "portal.yaml", os.environ, flags={"--cache": cache, "--strict": strict})
    tools = prepare(config, reporter=NullReporter())
    return pipeline.resolve(tools, pipeline.gather(tools))


def said(catalog: Catalog) -> dict[str, Any]:
    """Return all that a catalog says, with the places of everything."""
    places = {
        str(ref): [
            *(str(row.where) for row in one.relations),
            *(str(one.at(row.pointer)) for row in origins(one)),
            one.written,
        ]
        for ref, one in catalog.entities.items()
    }
    return {"catalog": to_json(catalog), "places": places}


def make_portal(folder: Path) -> Path:
    """Write a portal.yaml that reads every `*/catalog-info.yaml` beside it."""
    folder.mkdir()
    text = "catalog:\n  locations:\n    - {type: file, target: ., catalogPath: '*/catalog-info.yaml'}\n"
    (folder / "portal.yaml").write_text(f"organization: {{name: Acme}}\n{text}")
    return folder


def write(folder: Path, files: Mapping[str, str | None]) -> None:
    """Write files, or remove those that are None."""
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            place.unlink(missing_ok=True)
        else:
            place.write_text(text)
