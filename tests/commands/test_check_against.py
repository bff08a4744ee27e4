"""`portalgen check PATH --against PORTAL`: a change is judged by what the portal has from everywhere but here."""

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from portalgen import pipeline
from portalgen.api import api_files, model_file
from portalgen.config import load_config
from portalgen.report import NullReporter
from portalgen.tools import prepare
from tests.builders.repositories import RepositoryBuilder
from tests.commands.conftest import PEOPLE, Run

HEAD = "apiVersion: backstage.io/v1alpha1\nkind: "
SYSTEM = HEAD + "System\nmetadata: {name: booking}\nspec: {owner: web}\n"
SHOP = (
    HEAD
    + "Component\nmetadata: {name: shop}\n"
    + "spec: {type: website, lifecycle: production, owner: web, system: booking, consumesApis: [pay]}\n"
)
API = HEAD + "API\nmetadata: {name: pay}\n" + "spec: {type: other, lifecycle: production, owner: web, definition: x}\n"
TILL = (
    HEAD
    + "Component\nmetadata: {name: till}\n"
    + "spec: {type: service, lifecycle: production, owner: web, providesApis: [pay]}\n"
)
REPOSITORIES = {
    "people": {"catalog-info.yaml": PEOPLE},
    "shop": {"catalog-info.yaml": f"{SYSTEM}---\n{SHOP}"},
    "pay": {"api/catalog-info.yaml": API, "till/catalog-info.yaml": TILL},
}
PORTAL = """\
catalog:
  locations:
    - {type: git, target: 'https://git.acme.example/people.git'}
    - {type: git, target: 'https://git.acme.example/shop.git'}
    - {type: git, target: 'https://git.acme.example/pay.git', catalogPath: '*/catalog-info.yaml'}
git: {mirrors: {'https://git.acme.example/': FOLDER/}}
"""
Publish = Callable[[str], None]


@pytest.fixture
def publish(run: Run, make_repository: Callable[[str], RepositoryBuilder]) -> Publish:
    """Return a function that publishes the portal of a portal.yaml to `public`."""
    del run  # it moved us to an empty folder
    builders = [make_repository(name).commit(dict(files)) for name, files in REPOSITORIES.items()]
    folder = builders[0].path.parent

    def make(text: str) -> None:
        Path("site.yaml").write_text(text.replace("FOLDER", str(folder)))
        tools = prepare(load_config(Path("site.yaml"), {}), reporter=NullReporter())
        catalog = pipeline.resolve(tools, pipeline.gather(tools))
        for file in (*api_files(catalog), model_file(catalog, tools.extensions.kinds, tools.config)):
            place = Path("public", file.path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.content)

    return make


@pytest.fixture
def portal(publish: Publish) -> None:
    publish(PORTAL)


def checkout(name: str, files: Mapping[str, str] | None = None, *, origin: str = "") -> None:
    """Make a work tree with some files, those of the portal's repository if none are given."""
    for path, text in (files or REPOSITORIES[name]).items():
        Path(name, path).parent.mkdir(parents=True, exist_ok=True)
        Path(name, path).write_text(text)
    url = origin or f"https://git.acme.example/{name}.git"
    for arguments in (("init", "--quiet"), ("remote", "add", "origin", url)):
        subprocess.run(["git", "-C", name, *arguments], check=True, capture_output=True)


def edit(path: str, before: str, after: str) -> None:
    text = Path(path).read_text()
    assert before in text
    Path(path).write_text(text.replace(before, after))


def against(run: Run, *paths: str) -> tuple[str, str]:
    result = run("check", *paths, "--against", "public")
    assert result.exception is None or result.exit_code in {0, 1}, result.output
    return result.stdout, result.stderr


@pytest.mark.usefixtures("portal")
@pytest.mark.parametrize("name", REPOSITORIES)
def test_what_is_published_from_here_is_no_fault(run: Run, name: str) -> None:
    checkout(name)
    shown, said = against(run, name)
    assert shown == ""
    assert len(said.splitlines()) == 1


@pytest.mark.usefixtures("portal")
@pytest.mark.parametrize(
    "origin",
    [
        "https://git.acme.example/shop.git",
        "https://robin:secret@Git.Acme.Example/Shop/",
        "git@git.acme.example:shop.git",
        "ssh://git@git.acme.example:7999/shop",
    ],
)
def test_a_name_that_is_gone_here_is_gone(run: Run, origin: str) -> None:
    checkout("shop", origin=origin)
    edit("shop/catalog-info.yaml", "{name: booking}", "{name: reservations}")
    shown, said = against(run, "shop")
    assert "shop/catalog-info.yaml:9:66  warning  dangling-reference  component:default/shop: it names system:" in shown
    assert "secret" not in shown + said
    assert shown.endswith("1 warning\n")


