"""The Inspect tab says of each value where it came from."""

from dataclasses import replace

from portalgen.diagnostics import Where
from portalgen.model import routes
from portalgen.model.catalog import Catalog
from portalgen.model.ref import EntityRef
from portalgen.model.source import Location, Snapshot, Source
from portalgen.render.inspect_cards import MAX_FIELD, MAX_ROWS
from tests.builders.catalogs import catalog_of
from tests.builders.sites import Rendered, links_of, render, texts_of

PAY = EntityRef.parse("api:pay")
SOURCE = Source("https://git.example/pay.git", "0123456789abcdef" + "0" * 24, "main")
WRITTEN = "spec:\n  definition:\n    $text: ./api.yaml\n"
VIEW = "https://git.example/pay/-/blob/main/a/info.yaml"


def catalog(**spec: object) -> Catalog:
    document = {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": "API",
        "metadata": {
            "name": "pay",
            "namespace": "default",
            "annotations": {"backstage.io/view-url": VIEW},
        },
        "spec": {"definition": "x" * 500, **spec},
    }
    made = catalog_of([document])
    positions = {"": (1, 1), "/kind": (1, 1), "/spec": (1, 1), "/spec/definition": (3, 5)}
    positions |= {"/spec/definition/$text": (3, 12), "/metadata": (1, 1), "/metadata/name": (1, 1)}
    where = Where(SOURCE.url, "a/info.yaml", 1, 1)
    included = {"/spec/definition": "a/api.yaml"}
    entity = replace(made.entities[PAY], where=where, positions=positions, written=WRITTEN, included=included)
    return replace(made, entities={PAY: entity}, sources=(Snapshot(Location("git", SOURCE.url), SOURCE, ()),))


def rows(site: Rendered) -> dict[str, list[str]]:
    page = site.page("api:pay", "inspect")
    found = [texts_of(row, "th, td") for row in page.css(".table-dense tbody tr")]
    return {name: rest for name, *rest in found}


def test_each_row_has_value_and_origin() -> None:
    found = rows(render(catalog()))
    assert found["metadata/name"] == ["pay", "line 1"]
    assert found["metadata/namespace"] == ["default", "default"]
    assert found["metadata/annotations/backstage.io/view-url"] == [VIEW, "added by the build"]
    value, origin = found["spec/definition"]
    assert origin == "a/api.yaml"
    assert len(value) == 120
    assert value.endswith("…")


def test_lines_and_files_are_linked_and_the_commit_is_named() -> None:
    page = render(catalog()).page("api:pay", "inspect")
    links = links_of(page, ".table-dense a")
    assert f"{VIEW}#L1" in links
    assert "https://git.example/pay/-/blob/main/a/api.yaml" in links
    (note,) = [text for text in texts_of(page, ".source-note") if "commit" in text]
    assert note == "pay/a/info.yaml at commit 0123456789 · as JSON"
    up = "../" * 5
    assert f"{up}{routes.provenance(PAY)}" in links_of(page, ".source-note a")


def test_a_very_large_entity_has_a_short_table() -> None:
    site = render(catalog(many={f"k{number}": number for number in range(1000)}))
    assert len(rows(site)) == MAX_ROWS
    notes = texts_of(site.page("api:pay", "inspect"), ".source-note")
    assert any(note.endswith("more values are in the JSON.") for note in notes)


def test_a_very_long_key_is_cut_and_what_is_left_out_is_told_from_a_value() -> None:
    found = rows(render(catalog(**{"k" * 30_000: ["a", "b"]}, last="x")))
    (name,) = (name for name in found if name.startswith("spec/kkk"))
    assert len(name) == MAX_FIELD
    assert found[name][0] == "…"
    assert found["spec/last"][0] == "x"


def test_what_a_plugin_added_names_it_and_links_the_line_that_it_read() -> None:
    made = catalog(owner="web", system="till")
    places = {"/spec/owner": Where(SOURCE.url, "CODEOWNERS", 3, 1), "/spec/system": Where("", "portal.yaml", 9, 1)}
    added = {place: ("codeowners", where) for place, where in places.items()}
    site = render(replace(made, entities={PAY: replace(made.entities[PAY], added=added)}))
    assert rows(site)["spec/owner"] == ["web", "added by codeowners"]
    assert rows(site)["spec/system"] == ["till", "added by codeowners"]
    links = [link for link in links_of(site.page("api:pay", "inspect"), ".table-dense a") if "#L" in link]
    assert links == [f"{VIEW}#L1"] * 2 + ["https://git.example/pay/-/blob/main/CODEOWNERS#L3"]
