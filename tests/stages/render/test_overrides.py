"""A site's own theme folder: a fault names its file and line, and a file that can stand in for nothing is told."""

from pathlib import Path

import pytest

from portalgen.errors import ThemeError
from portalgen.render import load_theme, render_page
from tests.builders.catalogs import make_catalog
from tests.builders.sites import plan, themed

FOOTER = "<footer>Ours</footer>"


def fault(tmp_path: Path, **files: str) -> str:
    with pytest.raises(ThemeError) as raised:
        themed(tmp_path / "theme", **files)
    return str(raised.value)


def test_a_template_that_replaces_nothing_is_told_with_what_was_meant(tmp_path: Path) -> None:
    found = fault(tmp_path, templates__partials__foter_html=FOOTER, templates__footer_html=FOOTER)
    assert found.splitlines() == [
        "theme/templates/footer.html replaces nothing; did you mean theme/templates/partials/footer.html?",
        "theme/templates/partials/foter.html replaces nothing; did you mean theme/templates/partials/footer.html?",
    ]


@pytest.mark.parametrize("name", ["partials__footer_html", "footer_html"])
def test_a_template_outside_of_templates_is_told(name: str, tmp_path: Path) -> None:
    assert fault(tmp_path, **{name: FOOTER}).endswith("did you mean theme/templates/partials/footer.html?")


def test_words_of_a_language_that_the_theme_does_not_speak_are_told(tmp_path: Path) -> None:
    found = fault(tmp_path, i18n__de_yaml="nav:\n  home: Start\n")
    assert found == "theme/i18n/de.yaml is not read: site.language and site.editions name i18n/en.yaml"


def test_new_parts_that_a_template_uses_notes_and_hidden_files_are_fine(tmp_path: Path) -> None:
    theme = themed(
        tmp_path / "theme",
        templates__partials__footer_html='{% include "ours/contact.html" %}',
        templates__ours__contact_html=FOOTER,
        assets__logo_svg="<svg/>",
        README_md="Our look",
    )
    (tmp_path / "theme" / ".DS_Store").write_bytes(b"\0")
    assert FOOTER in render_page(plan(make_catalog()).plans[0], theme).content.decode()


def test_a_template_of_a_plug_in_can_be_replaced_and_is_named_when_it_fails(tmp_path: Path) -> None:
    (tmp_path / "plugin").mkdir()
    (tmp_path / "plugin" / "radar.html").write_text("{{ nothing }}")
    own = tmp_path / "theme" / "templates" / "acme_radar" / "radar.html"
    own.parent.mkdir(parents=True)
    own.write_text("{{ x }}")
    folders = {"acme_radar": tmp_path / "plugin"}
    own_theme = load_theme("portalgen_theme", templates=folders, overrides=tmp_path / "theme", assets={})
    assert own_theme.place_of(str(own), 3) == "theme/templates/acme_radar/radar.html:3"
    theme = load_theme("portalgen_theme", templates=folders, overrides=None, assets={})
    assert theme.place_of(str(tmp_path / "plugin" / "radar.html"), 1) == "acme_radar/radar.html:1"


def test_a_word_that_does_not_exist_is_told_with_the_place_that_asks_for_it(tmp_path: Path) -> None:
    theme = themed(tmp_path / "theme", templates__partials__footer_html='<p>\n{{ t("no.key") }}</p>')
    with pytest.raises(ThemeError, match=r"theme/templates/partials/footer\.html:2: .*no words for 'no\.key'"):
        render_page(plan(make_catalog()).plans[0], theme)


def test_words_with_a_fault_name_their_file(tmp_path: Path) -> None:
    assert fault(tmp_path, i18n__en_yaml="nav: [\n").startswith("theme/i18n/en.yaml:")
