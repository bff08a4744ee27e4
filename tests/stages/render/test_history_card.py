"""The History tab: which commits changed the descriptor of an entity."""

from dataclasses import replace

from portalgen.diagnostics import Where
from portalgen.model.catalog import Catalog
from portalgen.model.change import Change, Changes
from portalgen.model.ref import EntityRef
from portalgen.model.source import Location, Snapshot, Source
from portalgen.render.history_card import MOST_SHOWN
from tests.builders.catalogs import make_catalog
from tests.builders.sites import Rendered, links_of, render, text_of, texts_of

SHOP = EntityRef.parse("component:shop")
SOURCE = Source("https://git.example/shop.git", "a" * 40, "main")
DAY = 86_400
PAGE = "https://git.example/shop/-/commit/{commit}"


def site(*commits: Change, since: int = 0, page: str = PAGE) -> Rendered:
    """Return the pages of an entity whose descriptor has commits."""
    return render(catalog(Changes({"a/info.yaml": commits} if commits else {}, since, page)))


def catalog(changes: Changes) -> Catalog:
    made = make_catalog("component:shop")
    entity = replace(made.entities[SHOP], where=Where(SOURCE.url, "a/info.yaml", 1, 1))
    sources = (Snapshot(Location("git", SOURCE.url), SOURCE, ()),)
    return replace(made, entities={SHOP: entity}, sources=sources, changes={SOURCE: changes})


def change(number: int, subject: str = "Change", *authors: str) -> Change:
    return Change(f"{number:040x}"[::-1], number * DAY, authors or ("Ada",), subject)


def test_each_commit_has_its_day_words_authors_and_page() -> None:
    page = site(change(40, "Give it to the web team", "Ada", "Bo"), change(2)).page("component:shop", "history")
    assert texts_of(page, ".commits h3") == ["10 Feb 1970", "3 Jan 1970"]
    assert texts_of(page, ".commit-subject") == ["Give it to the web team", "Change"]
    assert texts_of(page, ".commit-by") == ["Ada, Bo", "Ada"]
    assert links_of(page, "a.commit") == [PAGE.replace("{commit}", change(number).commit) for number in (40, 2)]
    assert texts_of(page, "a.commit") == [change(number).commit[:7] for number in (40, 2)]


def test_commits_of_a_day_stand_together() -> None:
    page = site(change(2, "b"), change(2, "a"), change(1)).page("component:shop", "history")
    assert [len(row.css("li")) - 1 for row in page.css(".commits > li")] == [2, 1]


def test_a_clock_that_was_wrong_makes_no_second_heading() -> None:
    page = site(change(3, "c"), change(2, "b"), change(3, "a")).page("component:shop", "history")
    assert texts_of(page, ".commits h3") == ["4 Jan 1970", "3 Jan 1970"]
    assert texts_of(page, ".commit-subject") == ["c", "a", "b"]


def test_words_and_names_are_text_and_a_commit_without_words_has_its_name() -> None:
    bad = '<img src=x onerror="alert(1)">'
    page = site(change(2, bad, bad), change(1, "")).page("component:shop", "history")
    assert page.css_first(".commits img") is None
    assert texts_of(page, ".commits bdi") == [bad, bad, change(1).commit[:7], "Ada"]


def test_where_the_host_is_not_known_commits_are_named() -> None:
    page = site(change(1), page="").page("component:shop", "history")
    assert page.css_first("a.commit") is None
    assert text_of(page, "code.commit") == change(1).commit[:7]


def test_how_far_back_it_goes_is_told() -> None:
    assert "3 Jan 1970" in text_of(
        site(change(9), since=2 * DAY).page("component:shop", "history"), ".muted:last-child"
    )
    many = site(*(change(number) for number in range(MOST_SHOWN + 3, 0, -1))).page("component:shop", "history")
    assert len(many.css(".commit-subject")) == MOST_SHOWN
    assert text_of(many, ".commits + .muted") == "And 3 earlier commits."


def test_without_commits_there_is_no_tab() -> None:
    assert "catalog/default/component/shop/history/index.html" not in site().files