@pytest.mark.usefixtures("portal")
def test_who_else_names_what_is_gone_is_said(run: Run) -> None:
    checkout("pay")
    edit("pay/api/catalog-info.yaml", "{name: pay}", "{name: payments}")
    shown, _ = against(run, "pay")
    warning = (
        "pay/api/catalog-info.yaml  warning  removed-entity  api:default/pay is declared here no more, and an entity"
    )
    assert f"{warning} elsewhere names it: component:default/shop\n" in shown
    assert "pay/till/catalog-info.yaml:4:73  warning  dangling-reference" in shown
    Path("pay/api/catalog-info.yaml").unlink()
    assert warning in against(run, "pay")[0]
    shown, _ = against(run, "pay/till")
    assert f"{warning} elsewhere names it: component:default/shop\n" in shown


@pytest.mark.usefixtures("portal")
def test_what_has_a_fault_of_its_own_is_not_removed(run: Run) -> None:
    checkout("pay")
    edit("pay/api/catalog-info.yaml", "owner: web, ", "")
    shown, _ = against(run, "pay")
    assert "invalid-entity" in shown
    assert "removed-entity" not in shown
    Path("pay/api/catalog-info.yaml").write_text("kind: [\n")
    shown, _ = against(run, "pay")
    assert "yaml-syntax" in shown
    assert "removed-entity" not in shown


@pytest.mark.usefixtures("portal")
def test_a_file_that_is_not_checked_counts_by_what_it_says_now(run: Run) -> None:
    checkout("pay")
    assert against(run, "pay/till")[0] == "", "the API is declared in the other file still"
    edit("pay/api/catalog-info.yaml", "{name: pay}", "{name: payments}")
    assert "it names api:default/pay, which is not in the catalog" in against(run, "pay/till")[0]


@pytest.mark.usefixtures("portal")
def test_an_entity_may_move_to_another_file(run: Run) -> None:
    checkout("pay", {"all/catalog-info.yaml": f"{API}---\n{TILL}"})
    assert against(run, "pay")[0] == ""
    Path("pay/api").mkdir()
    Path("pay/api/catalog-info.yaml").write_text(TILL)
    Path("pay/all/catalog-info.yaml").write_text(API)
    assert against(run, "pay/api")[0] == "", "what the file of the path had is in one beside it"


@pytest.mark.usefixtures("portal")
def test_a_second_declaration_in_a_file_that_is_not_checked_is_a_duplicate(run: Run) -> None:
    checkout("pay")
    edit("pay/till/catalog-info.yaml", TILL, f"{TILL}---\n{API}")
    shown, _ = against(run, "pay/till")
    place = "https://git.acme.example/pay.git/api/catalog-info.yaml"
    assert f"duplicate-entity  api:default/pay is already declared at {place}, says the portal" in shown


@pytest.mark.usefixtures("portal")
def test_what_another_repository_has_is_taken(run: Run) -> None:
    checkout("shop")
    edit("shop/catalog-info.yaml", "{name: shop}", "{name: till}")
    assert "error  duplicate-entity  component:default/till is already declared at" in against(run, "shop")[0]
    checkout("new", {"catalog-info.yaml": TILL})
    shown, said = against(run, "new")
    assert "duplicate-entity" in shown, "its host is one that the portal knows"
    assert "The portal has nothing from https://git.acme.example/new.git, or knows it by another address." in said


@pytest.mark.usefixtures("portal")
@pytest.mark.parametrize("origin", ["git@work:store.git", "https://git.acme.example/forks/shop.git"])
def test_under_a_name_that_the_portal_does_not_know_nothing_is_taken(run: Run, origin: str) -> None:
    checkout("shop", origin=origin)
    edit("shop/catalog-info.yaml", "{name: booking}", "{name: reservations}")
    shown, said = against(run, "shop")
    assert shown == ""
    assert said.endswith(f"The portal has nothing from {origin}, or knows it by another address.\n")


MODEL = """\
model:
  kinds:
    - name: Cluster
      apiVersions: [larkspur.example/v1]
      schema: {type: object, required: [nodes], properties: {nodes: {type: integer}}}
      relations: [{field: spec.runs, type: runs/runsOn, defaultKind: Component}]
"""
CLUSTER = "apiVersion: larkspur.example/v1\nkind: Cluster\nmetadata: {name: blue}\nspec: {nodes: 1, runs: [shop]}\n"


