"""Links out of one documentation site: to entities, to other sites, to files in source hosts."""

from dataclasses import replace

import pytest

from portalgen.model.docs_version import DocsVersion
from portalgen.model.forge import Forges
from portalgen.model.ref import EntityRef
from portalgen.techdocs import Portal, cross_links
from tests.builders.catalogs import make_catalog
from tests.builders.docs import Files
from tests.builders.linked_docs import Linked, link, linked, site_of

UP = "../../../../"
HOST = "https://github.com/acme"
PAY: Files = {
    "docs/index.md": "# Pay\n\n## Refunds\n",
    "docs/guide/start.md": "# Start\n\n## Begin here\n\n## A & B\n",
    "docs/img/a b.png": b"p",
    "docs/README.md": "",
    "README.md": "# Pay",
    "src/pay.py": "",
    "mkdocs.yml": "exclude_docs: README.md",
}


def shop(text: str, *rows: str, **files: str | bytes) -> Linked:
    """Return the docs of two repositories, where the first page of one has a text."""
    return link({"shop": {"docs/index.md": f"# Shop\n\n{text}\n", **files}, "pay": PAY}, "api:pay", *rows)


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("entity:component:default/pay", "catalog/default/component/pay/"),
        ("entity:pay", "catalog/default/component/pay/"),
        ("entity:API:Default/Pay", "catalog/default/api/pay/"),
        ("ENTITY:api:pay#definition", "catalog/default/api/pay/definition/"),
        ("entity:pay#docs", "docs/default/component/pay/"),
        ("/catalog/default/component/pay", "catalog/default/component/pay/"),
        ("/catalog/Default/Component/Pay/", "catalog/default/component/pay/"),
        ("/catalog/default/component/pay/docs/guide/start", "docs/default/component/pay/guide/start/"),
        ("/catalog/default/api/pay/definition", "catalog/default/api/pay/definition/"),
        ("/catalog?filters%5Bkind%5D=api", "catalog/?filters%5Bkind%5D=api"),
        ("/catalog/api/", "catalog/api/"),
        ("/docs", "docs/"),
        ("/docs/default/component/pay", "docs/default/component/pay/"),
        ("/docs/default/component/pay/#refunds", "docs/default/component/pay/#refunds"),
        ("/docs/default/component/pay/guide/start/#begin-here", "docs/default/component/pay/guide/start/#begin-here"),
        ("/docs/default/component/pay/guide/start.md", "docs/default/component/pay/guide/start/"),
        ("/docs/default/component/pay/img/a%20b.png", "docs/default/component/pay/img/a%20b.png"),
        ("https://Portal.example.org/dev/docs/default/component/pay/", "docs/default/component/pay/"),
        (f"{HOST}/pay/blob/main/docs/guide/start.md", "docs/default/component/pay/guide/start/"),
        (f"{HOST}/pay/blob/main/docs/guide/start.md#begin-here", "docs/default/component/pay/guide/start/#begin-here"),
        (f"{HOST}/pay/blob/main/docs/guide/start.md#a--b", "docs/default/component/pay/guide/start/#a-b"),
        (f"{HOST.replace('a', 'A')}/Pay/blob/HEAD/docs/index.md", "docs/default/component/pay/"),
        (f"{HOST}/pay/tree/main/docs", "docs/default/component/pay/"),
    ],
)
def test_links_lead_into_the_portal(written: str, target: str) -> None:
    found = shop(f"[words]({written})", guide="")
    assert found.links() == [UP + target]
    assert found.faults() == []


def test_an_anchor_of_a_host_is_told_if_no_heading_has_it() -> None:
    address = f"{HOST}/pay/blob/main/docs/guide/start.md"
    found = shop(f"[words]({address}#begin-her)", guide="")
    assert found.links() == [f"{UP}docs/default/component/pay/guide/start/"]
    (fault,) = found.faults()
    assert fault.endswith("#begin-her' leads to a heading or anchor that is not there: '#begin-her'")


@pytest.mark.parametrize(
    "written",
    [
        f"{HOST}/pay/blob/other/docs/index.md",
        f"{HOST}/pay/blob/{'a' * 40}/docs/index.md",
        f"{HOST}/pay/edit/main/docs/index.md",
        f"{HOST}/pay/blob/main/docs/index.md?plain=1",
        f"{HOST}/pay/blob/main/docs/index.md#L3",
        f"{HOST}/pay/blob/main/README.md",
        f"{HOST}/pay",
        f"{HOST}/unknown/blob/main/docs/index.md",
        "https://elsewhere.example/docs/default/component/pay/",
        "https://portal.example.org/development/docs/default/component/pay/",
        "https://portal.example.org/dev/own-page/docs/",
        "https://example.com/a.md?b=1&c=2",
    ],
)
def test_other_addresses_stay_as_they_are(written: str) -> None:
    found = shop(f"[words]({written})")
    assert found.links() == [written]
    assert 'rel="noopener noreferrer"' in found.html()
    assert found.faults() == []


