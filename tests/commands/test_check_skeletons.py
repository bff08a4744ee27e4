"""Skeletons of software templates: `portalgen check PATH` leaves them out, a portal that names one is told so."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import SHOP, Run

TEMPLATE = """\
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata: {name: new-service}
spec:
  type: service
  steps:
    - {id: copy, action: fetch:template, input: {url: URL, values: {name: '${{ parameters.name }}'}}}
"""
FILLED_IN = {
    "a name": SHOP.replace("name: shop", "name: ${{ values.name | dump }}"),
    "a kind": SHOP.replace("kind: Component", "kind: ${{ values.kind }}"),
    "a line that is no YAML": SHOP.replace("spec:", "{%- if values.more %}\nspec:"),
    "broken, with a name": SHOP.replace("name: shop", "tags: [\n  name: ${{ values.name }}"),
    "Cookiecutter": SHOP.replace("name: shop", "name: {{ cookiecutter.name }}"),
}


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text)


@pytest.mark.parametrize("text", FILLED_IN.values(), ids=FILLED_IN)
def test_what_is_filled_in_later_is_not_judged(run: Run, text: str) -> None:
    write("catalog-info.yaml", SHOP)
    write("templates/service/skeleton/catalog-info.yaml", text)
    result = run("check", ".")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Checked 1 file, 1 entity." in result.stderr
    note = "Not checked, since software templates fill it in: templates/service/skeleton/catalog-info.yaml\n"
    assert note in result.stderr


def test_a_skeleton_that_a_hook_names_is_not_judged(run: Run) -> None:
    write("skeleton/catalog-info.yaml", FILLED_IN["a name"])
    result = run("check", "skeleton/catalog-info.yaml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == [
        "Checked 0 files, 0 entities.",
        "Not checked, since software templates fill it in: skeleton/catalog-info.yaml",
    ]


@pytest.mark.parametrize(
    ("url", "checked"),
    [
        ("./skeleton", 1),
        ("./skeleton/catalog-info.yaml", 1),
        ("skeleton/${{ parameters.language }}", 1),
        ("./${{ parameters.language }}", 2),
        ("./", 2),
        ("../../elsewhere", 2),
        ("https://github.com/larkspur/skeleton", 2),
    ],
)
def test_a_folder_that_a_template_copies_is_not_judged(run: Run, url: str, checked: int) -> None:
    write("templates/service/template.yaml", TEMPLATE.replace("URL", f"'{url}'"))
    write("catalog-info.yaml", SHOP)
    write("templates/service/skeleton/catalog-info.yaml", SHOP.replace("name: shop", "name: fixed"))
    assert f"Checked {checked} file" in run("check", ".").stderr


def test_values_to_fill_in_elsewhere_do_not_make_a_skeleton(run: Run) -> None:
    write("catalog-info.yaml", SHOP.replace("Sells things.", "'Says {{ hello }}.'") + "  type2: [\n")
    result = run("check", ".")
    assert result.exit_code == 1
    assert "yaml-syntax" in result.stdout


def test_fix_leaves_skeletons_alone(run: Run) -> None:
    text = FILLED_IN["a name"].replace("spec:", "  tags: [Upper]\nspec:")
    write("skeleton/catalog-info.yaml", text)
    assert "Nothing to mend." in run("check", "--fix", ".").stderr
    assert Path("skeleton/catalog-info.yaml").read_text() == text


@pytest.mark.parametrize("text", FILLED_IN.values(), ids=FILLED_IN)
def test_a_portal_that_names_a_skeleton_is_told_how_to_leave_it_out(run: Run, text: str) -> None:
    write("shop/catalog-info.yaml", SHOP)
    write("shop/templates/service/skeleton/catalog-info.yaml", text)
    place = "catalog:\n  locations:\n    - {type: file, target: ./shop, catalogPath: PATHS}\n"
    write("portal.yaml", place.replace("PATHS", "'**/catalog-info.yaml'"))
    (found,) = [
        row for row in json.loads(run("check", "--format", "json").stdout)["diagnostics"] if row["severity"] == "error"
    ]
    assert found["code"] == "template-skeleton"
    assert found["hint"] == "name files without it, such as catalog-info.yaml and **/!(skeleton)/catalog-info.yaml"
    write("portal.yaml", place.replace("PATHS", "[catalog-info.yaml, '**/!(skeleton)/catalog-info.yaml']"))
    assert "template-skeleton" not in run("check").stdout
