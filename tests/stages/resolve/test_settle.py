"""Who declares what, strictly as in Backstage."""

from portalgen.diagnostics import Where
from portalgen.model.entity import EDIT_URL, MANAGED_BY, SOURCE_LOCATION, VIEW_URL, Entity
from portalgen.model.fragment import Declaration, DescriptorFile, Fragment, Lead
from portalgen.model.ref import EntityRef
from portalgen.model.source import Location, Source
from portalgen.resolve.settle import Settled, settle

REPOSITORY = "https://github.com/acme/shop"
TREE = f"{REPOSITORY}/tree/main"


def declaration(ref: str, path: str, *leads: Lead) -> Declaration:
    name, where = EntityRef.parse(ref), Where(REPOSITORY, path, 1, 1)
    annotations = {
        MANAGED_BY: f"url:{TREE}/{path}",
        VIEW_URL: f"{TREE}/{path}",
        EDIT_URL: "https://own.example/",
        SOURCE_LOCATION: f"url:{TREE}/",
    }
    return Declaration(name, where, Entity(name, {"metadata": {"annotations": annotations}}, where), leads=leads)


def settled(*files: tuple[str, list[Declaration]], strict: bool = True) -> Settled:
    read = tuple(DescriptorFile(path, f"url:{TREE}/{path}", tuple(found)) for path, found in files)
    entries = tuple(path for path, _ in files[:1])
    location = Location("url", f"{REPOSITORY}/blob/main/catalog-info.yaml")
    return settle([Fragment(location, Source(REPOSITORY, "c", "main"), entries, read)], strict=strict)


def test_a_location_brings_no_entity_of_its_own_ref() -> None:
    outer = declaration("location:l", "catalog-info.yaml", Lead(Where(), ("a.yaml",)))
    inner = declaration("location:l", "a.yaml")
    files = ("catalog-info.yaml", [outer]), ("a.yaml", [inner, declaration("component:c", "a.yaml")])
    assert settled(*files).conflicts == ()
    assert list(map(str, settled(*files).entities)) == ["component:default/c", "location:default/l"]
    assert len(settled(*files, strict=False).conflicts) == 1


def test_one_file_by_two_urls_is_two() -> None:
    leads = Lead(Where(), ("a.yaml",)), Lead(Where(), ("a.yaml",), spelled=(f"{TREE}/a.yaml#x",))
    found = declaration("component:c", "a.yaml")
    result = settled(
        ("catalog-info.yaml", [declaration("location:l", "catalog-info.yaml", *leads)]), ("a.yaml", [found])
    )
    (conflict,) = result.conflicts
    assert conflict.kept == conflict.dropped == found.where
    assert result.entities[found.ref] is found.entity


def test_a_file_by_another_url_comes_from_there() -> None:
    url = f"{REPOSITORY}/raw/main/x/../a.yaml?x=1#y"
    lead = Lead(Where(), ("a.yaml",), spelled=(url,))
    found = declaration("component:c", "a.yaml")
    result = settled(("catalog-info.yaml", [declaration("location:l", "catalog-info.yaml", lead)]), ("a.yaml", [found]))
    assert result.entities[found.ref].annotations == {
        MANAGED_BY: f"url:{url}",
        VIEW_URL: url,
        EDIT_URL: "https://own.example/",
        SOURCE_LOCATION: f"url:{REPOSITORY}/raw/main/?x=1",
    }


def test_a_configured_location_without_a_file_is_rejected() -> None:
    location, source = Location("url", "https://docs.example/sub"), Source("https://docs.example")
    (rejection,) = settle([Fragment(location, source)], strict=True).rejected
    assert (rejection.ref, rejection.where) == (None, Where("https://docs.example", "sub"))
    assert settle([Fragment(location, source)], strict=False).rejected == ()


def test_a_file_by_thousands_of_urls_is_taken_a_few_times() -> None:
    leads = [Lead(Where(), ("a.yaml",), spelled=(f"{TREE}/a.yaml#{number}",)) for number in range(3000)]
    found = [declaration(f"component:c{number}", "a.yaml") for number in range(300)]
    result = settled(("catalog-info.yaml", [declaration("location:l", "catalog-info.yaml", *leads)]), ("a.yaml", found))
    assert len(result.conflicts) == 300
    assert {one.annotations[MANAGED_BY] for one in result.entities.values() if one.ref.kind == "component"} == {
        f"url:{TREE}/a.yaml#0"
    }