def test_kinds_of_the_portal_are_known(publish: Publish, run: Run) -> None:
    publish(PORTAL + MODEL)
    checkout("new", {"catalog-info.yaml": CLUSTER})
    assert against(run, "new")[0] == ""
    Path("new/catalog-info.yaml").write_text(CLUSTER.replace("nodes: 1, runs: [shop]", "nodes: many, runs: [shopp]"))
    shown, _ = against(run, "new")
    assert "4:15  error  invalid-entity  cluster:default/blue: spec.nodes is not a whole number" in shown
    Path("new/catalog-info.yaml").write_text(CLUSTER.replace("[shop]", "[shopp]"))
    assert "hint: did you mean shop?" in against(run, "new")[0]


def test_a_kind_of_a_named_portal_yaml_comes_first(publish: Publish, run: Run) -> None:
    publish(PORTAL + MODEL)
    checkout("new", {"catalog-info.yaml": CLUSTER.replace("nodes: 1, ", "nodes: many, ")})
    Path("portal.yaml").write_text(MODEL.replace("integer", "string"))
    assert run("check", "new", "--against", "public", "--config", "portal.yaml").exit_code == 0


def test_a_kind_that_the_portal_does_not_describe_is_said(publish: Publish, run: Run) -> None:
    publish(PORTAL)
    with Path("public/catalog.ndjson").open("a") as file:
        file.write('{"kind": "Cluster", "metadata": {"name": "b"}}\n')
    checkout("shop", {"catalog-info.yaml": CLUSTER})
    Path("public/api/catalog/model.json").write_text('{"kinds": [{"name": 1}, {"name": "Cluster", "schema": "x"}, 5]}')
    shown, said = against(run, "shop")
    assert "unknown-kind" not in shown
    assert "Only the envelope is checked of kind cluster: the portal does not say" in said


OWNERLESS = SHOP.replace("owner: web, ", "")
FROM_FILE = "plugins: {codeowners: }\n"
FROM_PLACE = "plugins: {default-owner: {owners: [{owner: web}]}}\n"


def test_codeowners_give_owners_where_they_do_in_the_portal(publish: Publish, run: Run) -> None:
    files = {"catalog-info.yaml": f"{SYSTEM}---\n{OWNERLESS}", "CODEOWNERS": "* @larkspur/web\n"}
    checkout("shop", files)
    publish(PORTAL)
    assert "shop: spec.owner is missing" in against(run, "shop")[0]
    publish(PORTAL + FROM_FILE)
    assert against(run, "shop")[0] == ""
    Path("shop/CODEOWNERS").write_text("* @larkspur/wep\n")
    assert "dangling-owner  component:default/shop: its owner group:default/wep" in against(run, "shop")[0]
    publish(PORTAL + "plugins: {codeowners: {kinds: [System]}}\n")
    assert "shop: spec.owner is missing" in against(run, "shop")[0]


def test_a_file_of_owners_that_nobody_reads_is_named(publish: Publish, run: Run) -> None:
    publish(PORTAL)
    checkout("shop", {"catalog-info.yaml": OWNERLESS, ".github/CODEOWNERS": "* @larkspur/web\n"})
    said = "or `plugins: {codeowners: true}` in portal.yaml takes it from .github/CODEOWNERS"
    assert said in against(run, "shop")[0]
    assert said in run("check", "shop").stdout
    Path("portal.yaml").write_text("plugins: {codeowners: {kinds: [API]}}\n")
    assert said not in run("check", "shop", "--config", "portal.yaml").stdout


def test_owners_that_only_the_portal_can_tell_are_not_missing(
    publish: Publish, run: Run, make_repository: Callable[[str], RepositoryBuilder]
) -> None:
    make_repository("web").commit({"catalog-info.yaml": OWNERLESS.replace("name: shop", "name: web")})
    row = "    - {type: git, target: 'https://git.acme.example/web.git'}\n"
    publish(PORTAL.replace("git: {", row + "git: {") + FROM_PLACE)
    checkout("web", {"catalog-info.yaml": OWNERLESS.replace("name: shop", "name: web")})
    assert against(run, "web")[0] == ""
    edit("web/catalog-info.yaml", "name: web", "name: new")
    result = run("check", "web", "--against", "public", "--verbose")
    assert result.exit_code == 0
    assert (
        "info  unowned-entity  component:default/new: nothing here names its owner, which default-owner"
        in result.stdout
    )
    assert result.stdout.endswith("1 note\n")
    assert "1 entity without owner: plug-ins of the portal may give one (--verbose)." in result.stderr
