"""`portalgen check PATH`: one repository alone, as it lies in the working folder."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.builders.web_server import web_site
from tests.commands.conftest import PEOPLE, SHOP, Run

PORTAL = [
    {"kind": "Group", "metadata": {"name": "web"}, "relations": [{"type": "hasMember", "targetRef": "user:default/a"}]},
    {"kind": "Group", "metadata": {"name": "payments", "namespace": "default"}},
    {"kind": "API", "metadata": {"name": "pay"}, "spec": {"type": "openapi"}},
    "not an entity",
]


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text)


def git(*arguments: str) -> None:
    subprocess.run(["git", "-c", "init.defaultBranch=main", *arguments], check=True, capture_output=True)


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    folder = tmp_path / "public"
    folder.mkdir()
    (folder / "catalog.ndjson").write_text("".join(f"{json.dumps(row)}\n" for row in PORTAL) + "{broken\n")
    return folder


def test_a_repository_is_checked_without_portal_yaml(run: Run) -> None:
    write("catalog-info.yaml", SHOP)
    write("services/pay/catalog-info.yml", SHOP.replace("name: shop", "name: Not Valid"))
    result = run("check", ".")
    assert result.exit_code == 1
    assert result.stdout.startswith("services/pay/catalog-info.yml:4:9  error  invalid-entity")
    assert "       4 │   name: Not Valid\n         │         ^\n" in result.stdout
    assert result.stderr.splitlines() == [
        "Checked 2 files, 1 entity.",
        "1 reference leads out of these files, and nobody looked: --against PORTAL does.",
    ]


def test_who_forgets_the_path_is_told(run: Run) -> None:
    result = run("check")
    assert result.exit_code == 2
    assert "portal.yaml: there is no such file" in result.stderr
    assert "`portalgen check .` checks the descriptors of this folder alone" in result.stderr


def test_only_what_is_named_is_checked(run: Run) -> None:
    write("a/catalog-info.yaml", "kind: [\n")
    write("b/any-name.yaml", PEOPLE)
    assert run("check", "b/any-name.yaml").exit_code == 0
    result = run("check", "b")
    assert result.exit_code == 2
    assert "b: there is no catalog-info.yaml in it" in result.stderr


def test_targets_and_placeholders_are_relative_to_the_file(run: Run) -> None:
    location = (
        "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: all}\nspec: {targets: [./docs/*.yaml]}\n"
    )
    api = (
        "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: pay}\n"
        "spec: {type: openapi, lifecycle: production, owner: web, definition: {$text: ../openapi.json}}\n"
    )
    write("one/catalog-info.yaml", location)
    write("one/docs/api.yaml", api)
    write("one/openapi.json", "{}")
    assert run("check", "one").exit_code == 0
    Path("one/openapi.json").unlink()
    assert "one/docs/api.yaml:4:78  error  placeholder-failed" in run("check", "one").stdout


def test_places_elsewhere_are_not_asked(run: Run) -> None:
    target = "https://github.com/acme/other/blob/main/catalog-info.yaml"
    location = (
        f"apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {{name: all}}\nspec: {{target: '{target}'}}\n"
    )
    write("catalog-info.yaml", location)
    for strict in ((), ("--strict",)):
        result = run("check", ".", *strict)
        assert result.exit_code == 0, result.output
        assert result.stderr == "Checked 1 file, 1 Location.\n1 location elsewhere is not followed.\n"


def test_in_a_work_tree_the_repository_is_the_source(run: Run) -> None:
    git("init", "--quiet")
    git("remote", "add", "origin", "https://robin:secret@github.com/acme/shop.git")
    write("catalog-info.yaml", SHOP)
    own = "https://github.com/acme/shop/blob/main/deep/people.yaml"
    write("deep/people.yaml", PEOPLE)
    write(
        "deep/catalog-info.yaml",
        f"apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {{name: x}}\nspec: {{target: {own}}}\n",
    )
    write(".gitignore", "built/\n")
    write("built/catalog-info.yaml", "kind: [\n")
    result = run("check", ".", "--format", "json")
    assert json.loads(result.stdout) == {"entities": 3, "diagnostics": []}, "an absolute target of its own is read here"
    assert "secret" not in result.output
    assert run("check", "built/catalog-info.yaml").exit_code == 1, "what is named is checked, ignored or not"


@pytest.mark.parametrize("origins", [("git@x.example:acme/shop.git", "git@x.example:acme/shop.git"), ("b", "../b")])
def test_two_work_trees_of_a_repository_are_both_checked(run: Run, origins: tuple[str, str]) -> None:
    faulty = SHOP.replace("name: shop", "name: other").replace("  description: Sells things.\n", "  tags: [My Tag]\n")
    for folder, origin, text in zip("ab", origins, (SHOP, faulty), strict=True):
        write(f"{folder}/catalog-info.yaml", text)
        git("-C", folder, "init", "--quiet")
        git("-C", folder, "remote", "add", "origin", origin)
    result = run("check", "a", "b")
    assert result.exit_code == 1
    assert result.stdout.startswith("b/catalog-info.yaml:5:10  error  invalid-entity")
    assert result.stderr.startswith("Checked 2 files, 1 entity.")
    assert run("check", "a", "b", "--fix").exit_code == 0
    assert Path("a/catalog-info.yaml").read_text() == SHOP
    assert Path("b/catalog-info.yaml").read_text() == faulty.replace("My Tag", "my-tag")


def test_paths_are_those_of_the_working_folder(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    git("init", "--quiet")
    write("deep/down/catalog-info.yaml", "kind: [\n")
    monkeypatch.chdir("deep")
    assert run("check", "down").stdout.startswith("down/catalog-info.yaml:")
    monkeypatch.chdir("down")
    assert run("check", "../..").stdout.startswith("catalog-info.yaml:")


def test_another_place_in_a_text_is_that_of_the_working_folder(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("shop", "deep/shop"):
        write(f"{folder}/a/catalog-info.yaml", SHOP)
        git("-C", folder, "init", "--quiet")
    write("shop/b/catalog-info.yaml", SHOP)
    write("here/x", "")
    monkeypatch.chdir("here")
    said = "component:default/shop is already declared at"
    (row,) = json.loads(run("check", "../shop", "--format", "json").stdout)["diagnostics"]
    assert row["message"] == f"{said} ../shop/a/catalog-info.yaml:1:1"
    rows = json.loads(run("check", "../shop", "../deep/shop", "--format", "json").stdout)["diagnostics"]
    assert {row["message"] for row in rows} == {f"{said} shop/a/catalog-info.yaml:1:1"}, "one name of two files"


def test_references_are_looked_up_in_a_published_portal(run: Run, portal: Path) -> None:
    write("catalog-info.yaml", SHOP)
    result = run("check", ".", "--against", str(portal), "--fail-on", "warning")
    assert result.exit_code == 0, result.output
    assert result.stderr == (
        f"Checked 1 file, 1 entity, against 3 of {portal}.\n"
        "These files have no remote `origin`: what the portal has of them already cannot be told from the rest.\n"
    )
    write("catalog-info.yaml", SHOP.replace("owner: web", "owner: paymnts"))
    result = run("check", ".", "--against", str(portal / "catalog.ndjson"), "--fail-on", "warning")
    assert result.exit_code == 1
    assert "did you mean payments?" in result.stdout
    assert result.stdout.count("warning  ") == 1, "the portal's own faults are not ours"


def test_a_kind_that_the_portal_has_is_known(run: Run, portal: Path) -> None:
    write(
        "catalog-info.yaml",
        SHOP.replace("kind: Component", "kind: Widget") + "---\n" + PEOPLE.replace("v1alpha1", "v9"),
    )
    with (portal / "catalog.ndjson").open("a") as file:
        file.write('{"kind": "Widget", "metadata": {"name": "w"}}\n')
    assert run("check", ".").stdout.count("unknown-kind") == 2
    assert run("check", ".", "--against", str(portal)).stdout.count("unknown-kind") == 1, "a version is no kind"


def test_a_site_that_was_built_is_a_portal_to_check_against(run: Run, company: Mapping[str, object]) -> None:
    del company
    assert run("build").exit_code == 0
    mine = SHOP.replace("name: shop", "name: mine")
    write("mine/catalog-info.yaml", mine)
    command = ("check", "mine", "--against", "public", "--fail-on", "warning")
    assert run(*command).exit_code == 0
    write("mine/catalog-info.yaml", mine.replace("owner: web", "owner: webb"))
    result = run(*command)
    assert result.exit_code == 1
    assert "did you mean web?" in result.stdout


MODEL = """\
catalog: {locations: [{type: file, target: ./all}]}
model:
  kinds:
    - name: Cluster
      apiVersions: [larkspur.example/v1]
      relations: [{field: spec.standsOn, type: standsOn/carries, defaultKind: Resource}]
