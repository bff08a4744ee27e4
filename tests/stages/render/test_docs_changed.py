"""A page of documentation says when it was changed last, and by whom."""

from selectolax.lexbor import LexborHTMLParser

from portalgen.model.change import LastChange
from portalgen.model.contributions import Built
from portalgen.model.docs import DocsPage, DocsSite
from portalgen.render import plan_site, render_page
from tests.builders.catalogs import make_catalog
from tests.builders.docs import docs_job
from tests.builders.sites import EXTENSIONS, SETTINGS, shipped_theme, text_of

CATALOG = make_catalog("component:shop owner=web", "group:web")
DAY = 86_400


def rendered(**changes: LastChange) -> dict[str, LexborHTMLParser]:
    """Return the pages `/`, `/b/` and the list of all documentation, for the changes of files `a` and `b`."""
    pages = tuple(DocsPage(path, "Page", "", (), (), f"docs/{name}.md") for path, name in (("", "a"), ("b/", "b")))
    known = {f"docs/{name}.md": change for name, change in changes.items()}
    built = Built(CATALOG, (DocsSite(docs_job({})[0], "Shop docs", pages, changes=known),))
    plans = plan_site(built, EXTENSIONS, SETTINGS).plans
    files = (render_page(one, shipped_theme()) for one in plans if one.route.startswith("docs/"))
    return {file.path: LexborHTMLParser(file.content.decode()) for file in files}


def foot(change: LastChange) -> str:
    page = rendered(a=change)["docs/default/component/shop/index.html"]
    return text_of(page, ".docs-foot [data-slot=changed]")


def test_one_author_is_named_once() -> None:
    assert foot(LastChange(3 * DAY, "Ada", ("Ada",))) == "Last changed 4 Jan 1970 by Ada"


def test_several_authors_are_listed() -> None:
    change = LastChange(3 * DAY, "Cy", ("Ada", "Bo", "Cy"), 3)
    assert foot(change) == "Last changed 4 Jan 1970 by Cy Written by Ada, Bo, Cy and 3 more"


def test_an_unknown_time_before_another_is_told_as_that() -> None:
    assert foot(LastChange(3 * DAY, is_before=True)) == "Last changed before 4 Jan 1970"


def test_names_are_text() -> None:
    name = '<img src=x onerror="alert(1)">'
    page = rendered(a=LastChange(DAY, name, (name, "Ada")))["docs/default/component/shop/index.html"]
    assert page.css_first("[data-slot=changed] img") is None
    assert [node.text() for node in page.css("[data-slot=changed] bdi")] == [name, name, "Ada"]


def test_a_page_without_history_names_the_commit_that_it_was_built_from() -> None:
    page = rendered(a=LastChange(DAY))["docs/default/component/shop/b/index.html"]
    assert page.css_first("[data-slot=changed]") is None
    assert text_of(page, ".docs-foot p").startswith("From the commit of 14 Nov 2023")


def test_the_list_of_all_documentation_says_when_any_page_was_changed() -> None:
    changes = {"a": LastChange(9 * DAY, is_before=True), "b": LastChange(3 * DAY)}
    assert text_of(rendered(**changes)["docs/index.html"], ".cell-date") == "4 Jan 1970"
