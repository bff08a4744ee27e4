"""Which Locations lead to an entity."""

from collections.abc import Iterable

from portalgen.model.catalog import Catalog
from portalgen.model.fragment import Fragment
from portalgen.model.ref import EntityRef
from portalgen.model.source import Location, Snapshot, Source, SourceFile
from portalgen.read import ReadPolicy, read_fragment
from portalgen.resolve import resolve_catalog

HEAD = "apiVersion: backstage.io/v1alpha1\n"
USER = HEAD + "kind: User\nmetadata: {name: %s}\nspec: {memberOf: []}\n"
LOCATION = HEAD + "kind: Location\nmetadata: {name: %s}\nspec: {targets: [%s]}\n"


class Texts:
    """Files in memory, as a store of blobs."""

    def __init__(self, files: dict[str, str]) -> None:
        self._files = files

    def read(self, source: Source, files: Iterable[SourceFile]) -> dict[str, bytes]:
        assert source.url
        return {file.path: self._files[file.path].encode() for file in files}


def fragment(location: Location, files: dict[str, str], *entries: str) -> Fragment:
    listed = tuple(SourceFile(path, "0") for path in sorted(files))
    source = Source(location.target.partition("/blob/")[0], "c", "main")
    return read_fragment(Snapshot(location, source, listed, entries), Texts(files), ReadPolicy())


def parents(catalog: Catalog) -> dict[str, list[str]]:
    return {str(ref): [str(one) for one in found] for ref, found in catalog.parents.items()}


SHOP = Location("git", "https://github.com/acme/shop")


def test_files_of_the_same_source_have_the_locations_that_name_them() -> None:
    files = {
        "catalog-info.yaml": LOCATION % ("root", "./teams/*.yaml, ./more.yaml"),
        "more.yaml": LOCATION % ("more", "./teams/ada.yaml"),
        "teams/ada.yaml": USER % "ada",
        "teams/bob.yaml": USER % "bob",
    }
    catalog = resolve_catalog([fragment(SHOP, files, "catalog-info.yaml")], ())
    assert parents(catalog) == {
        "location:default/more": ["location:default/root"],
        "user:default/ada": ["location:default/more", "location:default/root"],
        "user:default/bob": ["location:default/root"],
    }


def test_a_place_elsewhere_has_the_location_that_named_it() -> None:
    target = "https://github.com/acme/people/blob/main/ada.yaml"
    here = fragment(SHOP, {"catalog-info.yaml": LOCATION % ("root", target)}, "catalog-info.yaml")
    (named,) = here.locations
    there = fragment(named, {"ada.yaml": USER % "ada"}, "ada.yaml")
    assert parents(resolve_catalog([here, there], ())) == {"user:default/ada": ["location:default/root"]}


def test_a_location_that_lost_its_ref_is_nobodys_parent() -> None:
    first = fragment(SHOP, {"catalog-info.yaml": LOCATION % ("root", "")}, "catalog-info.yaml")
    files = {"catalog-info.yaml": LOCATION % ("root", "./ada.yaml"), "ada.yaml": USER % "ada"}
    second = fragment(Location("git", "https://github.com/acme/late"), files, "catalog-info.yaml")
    catalog = resolve_catalog([first, second], ())
    assert EntityRef.parse("user:ada") in catalog
    assert parents(catalog) == {}