@pytest.mark.parametrize(
    ("written", "fault", "hint"),
    [
        ("entity:pya", "names an entity that is not in the catalog: component:default/pya", "entity:pay?"),
        ("entity:api:pays", "names an entity that is not in the catalog: api:default/pays", "entity:api:pay?"),
        ("entity:", "is no reference to an entity: a part of it is empty", "write entity:"),
        ("entity:foo:bar/baz/qux", "is no reference to an entity: 'baz/qux' is no name, for its '/'", "write entity:"),
        ("/catalog/default/component/pya", "that is not in the catalog: component:default/pya", "component/pay/?"),
        ("/catalog/one/two", "leads to nothing in these docs, nor in their repository", ""),
        ("/docs/default/component/pay/gone/", "leads to nothing in the documentation of component:default/pay", ""),
        ("/docs/default/component/pay/guide/stat/", "leads to nothing in the documentation of", "pay/guide/start'?"),
        ("/docs/default/component/lone/", "the documentation of component:default/lone, which has none", ""),
        ("/docs/default/component/pya/", "not in the catalog: component:default/pya", "/docs/default/component/pay/?"),
        (f"{'https://portal.example.org/dev'}/docs/default/component/pay/gone", "leads to nothing", ""),
        ("../src/gone.py", "leads to nothing in these docs, nor in their repository", ""),
    ],
)
def test_links_that_lead_nowhere_become_text_and_are_reported(written: str, fault: str, hint: str) -> None:
    found = shop(f'<a class="button" href="{written}">words</a>', "component:lone")
    assert found.links() == [None]
    assert '<a class="button docs-broken">words</a>' in found.html()
    (message,), (said,) = found.faults(), found.hints()
    assert message.startswith(f"3: '{written}' ")
    assert fault in message
    assert hint in said


@pytest.mark.parametrize(
    ("written", "target", "fault"),
    [
        ("/docs/default/component/pay/#refnds", "docs/default/component/pay/", "anchor that is not there"),
        ("entity:pay#ci-cd", "catalog/default/component/pay/", "names a tab that component:default/pay does not have"),
        ("/catalog/default/component/pay/ci-cd", "catalog/default/component/pay/", "does not have: 'ci-cd'"),
    ],
)
def test_links_to_a_missing_part_of_a_page_lead_to_the_page(written: str, target: str, fault: str) -> None:
    found = shop(f"[words]({written})")
    assert found.links() == [UP + target]
    assert fault in found.faults()[0]
    assert found.hints()[0] in {"did you mean '#refunds'?", "it has definition"}


def test_entities_in_angle_brackets_are_links_with_their_names() -> None:
    found = shop("<entity:api:pay> `<entity:no>`\n\n- <entity:pays>")
    assert f'<a href="{UP}catalog/default/api/pay/">api:pay</a> <code>&lt;entity:no&gt;' in found.html()
    assert found.faults()[0].startswith("5: 'entity:pays'")


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("../src/shop.py", f"{HOST}/shop/blob/main/src/shop.py"),
        ("../src/shop.py#L3", f"{HOST}/shop/blob/main/src/shop.py#L3"),
        ("/CHANGES.md#next", f"{HOST}/shop/blob/main/CHANGES.md#next"),
        ("../", f"{HOST}/shop"),
        ("../src/", f"{HOST}/shop/tree/main/src/"),
        ("../docs/more.md#part", "more/#part"),
        ("/docs/more.md", "more/"),
        ("https://github.com/acme/shop/blob/main/docs/more.md", "more/"),
    ],
)
def test_links_out_of_the_docs_lead_to_the_host_and_back(written: str, target: str) -> None:
    more = {"docs/more.md": "# More\n\n## Part", "src/shop.py": "", "CHANGES.md": ""}
    found = link({"shop": {"docs/index.md": f"# Shop\n\n[words]({written})", **more}})
    assert found.links() == [target]
    assert found.faults() == []


def test_links_between_docs_of_one_repository_lead_to_the_other_site() -> None:
    files = {"a/docs/index.md": "# A\n\n[b](../../b/docs/x.md#part)", "b/docs/x.md": "# B\n\n## Part"}
    first, snapshot = site_of("a", files, folder="a")
    second, _ = site_of("b", files, folder="b")
    at_one = [replace(one, source=replace(one.source, source=snapshot.source)) for one in (first, second)]
    assert linked(at_one, [snapshot]).links("a") == [f"{UP}docs/default/component/b/x/#part"]


def test_branch_with_slashes_is_found_and_files_are_shown_at_it() -> None:
    url = f"{HOST}/pay/blob/release/2.0/docs/index.md"
    files = {"docs/index.md": f"# Shop\n\n[a]({url}) [b](../x.py)", "x.py": ""}
    found = link({"shop": files, "pay": PAY}, ref="release/2.0")
    assert found.links() == [f"{UP}docs/default/component/pay/", f"{HOST}/shop/blob/release%2F2.0/x.py"]


