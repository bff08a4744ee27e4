"""Reading what one repository says; faults are in tests/cases."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from portalgen.crawl import GitFetcher, crawl_locations
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.forge import Forges
from portalgen.model.fragment import Fragment
from portalgen.model.ref import EntityRef
from portalgen.model.rules import Allow, CatalogRule
from portalgen.model.source import Location
from portalgen.read import ReadPolicy, read_fragment
from tests.builders.repositories import RepositoryBuilder

GITHUB = "https://github.com/acme/shop"
USER = "apiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: {name: %s}\nspec: {memberOf: []}\n"

Reader = Callable[..., Fragment]


@pytest.fixture
def read(make_repository: Callable[[str], RepositoryBuilder], tmp_path: Path) -> Reader:
    """Read files as if they were the main branch of a repository on GitHub."""

    def run(files: Mapping[str, str], policy: ReadPolicy | None = None, paths: tuple[str, ...] = ()) -> Fragment:
        repository = make_repository("shop").commit(files)
        settings = FetchSettings(folder=tmp_path, cache=tmp_path / "cache", mirrors=((GITHUB, str(repository.path)),))
        fetcher = GitFetcher(settings)
        location = Location("git", GITHUB, paths=paths or ("catalog-info.yaml",))
        (snapshot,) = crawl_locations([location], [fetcher]).snapshots
        return read_fragment(snapshot, fetcher, policy or ReadPolicy())

    return run


def test_location_annotations_are_those_of_the_host(read: Reader) -> None:
    (entity,) = read({"team/ada.yaml": USER % "ada"}, paths=("team/*.yaml",)).entities
    assert entity.annotations == {
        "backstage.io/view-url": f"{GITHUB}/tree/main/team/ada.yaml",
        "backstage.io/edit-url": f"{GITHUB}/edit/main/team/ada.yaml",
        "backstage.io/source-location": f"url:{GITHUB}/tree/main/team/",
        "backstage.io/managed-by-location": f"url:{GITHUB}/tree/main/team/ada.yaml",
        "backstage.io/managed-by-origin-location": f"git:{GITHUB}",
    }
    assert entity.metadata["namespace"] == "default"


def test_own_source_location_stays_and_managed_by_does_not(read: Reader) -> None:
    own = "backstage.io/view-url: 'https://a.example/', backstage.io/managed-by-location: 'x:y'"
    text = (USER % "ada").replace("{name: ada}", f"{{name: ada, annotations: {{{own}}}}}")
    (entity,) = read({"catalog-info.yaml": text}).entities
    assert entity.annotations["backstage.io/view-url"] == "https://a.example/"
    assert entity.annotations["backstage.io/managed-by-location"] == f"url:{GITHUB}/tree/main/catalog-info.yaml"


def test_placeholders_bring_files_in(read: Reader) -> None:
    text = """
apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: orders
  facts: {$yaml: /facts.yaml}
  more: {$json: ../more.json}
  left: {$text: ../orders.graphql, other: 1}
  unknown: {$foo: bar}
spec:
  type: graphql
  lifecycle: production
  owner: user:ada
  definition:
    $text: https://github.com/acme/shop/blob/main/orders.graphql
