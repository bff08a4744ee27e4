"""Which entity a README speaks for."""

from collections.abc import Mapping

import pytest

from portalgen.diagnostics import Where
from portalgen.model.catalog import Catalog, DocsForm, DocsSource
from portalgen.model.entity import Entity
from portalgen.model.ref import EntityRef
from portalgen.model.source import Location, Snapshot, Source, SourceFile
from portalgen.resolve import with_readmes

SOURCE = Source("https://git.example/shop", "a" * 40, "main")


def entity(ref: str, place: str, **annotations: str) -> Entity:
    """Return an entity declared at `path:line`."""
    path, _, line = place.partition(":")
    parsed = EntityRef.parse(ref)
    named = {f"backstage.io/{key.replace('_', '-')}": value for key, value in annotations.items()}
    document = {"kind": parsed.kind, "metadata": {"name": parsed.name, "annotations": named}, "spec": {}}
    positions = {f"/metadata/annotations/{key.replace('/', '~1')}": (3, 1) for key in named}
    return Entity(parsed, document, Where(SOURCE.url, path, int(line or 1), 1), positions)


def readmes(files: str, *entities: Entity, docs: tuple[DocsSource, ...] = ()) -> Mapping[str, str]:
    """Return path of a README -> name of the entity that it speaks for; `files` beside the descriptors."""
    paths = sorted({*files.split(), *(one.where.path for one in entities)})
    listed = tuple(SourceFile(path, path, 1) for path in paths)
    snapshot = Snapshot(Location("git", SOURCE.url), SOURCE, listed)
    catalog = Catalog({one.ref: one for one in entities}, (), docs=docs, sources=(snapshot,))
    found = [site for site in with_readmes(catalog).docs if site.form is DocsForm.README]
    return {site.files[0].path: site.entity.name for site in found}


@pytest.mark.parametrize("name", ["README.md", "Readme.md", "readme.md", "README.markdown"])
def test_the_readme_beside_the_descriptor(name: str) -> None:
    assert readmes(f"{name} src/README.md", entity("component:shop", "catalog-info.yaml")) == {name: "shop"}


def test_the_nearest_around_it() -> None:
    one = entity("component:shop", "deploy/portal/catalog-info.yaml")
    assert readmes("README.md", one) == {"README.md": "shop"}
    assert readmes("README.md deploy/README.md", one) == {"deploy/README.md": "shop"}


def test_of_several_in_one_folder_the_first_component_else_the_first() -> None:
    system, api = entity("system:shop", "catalog-info.yaml:1"), entity("api:shop-api", "catalog-info.yaml:9")
    late, early = entity("component:a", "catalog-info.yaml:30"), entity("component:z", "catalog-info.yaml:20")
    assert readmes("README.md", system, api, late, early) == {"README.md": "z"}
    assert readmes("README.md", system, api) == {"README.md": "shop"}


def test_the_nearest_descriptor_has_it_and_others_have_their_own() -> None:
    root, web = entity("component:root", "catalog-info.yaml"), entity("component:web", "apps/web/catalog-info.yaml")
    assert readmes("README.md", root, web) == {"README.md": "root"}
    assert readmes("README.md apps/web/README.md", root, web) == {"README.md": "root", "apps/web/README.md": "web"}


def test_between_folders_as_near_it_speaks_for_none() -> None:
    one, other = entity("component:a", "a/catalog-info.yaml"), entity("component:b", "b/catalog-info.yaml")
    assert readmes("README.md", one, other) == {}


@pytest.mark.parametrize("key", ["techdocs_ref", "techdocs_entity"])
def test_who_has_documentation_needs_none_and_leaves_none_to_others(key: str) -> None:
    one = entity("component:a", "catalog-info.yaml:1", **{key: "dir:."})
    assert readmes("README.md", one, entity("component:b", "catalog-info.yaml:9")) == {}


def test_people_places_and_what_is_described_elsewhere_have_none() -> None:
    assert readmes("README.md", entity("group:web", "x.yaml"), entity("location:all", "x.yaml")) == {}
    assert readmes("README.md", entity("component:a", "x.yaml", source_location="url:https://git.example/a")) == {}


def test_docs_of_an_mkdocs_yml_may_begin_with_the_readme() -> None:
    site = DocsSource(EntityRef("component", "default", "a"), SOURCE, "", ())
    catalog = Catalog({}, (), docs=(site,))
    assert [one.form for one in with_readmes(catalog).docs] == [DocsForm.FILLED]