"""
CLUSTER = "apiVersion: larkspur.example/v1\nkind: Cluster\nmetadata: {name: blue}\nspec: {standsOn: rack}\n"
RACK = """\
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata: {name: rack}
spec: {type: hardware, owner: web}
"""


def test_relations_of_the_organisation_are_those_of_the_published_portal(run: Run) -> None:
    write("portal.yaml", MODEL)
    write("all/catalog-info.yaml", f"{CLUSTER}---\n{RACK}---\n{PEOPLE}")
    assert run("build").exit_code == 0
    write("cluster/catalog-info.yaml", CLUSTER.replace("rack", "rak"))
    write("rack/catalog-info.yaml", RACK)
    against = ("--against", "public", "--verbose")
    result = run("check", "cluster", *against)
    assert "cluster/catalog-info.yaml:4:18  warning  dangling-reference  cluster:default/blue" in result.stdout
    assert "hint: did you mean rack?" in result.stdout
    assert run("check", "rack", *against).stdout == ""
    Path("public/api/catalog/model.json").unlink()
    assert "orphan-entity" in run("check", "rack", *against).stdout, "without the model nobody knows the relation"
    assert run("check", "rack", "-c", "portal.yaml", *against).stdout == ""


def test_a_portal_is_asked_by_its_address(run: Run, portal: Path) -> None:
    write("catalog-info.yaml", SHOP)
    content = (portal / "catalog.ndjson").read_bytes()
    files: dict[str, bytes | str] = {"/docs/catalog.ndjson": content, "/old/catalog.ndjson": "302 /docs/catalog.ndjson"}
    with web_site(files) as server:
        for place in (
            f"{server.url}/docs",
            f"{server.url}/docs/",
            f"{server.url}/docs/catalog.ndjson",
            f"{server.url}/old",
        ):
            assert run("check", ".", "--against", place, "--fail-on", "warning").exit_code == 0
        missing = run("check", ".", "--against", f"{server.url}/nowhere")
    assert missing.exit_code == 3
    assert "answers with status 404" in missing.stderr


@pytest.mark.parametrize("place", ["http://portal.example.org/", "file:///etc/passwd", "ftp://127.0.0.1/", "https://["])
def test_only_safe_addresses_are_asked(run: Run, place: str) -> None:
    write("catalog-info.yaml", SHOP)
    result = run("check", ".", "--against", place)
    assert result.exit_code == 3
    assert "only https is asked" in result.stderr


def test_a_portal_without_a_catalog_is_said(run: Run, tmp_path: Path) -> None:
    write("catalog-info.yaml", SHOP)
    (tmp_path / "empty.ndjson").write_text("{}\n[1]\nnull\n")
    assert "there is no entity in it" in run("check", ".", "--against", str(tmp_path / "empty.ndjson")).stderr
    assert "cannot be read" in run("check", ".", "--against", str(tmp_path)).stderr


def test_a_named_portal_yaml_gives_its_rules(run: Run) -> None:
    write("catalog-info.yaml", SHOP)
    write("portal.yaml", "catalog: {rules: [{allow: [Group]}], locations: [{type: git, target: ./gone}]}\n")
    assert run("check", ".").exit_code == 0
    result = run("check", ".", "--config", "portal.yaml")
    assert result.exit_code == 1
    assert "kind-not-allowed" in result.stdout


def test_the_level_is_that_of_the_flag_or_the_variable(run: Run) -> None:
    write("catalog-info.yaml", "kind: [\n")
    assert run("check", ".", "--fail-on", "never").exit_code == 0
    assert run("check", ".", env={"PORTALGEN_FAIL_ON": "never"}).exit_code == 0


@pytest.mark.parametrize("option", [("--fix",), ("--diff",), ("--against", "x")])
def test_what_is_for_some_files_needs_a_path(run: Run, option: tuple[str, ...]) -> None:
    result = run("check", *option)
    assert result.exit_code == 2
    assert "portalgen check ." in result.stderr.replace("--fix .", ".")