"""
    files = {"api/one.yaml": text, "orders.graphql": "type Order\n", "facts.yaml": "a: yes", "more.json": '{"b": [1]}'}
    fragment = read(files, paths=("api/one.yaml",))
    assert fragment.diagnostics == ()
    (entity,) = fragment.entities
    assert entity.spec["definition"] == "type Order\n"
    assert entity.metadata["facts"] == {"a": "yes"}
    assert entity.metadata["more"] == {"b": [1]}
    assert entity.metadata["left"] == {"$text": "../orders.graphql", "other": 1}
    assert entity.metadata["unknown"] == {"$foo": "bar"}


def test_location_targets_in_the_repository_are_read_and_others_are_left_to_the_crawl(read: Reader) -> None:
    text = """
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: {name: all}
spec:
  targets:
    - ./people/*.yaml
    - /root.yaml
    - https://github.com/acme/shop/blob/main/by-url.yaml
    - https://github.com/acme/pay/blob/main/catalog-info.yaml
"""
    files = {
        "x/catalog-info.yaml": text,
        "x/people/ada.yaml": USER % "ada",
        "x/people/.hidden.yaml": USER % "hidden",
        "root.yaml": USER % "root",
        "by-url.yaml": USER % "url",
    }
    fragment = read(files, paths=("x/catalog-info.yaml",))
    assert [entity.ref.name for entity in fragment.entities] == ["all", "ada", "root", "url"]
    assert [(place.type, place.target, place.origin) for place in fragment.locations] == [
        ("url", "https://github.com/acme/pay/blob/main/catalog-info.yaml", f"git:{GITHUB}")
    ]
    assert fragment.locations[0].where.line == 10


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("./nope.yaml", ""),
        ("./*.nope", ""),
        ("javascript:alert(1)", "is not a place that can be read"),
        ("../up.yaml", "leads out of the repository"),
        ("http://[", "is not a valid URL"),
        (".", "is a folder, not a file"),
        ("./people", "is a folder, not a file"),
    ],
)
def test_only_what_is_not_there_is_optional(read: Reader, target: str, problem: str) -> None:
    text = f"""
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: {{name: all}}
spec:
  presence: optional
  target: {target}
"""
    found = read({"catalog-info.yaml": text, "people/ada.yaml": USER % "ada"}).diagnostics
    assert [row.code for row in found] == ["location-not-found"] * bool(problem)
    assert all(problem in row.message for row in found)


def test_relations_name_the_field_that_says_them(read: Reader) -> None:
    text = """
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: Shop, namespace: web}
spec:
  type: service
  lifecycle: production
  owner: Team-A
  dependencyOf: component:default/site
  consumesApis:
    - Orders
    - default/Pay
"""
    (entity,) = read({"catalog-info.yaml": text}).entities
    assert [(str(row.source), row.pair.forward, str(row.target), row.where.line) for row in entity.relations] == [
        ("component:web/shop", "ownedBy", "group:web/team-a", 8),
        ("component:web/shop", "consumesApi", "api:web/orders", 11),
        ("component:web/shop", "consumesApi", "api:default/pay", 12),
        ("component:default/site", "dependsOn", "component:web/shop", 9),
    ]


def test_lists_of_refs_are_sorted_as_backstage_serves_them(read: Reader) -> None:
    text = USER % "ada" + "---\n" + (USER % "eve").replace("[]", "[b, A, a]")
    (_, eve) = read({"catalog-info.yaml": text}).entities
    assert eve.spec["memberOf"] == ["A", "a", "b"]


@pytest.mark.parametrize(
    ("annotation", "target", "folder"),
    [
        ("dir:.", f"{GITHUB}.git", "svc"),
        ("dir:./docs/site", f"{GITHUB}.git", "svc/docs/site"),
        ("dir:..", f"{GITHUB}.git", ""),
        ("dir: ./docs ", f"{GITHUB}.git", "svc/docs"),
        ("url:https://github.com/acme/handbook/tree/main/docs", "https://github.com/acme/handbook.git", "docs"),
    ],
)
def test_techdocs_ref_names_a_folder(read: Reader, annotation: str, target: str, folder: str) -> None:
    text = (USER % "ada").replace(
        "{name: ada}", f"{{name: ada, annotations: {{backstage.io/techdocs-ref: '{annotation}'}}}}"
    )
    (request,) = read({"svc/catalog-info.yaml": text}, paths=("svc/catalog-info.yaml",)).docs
    assert (request.location.target, request.folder) == (target, folder)
    assert request.location.paths == ()


@pytest.mark.parametrize("annotation", ["dir:../..", "github:acme/shop", "url:https://unknown.example/x"])
def test_a_techdocs_ref_that_leads_nowhere_is_reported(read: Reader, annotation: str) -> None:
    text = (USER % "ada").replace(
        "{name: ada}", f"{{name: ada, annotations: {{backstage.io/techdocs-ref: '{annotation}'}}}}"
    )
    fragment = read({"svc/catalog-info.yaml": text}, paths=("svc/catalog-info.yaml",))
    assert fragment.docs == ()
    assert [row.code for row in fragment.diagnostics] == ["docs-not-found"]


def test_rules_keep_kinds_out(read: Reader) -> None:
    only_groups = ReadPolicy(rules=(CatalogRule((Allow("Group"),)),))
    fragment = read({"catalog-info.yaml": USER % "ada"}, only_groups)
    assert fragment.entities == ()
    assert [row.code for row in fragment.diagnostics] == ["kind-not-allowed"]


def test_rules_for_a_location_apply_to_it(read: Reader) -> None:
    here = CatalogRule((Allow("user"),), (("git", GITHUB),))
    elsewhere = CatalogRule((Allow("user"),), (("git", "https://github.com/acme/other"),))
    assert read({"catalog-info.yaml": USER % "ada"}, ReadPolicy(rules=(elsewhere, here))).entities


def test_strict_rejects_unknown_kinds(read: Reader) -> None:
    text = "apiVersion: x.org/v1\nkind: Dataset\nmetadata: {name: a}\nspec: {}\n"
    assert read({"catalog-info.yaml": text}, ReadPolicy(strict=True)).entities == ()


def test_a_host_of_the_company_needs_configuration() -> None:
    url = "https://git.acme.example/web/shop.git"
    assert Forges().file_url(url, "main", "a.yaml") is None
    forges = Forges.of([("git.acme.example", "gitlab")])
    assert forges.file_url(url, "main", "a.yaml") == "https://git.acme.example/web/shop/-/blob/main/a.yaml"


def test_the_entity_keeps_its_own_text(read: Reader) -> None:
    text = "# who\n" + USER % "ada" + "---\n" + USER % "eve"
    entities = read({"catalog-info.yaml": text}).entities
    assert entities[0].ref == EntityRef("user", "default", "ada")
    assert entities[0].written == "# who\n" + USER % "ada"
    assert entities[1].where.line == 7
