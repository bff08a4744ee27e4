"""What portal.yaml says about the home page and pages of entities."""

from pathlib import Path

import pytest

from portalgen.config import load_config
from portalgen.errors import ConfigError
from portalgen.model.contributions import SiteSettings
from portalgen.model.home import USUAL, WIDGETS


def load(tmp_path: Path, text: str) -> SiteSettings:
    (tmp_path / "portal.yaml").write_text(text)
    return load_config(tmp_path / "portal.yaml", {}).site_settings()


def test_a_portal_that_says_nothing_has_the_usual_home_page(tmp_path: Path) -> None:
    assert load(tmp_path, "{}").home == USUAL
    assert {widget.type for widget in USUAL} <= set(WIDGETS)


def test_a_widget_is_a_word_or_keys(tmp_path: Path) -> None:
    found = load(tmp_path, "home: {widgets: [search, {type: health, place: main, title: Faults}]}").home
    assert [(one.type, one.place, one.title) for one in found] == [("search", "top", ""), ("health", "main", "Faults")]


def test_files_of_widgets_are_read(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news/old-name.md").write_text("Just *words*\n")
    (tmp_path / "news/b.md").write_text(
        "---\ntitle: Later\nstart: 2026-02-01\nend: 2026-02-03\nlevel: warning\n---\nText\n"
    )
    (tmp_path / "hello.md").write_text("# Hello\r\n")
    home = load(tmp_path, "home: {widgets: [{type: announcements, path: news}, {type: markdown, path: hello.md}]}").home
    later, old = home[0].announcements
    assert (later.title, later.start, later.end, later.level, later.text) == (
        *("Later", "2026-02-01", "2026-02-03", "warning", "Text"),
    )
    assert (old.title, old.start, old.text) == ("Old name", "", "Just *words*")
    assert home[1].text == "# Hello\n"


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("start: soon", "news.md: 'start' is a day like 2026-01-31"),
        ("level: loud", "'level' is one of info, warning, success"),
        ("from: 2026-01-01", "there is no key 'from'; there are title, start, end, level"),
        ("a: b: c", "its head is no YAML"),
        ("- a", "its head is no YAML"),
    ],
)
def test_a_head_that_is_wrong_is_told_with_its_file(tmp_path: Path, head: str, message: str) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news/news.md").write_text(f"---\n{head}\n---\nText\n")
    with pytest.raises(ConfigError, match=message) as caught:
        load(tmp_path, "home:\n  widgets:\n    - type: announcements\n      path: news\n")
    assert "portal.yaml:4:" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("home: {widgets: [clock]}", "home.widgets"),
        ("home: {widgets: [markdown]}", "a widget of type 'markdown' needs text or path"),
        ("home: {widgets: [{type: links}]}", "a widget of type 'links' needs links"),
        ("home: {widgets: [{type: markdown, path: no.md}]}", "there is no file no.md"),
        ("home: {widgets: [{type: announcements, path: no}]}", "there is no folder no"),
        (
            "home: {widgets: [{type: markdown, text: '::entities{kin=api}'}]}",
            "does not know 'kin'; it knows kind, type",
        ),
        ("home: {widgets: [{type: markdown, text: '::entities{limit=²}'}]}", "'limit=²' of '::entities' is no number"),
        ("home: {widgets: [{type: markdown, path: asked.md}]}", "asked.md: '::entities' does not know 'colour'"),
        ("entityPages: [{if: {kind: [a]}}]", "`\\$in`"),
        ("entityPages: [{if: component}]", "entityPages"),
        ("entityPages: [{cards: [{title: a}]}]", "text"),
    ],
)
def test_what_cannot_be_is_told(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "asked.md").write_text("Hello\n\n::entities{kind=api colour=red}\n")
    with pytest.raises(ConfigError, match=message):
        load(tmp_path, text)


def test_what_my_team_owns_comes_with_the_choice_of_the_team(tmp_path: Path) -> None:
    assert [one.type for one in load(tmp_path, "home: {widgets: [mine, search]}").home] == ["mine", "search", "team"]


def test_layouts_are_in_the_order_of_the_file(tmp_path: Path) -> None:
    first = "{if: {kind: api}, tabs: [docs], titles: {docs: Read}, hide: [labels]}"
    found = load(tmp_path, f"entityPages: [{first}, {{cards: [{{title: a, text: b}}]}}]").layouts
    assert [(one.when, one.tabs, one.titles, one.hide) for one in found] == [
        ({"kind": "api"}, ("docs",), (("docs", "Read"),), ("labels",)),
        ({}, (), (), ()),
    ]
    assert found[1].cards[0].text == "b"
