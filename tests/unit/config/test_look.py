"""What portal.yaml says about the look of a site."""

from pathlib import Path

import pytest

from portalgen.config import load_config
from portalgen.errors import ConfigError
from portalgen.model.contributions import SiteSettings


def load(tmp_path: Path, text: str) -> SiteSettings:
    (tmp_path / "portal.yaml").write_text(text)
    return load_config(tmp_path / "portal.yaml", {}).site_settings()


def test_pictures_and_fonts_are_files_beside_portal_yaml(tmp_path: Path) -> None:
    for name in ("logo.svg", "text.woff2"):
        (tmp_path / name).write_text("x")
    look = load(tmp_path, "site: {logo: logo.svg, fonts: {text: text.woff2}}").look
    assert look.assets() == {
        "site/logo.svg": tmp_path / "logo.svg",
        "site/favicon.svg": tmp_path / "logo.svg",
        "site/text.woff2": tmp_path / "text.woff2",
    }


def test_rows_of_the_side_bar_are_words_or_keys(tmp_path: Path) -> None:
    nav = load(
        tmp_path, "site: {navigation: [docs, {page: home, title: Start}, {title: Wiki, url: 'https://w.example/'}]}"
    ).nav
    assert [(row.page, row.title, row.url) for row in nav] == [
        ("docs", "", ""),
        ("home", "Start", ""),
        ("", "Wiki", "https://w.example/"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{logo: no.svg}", "site.logo: there is no file no.svg"),
        ("{logo: logo.gif}", "site.logo: a file that ends in .svg"),
        ("{fonts: {code: a.ttf}}", "site.fonts.code: a file that ends in .woff2"),
        ("{accentDark: blue}", "must be a colour in quotes"),
        ("{navigation: [start]}", "site.navigation"),
        ("{navigation: [{url: docs/}]}", "a row with a url needs a title"),
        ("{navigation: [{title: Docs}]}", "either a page or a url"),
    ],
)
def test_what_cannot_be_is_told(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        load(tmp_path, f"site: {text}")