def test_versions_are_found_by_their_address_and_by_their_branch_and_are_never_the_default() -> None:
    text = f"[a]({HOST}/pay/blob/v1/docs/index.md) [b]({HOST}/pay/blob/HEAD/docs/index.md) [c](entity:pay#docs)"
    more = "[d](/docs/default/component/pay/v1/guide/start) [e](/docs/default/component/pay/v2/)"
    shop, at_shop = site_of("shop", {"docs/index.md": f"# Shop\n\n{text} {more}\n"})
    pay, at_pay = site_of("pay", PAY)
    old, at_old = site_of(
        "pay", {**PAY, "docs/index.md": f"# Old\n\n[shop]({HOST}/shop/blob/main/docs/index.md)"}, ref="v1"
    )
    old = replace(old, source=replace(old.source, version=DocsVersion("v1", "v1")))
    for sites in ([old, pay, shop], [shop, pay, old]):
        found = linked(sites, [at_shop, at_pay, at_old])
        home = f"{UP}docs/default/component/pay/"
        assert found.links() == [f"{home}v1/", home, home, f"{home}v1/guide/start/", None]
    crossed = cross_links([shop, pay, old], Portal(make_catalog(), Forges()))[2]
    assert f'href="../{UP}docs/default/component/shop/"' in crossed.pages[0].html


def test_pictures_of_other_docs_are_shown_and_those_outside_of_docs_are_broken() -> None:
    found = shop("![a](/docs/default/component/pay/img/a%20b.png)\n\n![b](../x.png)", **{"x.png": b"p"})
    assert found.links() == [f"{UP}docs/default/component/pay/img/a%20b.png", None]
    assert found.faults() == ["5: '../x.png' leads to nothing in these docs"]
    assert "copy it into the docs folder" in found.hints()[0]


def test_code_that_looks_like_an_open_link_stays_as_it_is() -> None:
    trap = '<a title=\'<a href="#portal-link-0">\' href="entity:pay">x</a>'
    text = f'`<a href="#portal-link-0">` [own](#portal-link-0) {trap}'
    found = shop(text)
    assert '<code>&lt;a href="#portal-link-0"&gt;</code>' in found.html()
    assert found.links() == [None, f"{UP}catalog/default/component/pay/"]
    assert found.faults() == ["3: '#portal-link-0' leads to a heading or anchor that is not there"]


@pytest.mark.parametrize(
    "written",
    [
        '<video src="https://elsewhere.example/docs/x.md"></video>',
        '<video src="/docs/film.mp4"></video>',
        '<img src="/catalog/x.png">',
        '<a href="https://elsewhere.example/docs/\u202etxt.md">words</a>',
        '<a href="https:docs/x.md">words</a>',
    ],
)
def test_open_links_let_nothing_pass_that_the_sanitiser_would_not(written: str) -> None:
    found = link({"shop": {"docs/index.md": f"# Shop\n\n{written}\n", "catalog/x.png": b"", "film.mp4": b""}})
    assert "elsewhere" not in found.html()
    assert "github.com" not in found.html()


def test_addresses_that_are_put_back_cannot_leave_their_attribute() -> None:
    found = shop("<a href='https://example.com/docs/?a=\"><img src=x onerror=alert(1)>&amp;b'>words</a>")
    assert found.links() == ['https://example.com/docs/?a="><img src=x onerror=alert(1)>&b']
    assert "<img" not in found.html()


def test_entities_that_share_docs_get_the_same_pages_and_each_its_own_report() -> None:
    site, snapshot = site_of("shop", {"docs/index.md": "[a](entity:gone) [b](/docs/default/component/shop/)"})
    till = replace(site, source=replace(site.source, entity=EntityRef("component", "default", "till")))
    found = linked([site, till], [snapshot]).sites
    assert found["shop"].pages is found["till"].pages
    assert [row.entity for one in ("shop", "till") for row in found[one].diagnostics] == [
        "component:default/shop",
        "component:default/till",
    ]


def test_order_of_sites_has_no_influence() -> None:
    text = f"[a]({HOST}/pay/blob/main/docs/index.md) [b](entity:pay#docs) [c](entity:gone)"
    files = {name: {"docs/index.md": f"# {name}\n\n{text}"} for name in ("shop", "pay", "till")}
    assert link(files).sites == link(files, order=reversed).sites


def test_what_is_not_known_of_a_repository_is_not_reported() -> None:
    site, snapshot = site_of("shop", {"docs/index.md": "[a](../x.py) [b](../lib/y.py)"})
    linked_file = replace(snapshot, links=("lib", "x.py"))
    for snapshots in ([], [replace(snapshot, listed=False)], [linked_file]):
        found = linked([site], snapshots)
        assert found.faults() == []
        assert found.links() == [f"{HOST}/shop/blob/main/x.py", f"{HOST}/shop/blob/main/lib/y.py"]


def test_file_of_a_source_without_a_web_address_becomes_text() -> None:
    site, snapshot = site_of("shop", {"docs/index.md": "[words](../x.py)", "x.py": ""})
    here = replace(snapshot.source, url="work/shop", ref="", commit="")
    found = linked([replace(site, source=replace(site.source, source=here))], [replace(snapshot, source=here)])
    assert "<p><a>words</a></p>" in found.html()
    assert found.faults() == []
