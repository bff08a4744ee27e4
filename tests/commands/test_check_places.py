"""Where `portalgen check` puts the caret: at what is wrong, not at what stands near it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.builders.repositories import RepositoryBuilder
from tests.commands.conftest import PEOPLE, SHOP, Run

HEAD = "catalog:\n  locations:\n    - type: git\n      target: URL\n"


@pytest.mark.parametrize(
    ("wrong", "place", "code"),
    [
        ("      ref: mian\n", "portal.yaml:5:12", "ref-not-found"),
        ("      ref: a..b\n", "portal.yaml:5:12", "ref-not-found"),
        ("      catalogPath: catalog-inf.yaml\n", "portal.yaml:5:20", "location-not-found"),
        (
            "      catalogPath:\n        - catalog-info.yaml\n        - x/*.yaml\n",
            "portal.yaml:7:11",
            "location-not-found",
        ),
        ("    - {type: gti, target: x}\n", "portal.yaml:5:14", "location-unsupported"),
        ("    - {type: file, target: nowhere}\n", "portal.yaml:5:28", "location-not-found"),
    ],
)
def test_the_part_of_a_location_that_is_wrong(
    run: Run, company: Mapping[str, RepositoryBuilder], wrong: str, place: str, code: str
) -> None:
    Path("portal.yaml").write_text(HEAD.replace("URL", company["people"].url) + wrong)
    assert f"{place}  error  {code}  " in run("check").stdout


def test_an_owner_that_codeowners_gives_is_wrong_there(run: Run) -> None:
    Path("shop").mkdir()
    Path("shop/catalog-info.yaml").write_text(SHOP.replace("  owner: web\n", ""))
    Path("shop/CODEOWNERS").write_text("# who\n* @larkspur/nobody\n")
    Path("portal.yaml").write_text(
        "catalog: {locations: [{type: file, target: ./shop}]}\nplugins: {codeowners: true}\n"
    )
    assert "shop/CODEOWNERS:2:1  warning  dangling-owner  component:default/shop: its owner" in run("check").stdout


def test_a_source_location_that_cannot_be_read_is_not_a_fault_of_the_techdocs_ref(run: Run, tmp_path: Path) -> None:
    notes = "    backstage.io/techdocs-ref: dir:.\n    backstage.io/source-location: url:https://github.com/a/b/tree/main/\n"
    Path("catalog-info.yaml").write_text(SHOP.replace("spec:", f"  annotations:\n{notes}spec:"))
    Path("portal.yaml").write_text(
        "catalog: {locations: [{type: file, target: .}]}\n"
        f"git: {{mirrors: {{https://github.com/: {tmp_path}/none/}}}}\n"
    )
    assert "./catalog-info.yaml:8:35  error  source-unreachable" in run("check").stdout


def test_an_empty_file_is_said_and_a_place_elsewhere_is_not_empty(run: Run) -> None:
    location = "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: all}\nspec: {target: URL}\n"
    Path("catalog-info.yaml").write_text(location.replace("URL", "https://github.com/a/b/blob/main/catalog-info.yaml"))
    assert "empty-descriptor" not in run("check", ".").stdout
    Path("catalog-info.yaml").write_text("# nothing\n")
    assert "catalog-info.yaml  warning  empty-descriptor  the file declares nothing" in run("check", ".").stdout


def test_a_typo_in_an_annotation_that_ignores_is_seen(run: Run) -> None:
    note = "  annotations: {portalgen.dev/ignore: unowned-entiti it is a demo}\n"
    Path("catalog-info.yaml").write_text(PEOPLE + "---\n" + SHOP.replace("spec:", f"{note}spec:"))
    result = run("check", ".")
    assert "warning  ignore-invalid" in result.stdout
    assert "hint: did you mean unowned-entity?" in result.stdout
