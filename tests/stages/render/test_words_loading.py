"""Which files the words of a site come from, and what pages say of the portal in other languages."""

from dataclasses import replace
from pathlib import Path

import pytest

from portalgen.errors import ThemeError
from portalgen.render import Choices, Theme, load_theme, render_page
from portalgen.render.script_words import SEARCH_WORDS
from tests.builders.catalogs import make_catalog
from tests.builders.sites import SETTINGS, Rendered, plan, shipped_theme

EDITIONS = (("en", "https://x.example"), ("de", "https://x.example/de/"))


def loaded(folder: Path, language: str, *editions: str, **files: str) -> Theme:
    """Return the theme in a language with a site's own words, and with a plug-in's: `acme__de="…"`."""
    for name, text in files.items():
        owner, language_of_file = name.split("__")
        path = folder / owner / "i18n" / f"{language_of_file}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    own = folder / "theme"
    return load_theme(
        "portalgen_theme",
        templates={"acme": folder / "acme" / "templates"},
        overrides=own if own.is_dir() else None,
        assets={},
        choices=Choices(language=language, editions=editions),
    )


def rendered(theme: Theme, editions: tuple[tuple[str, str], ...] = ()) -> Rendered:
    plans = plan(make_catalog("component:shop"), settings=replace(SETTINGS, editions=editions)).plans
    return Rendered({file.path: file.content for file in (render_page(one, theme) for one in plans)})


def test_a_page_is_in_the_language_of_the_site(tmp_path: Path) -> None:
    page = rendered(loaded(tmp_path, "de")).page("component:shop")
    root = page.css_first("html")
    assert root
    assert (root.attributes["lang"], root.attributes["dir"]) == ("de", "ltr")
    titles = [node.text() for node in page.css(".sidebar-nav a")]
    assert titles[:2] == ["Start", "Katalog"]
    assert page.css_first(".entity-kind").text() == "Komponente"  # type: ignore[union-attr]


def test_a_site_brings_a_language_and_what_it_lacks_is_english(tmp_path: Path) -> None:
    theme = loaded(tmp_path, "he", theme__he="nav: {home: בית}\n")
    assert (theme.words.text("nav.home"), theme.words.text("nav.catalog")) == ("בית", "Catalog")
    assert "nav.catalog" in theme.words.missing
    assert "nav.home" not in theme.words.missing
    assert 'lang="he" dir="rtl"' in rendered(theme).files["index.html"].decode()


def test_a_language_without_words_is_an_error_that_names_those_with(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match="no words in the language 'fr'") as raised:
        loaded(tmp_path, "fr")
    assert raised.value.hint == "choose one of de, en as site.language, or write theme/i18n/fr.yaml"


def test_words_of_another_edition_may_lie_beside(tmp_path: Path) -> None:
    assert loaded(tmp_path, "de", "fr", theme__fr="nav: {home: Accueil}\n").words.text("nav.home") == "Start"


def test_a_plug_in_has_words_below_its_name_and_a_site_overrides_them(tmp_path: Path) -> None:
    theme = loaded(
        tmp_path,
        "de",
        acme__en="lead: Radar\nring: Ring\nsize: Size\n",
        acme__de="lead: Rundblick\nring: Kreis\n",
        theme__de="acme: {ring: Zone}\n",
    )
    assert [theme.words.text(f"acme.{key}") for key in ("lead", "ring", "size")] == ["Rundblick", "Zone", "Size"]
    assert theme.words.missing == ("acme.size",)


def test_pages_link_to_themselves_in_other_languages() -> None:
    site = rendered(shipped_theme(), EDITIONS)
    page, route = site.page("component:shop"), "catalog/default/component/shop/"
    head = [(node.attributes["hreflang"], node.attributes["href"]) for node in page.css("link[rel=alternate]")]
    here, there = f"https://x.example/{route}", f"https://x.example/de/{route}"
    assert head == [("en", here), ("de", there), ("x-default", here)]
    links = page.css(".editions a")
    assert [(node.text(), node.attributes["lang"], node.attributes["href"]) for node in links] == [
        ("English", "en", here),
        ("Deutsch", "de", there),
    ]
    assert [node.attributes.get("aria-current") for node in links] == ["true", None]


def test_the_page_for_lost_readers_leads_to_the_home_pages_of_others() -> None:
    lost = rendered(shipped_theme(), EDITIONS).at("404.html")
    assert lost.css("link[rel=alternate]") == []
    assert [node.attributes["href"] for node in lost.css(".editions a")] == ["https://x.example/", EDITIONS[1][1]]


def test_a_portal_in_one_language_says_nothing_of_others() -> None:
    page = rendered(shipped_theme()).page("component:shop")
    assert page.css("link[rel=alternate], .editions") == []


def test_the_search_speaks_the_language_by_a_file_that_changes_its_version(tmp_path: Path) -> None:
    german = loaded(tmp_path, "de")
    assert "Portal durchsuchen" in german.assets[SEARCH_WORDS].decode()
    assert german.version_of_search != shipped_theme().version_of_search
