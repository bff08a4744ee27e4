"""The tab and the pages as readers see them."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from portalgen.model import routes
from portalgen.model.change import LastChange
from portalgen.model.contributions import Built
from portalgen.plugins import load_extensions
from portalgen.render import load_theme, plan_site, render_page
from portalgen_adr.decisions import decided
from portalgen_adr.search import collate_decisions
from tests.builders.docs import ENTITY
from tests.builders.sites import SETTINGS, text_of, texts_of

BuildAdrs = Callable[[Mapping[str, str]], Built]
HOME = routes.entity(ENTITY, "adrs")
FILES = {
    "0001-a.md": "# 1. Use A\n\n* Status: superseded by [2](0002-b.md)\n* Date: 2024-02-30\n\n## Context\n\nOld\n",
    "0002-b.md": "---\nstatus: accepted\ndate: 2025-06-18\ndeciders: Ada, Bo\n---\n# Use B\n\n[A](0001-a.md#context)",
    "notes.md": "# Notes\n",
    "odd.md": "# Odd\n\nStatus: <i>parked</i> & waiting\n",
}


def pages_of(built: Built) -> dict[str, LexborHTMLParser]:
    """Return the pages below the entity by what follows its route."""
    extensions = load_extensions()
    theme = load_theme("portalgen_theme", templates=extensions.templates, overrides=None, assets=extensions.assets)
    plans = [plan for plan in plan_site(built, extensions, SETTINGS).plans if plan.route.startswith(HOME)]
    return {
        plan.route.removeprefix(HOME): LexborHTMLParser(render_page(plan, theme).content.decode()) for plan in plans
    }


def test_the_list_has_number_title_status_date_and_kin(build: BuildAdrs) -> None:
    page = pages_of(build(FILES))[""]
    assert text_of(page, ".tabs [aria-current]") == "Decisions"
    rows = [texts_of(row, "td") for row in page.css(".adr-list tbody tr")]
    assert rows == [
        ["1", "Use A Superseded by 2. Use B", "Superseded", "2024-02-30"],
        ["2", "Use B Supersedes 1. Use A", "Accepted", "18 Jun 2025"],
        ["", "Odd", "parked & waiting", ""],
    ]
    assert [link.attributes["href"] for link in page.css(".adr-title > a")] == ["0001-a/", "0002-b/", "odd/"]
    assert len(page.css(".adr-status svg")) == 3


def test_a_decision_stands_below_its_entity(build: BuildAdrs) -> None:
    page = pages_of(build(FILES))["0002-b/"]
    assert text_of(page, ".entity-header h1, header h1") == "Shop"
    assert text_of(page, ".tabs [aria-current]") == "Decisions"
    assert text_of(page, "title").startswith("Use B · Decisions")
    assert texts_of(page, ".adr-facts dt") == ["Status", "Date", "Decided by", "Supersedes"]
    assert texts_of(page, ".adr-facts dd") == ["Accepted", "18 Jun 2025", "Ada, Bo", "1. Use A"]
    (link,) = page.css("article p a")
    assert link.attributes["href"] == "../0001-a/#context"
    assert [step.attributes["href"] for step in page.css(".adr-steps a")] == ["../0001-a/", "../odd/"]


def test_a_file_that_is_no_decision_has_a_page_and_no_status(build: BuildAdrs) -> None:
    page = pages_of(build(FILES))["notes/"]
    assert text_of(page, "article h2").startswith("Notes")
    assert len(page.css("h1")) == 1
    assert not page.css(".adr-facts, .adr-steps")


def test_a_page_says_when_its_file_was_changed_last_and_by_whom(build: BuildAdrs) -> None:
    built = build({"a.md": "# A\n\nStatus: accepted\n", "b.md": "# B\n"})
    known = {"docs/adr/a.md": LastChange(3 * 86_400, "Cy", ("Ada", "<b>Cy</b>"), 1)}
    pages = pages_of(replace(built, folders=tuple(replace(site, changes=known) for site in built.folders)))
    assert (
        text_of(pages["a/"], "[data-slot=changed]")
        == "Last changed 4 Jan 1970 by Cy Written by Ada, <b>Cy</b> and 1 more"
    )
    assert text_of(pages["b/"], ".adr-foot").startswith("From the commit of 14 Nov 2023")


def test_what_the_files_say_is_read_once_for_pages_and_search(build: BuildAdrs) -> None:
    built = build(FILES)
    first, second = (next(decided(one))[1] for one in (built, replace(built, diagnostics=())))
    assert first is second
    other = build({"0001-a.md": "# Other"}).folders
    assert [one.title for one in next(decided(replace(built, folders=other)))[1]] == ["Other"]


def test_without_decisions_the_tab_says_what_is_looked_for(build: BuildAdrs) -> None:
    for files in ({"README.md": "# Ours"}, {}):
        page = pages_of(build(files))[""]
        assert text_of(page, ".adr-empty").startswith("No decisions yet")
        assert "docs/adr" in text_of(page, ".adr-empty")


def test_search_finds_title_text_and_number(build: BuildAdrs) -> None:
    found = {document.title: document for document in collate_decisions(build(FILES))}
    assert set(found) == {"Use A", "Use B", "Odd"}
    assert found["Use A"].location == f"{HOME}0001-a/"
    assert found["Use A"].type == "adr"
    assert "Old" in found["Use A"].text
    assert (found["Use B"].name, found["Use B"].context, found["Use B"].owner) == (
        "ADR 2",
        "Shop · accepted",
        "Web team",
    )
