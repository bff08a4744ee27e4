"""A small company in real Git repositories, and the command line as a function."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portalgen.cli import portalgen
from tests.builders.repositories import RepositoryBuilder

Run = Callable[..., Result]

PEOPLE = """\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: web}
spec: {type: team, children: []}
"""
SHOP = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: shop
  description: Sells things.
spec:
  type: website
  lifecycle: production
  owner: web
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs portalgen in an empty folder with a plain environment."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in [name for name in os.environ if name.startswith("PORTALGEN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CI", "true")

    def call(*arguments: str, env: Mapping[str, str] | None = None) -> Result:
        return CliRunner().invoke(portalgen, list(arguments), env=env, prog_name="portalgen")

    return call


@pytest.fixture
def company(run: Run, make_repository: Callable[[str], RepositoryBuilder]) -> Mapping[str, RepositoryBuilder]:
    """Write a portal.yaml for two repositories without any fault; return them by name."""
    del run  # it moved us to an empty folder
    found = {
        "people": make_repository("people").commit({"catalog-info.yaml": PEOPLE}),
        "shop": make_repository("shop").commit({"catalog-info.yaml": SHOP}),
    }
    rows = "\n".join(f"    - {{type: git, target: '{builder.url}'}}" for builder in found.values())
    Path("portal.yaml").write_text(f"organization: {{name: Larkspur}}\ncatalog:\n  locations:\n{rows}\n")
    return found


def described(run: Run, *arguments: str) -> str:
    """Return what the catalog says of the shop."""
    result = run("resolve", *arguments)
    assert result.exit_code == 0, result.output
    return str(json.loads(result.stdout)["entities"]["component:default/shop"]["document"]["metadata"]["description"])
