"""Themes that extend themes: what one lacks is its parent's; parents that are missing, or go round, are told."""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portalgen.errors import ThemeError
from portalgen.model.look import Look
from portalgen.render import Choices, load_theme, render_page, theme_package
from portalgen.render.accent import contrast
from tests.builders.catalogs import make_catalog
from tests.builders.sites import plan, shipped_theme

Install = Callable[..., str]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Return a function that installs a theme and gives its package: `install("acme", extends="portalgen")`."""
    monkeypatch.syspath_prepend(tmp_path)
    made: list[str] = []

    def write(name: str, *, extends: str = "", more: str = "", files: dict[str, str] | None = None) -> str:
        package = f"theme_of_{name}"
        extended = f"extends: {extends}\n" if extends else ""
        settings = f"name: {name}\nversion: 1.2.3\n{extended}{more}"
        for path, text in {"__init__.py": "", "theme.yaml": settings, **(files or {})}.items():
            (tmp_path / package / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / package / path).write_text(text, encoding="utf-8")
        record = tmp_path / f"{package}-1.dist-info"
        record.mkdir()
        (record / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1\n")
        (record / "entry_points.txt").write_text(f"[portalgen.themes]\n{name} = {package}\n")
        made.append(package)
        return package

    yield write
    for package in made:
        sys.modules.pop(package, None)


def home(package: str, overrides: Path | None = None) -> str:
    theme = load_theme(package, templates={}, overrides=overrides, assets={})
    return render_page(next(one for one in plan(make_catalog()).plans if one.route == ""), theme).content.decode()


def test_what_a_theme_does_not_have_is_its_parents(install: Install) -> None:
    package = install("acme", extends="portalgen", more="styles: [css/acme.css]\n", files={
        "templates/partials/footer.html": "<footer>Acme</footer>",
        "assets/css/acme.css": "@layer tokens { :root { --radius: 1px; } }",
        "icons/home.svg": '<svg viewBox="0 0 9 9"><path d="M1 1"/></svg>',
        "i18n/en.yaml": "nav: {home: Start}\n",
    })  # fmt: skip
    theme, parent = load_theme(package, templates={}, overrides=None, assets={}), shipped_theme()
    assert (theme.name, theme.version) == ("acme", "1.2.3")
    assert theme.words.texts == {**parent.words.texts, "nav.home": "Start"}
    assert theme.icons == {
        **parent.icons,
        "home": '<symbol id="portal-i-home" viewBox="0 0 9 9"><path d="M1 1"/></symbol>',
    }
    style = theme.assets["css/site.css"].decode()
    assert style == parent.assets["css/site.css"].decode() + "@layer tokens{:root{--radius: 1px}}\n"
    assert theme.assets.keys() == parent.assets.keys()
    assert "<footer>Acme</footer>" in home(package)
    assert 'class="sidebar"' in home(package)


def test_a_template_extends_the_one_it_stands_over(install: Install, tmp_path: Path) -> None:
    """Each under the name of its theme: a site's over a theme's over that of the theme which this extends."""
    bar = "partials/topbar.html"
    package = install("acme", extends="portalgen", files={
        f"templates/{bar}": f'{{% extends "portalgen/{bar}" %}}{{% block after %}}<p>Acme</p>{{% endblock %}}',
    })  # fmt: skip
    own = tmp_path / "theme" / "templates" / bar
    own.parent.mkdir(parents=True)
    own.write_text(f'{{% extends "acme/{bar}" %}}{{% block start %}}<p>Ours</p>{{{{ super() }}}}{{% endblock %}}')
    page = home(package, tmp_path / "theme")
    assert page.index('<header class="topbar">') < page.index("<p>Ours</p>") < page.index("topbar-menu")
    assert "</header>\n<p>Acme</p>" in page


def test_a_fault_in_a_theme_names_its_file(install: Install) -> None:
    package = install("acme", extends="portalgen", files={"templates/partials/footer.html": "<p>\n{{ nobody }}"})
    with pytest.raises(ThemeError, match=r": theme_of_acme/templates/partials/footer\.html:2: 'nobody' is undefined"):
        home(package)


def test_a_site_may_replace_what_only_the_nearer_theme_has(install: Install, tmp_path: Path) -> None:
    package = install("acme", extends="portalgen", files={
        "templates/partials/footer.html": '{% include "acme-only.html" %}',
        "templates/acme-only.html": "Theirs",
    })  # fmt: skip
    own = tmp_path / "theme" / "templates" / "acme-only.html"
    own.parent.mkdir(parents=True)
    own.write_text("Ours")
    assert "Ours" in home(package, tmp_path / "theme")


def test_a_parent_that_is_not_installed_is_told(install: Install) -> None:
    with pytest.raises(ThemeError, match="the theme 'acme' extends 'gone', which is not installed") as raised:
        home(install("acme", extends="gone"))
    assert raised.value.hint == "themes that are installed: acme, fjord, portalgen"


def test_themes_that_extend_each_other_are_told(install: Install) -> None:
    install("one", extends="other")
    package = install("other", extends="third")
    install("third", extends="other")
    with pytest.raises(ThemeError, match="themes extend each other in a circle: other → third → other"):
        home(package)
    with pytest.raises(ThemeError, match="circle: other → third → other"):
        home(theme_package("one"))


def test_an_unknown_theme_is_told_with_those_that_are_there() -> None:
    with pytest.raises(ThemeError, match="there is no theme 'fjrd'") as raised:
        theme_package("fjrd")
    assert raised.value.hint == "themes that are installed: fjord, portalgen"


def test_the_accent_of_a_site_is_readable_on_the_surfaces_of_the_theme(install: Install) -> None:
    package = install("acme", extends="portalgen", more='surfaces: ["#c0c0c0", "#505050"]\n')
    choices = Choices(Look(accent="#777777"))
    theme = load_theme(package, templates={}, overrides=None, assets={}, choices=choices)
    style = theme.assets["css/site.css"].decode()
    accents = re.findall(r"--accent-\w+: #(\w\w)(\w\w)(\w\w)", style)[-2:]
    colours = [(int(red, 16), int(green, 16), int(blue, 16)) for red, green, blue in accents]
    found = [contrast(colour, (grey, grey, grey)) for colour, grey in zip(colours, (0xC0, 0x50), strict=True)]
    assert min(found) >= 4.5


@pytest.mark.parametrize("surfaces", ['["#fff", "#000000"]', '["#ffffff"]', "[]"])
def test_surfaces_that_are_no_colours_are_told(install: Install, surfaces: str) -> None:
    with pytest.raises(ThemeError, match="is not two colours"):
        home(install("acme", extends="portalgen", more=f"surfaces: {surfaces}\n"))


def test_what_nobody_reads_and_a_style_sheet_that_is_not_there_are_told(install: Install) -> None:
    with pytest.raises(ThemeError, match=r"theme_of_acme/theme\.yaml: nobody reads extend$"):
        home(install("acme", more="extend: portalgen\n"))
    with pytest.raises(ThemeError, match=r"names css/gone\.css under styles, which is not in assets/"):
        home(install("other", extends="portalgen", more="styles: [css/gone.css]\n"))
