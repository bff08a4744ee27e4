"""`portalgen theme patterns`: the theme that portal.yaml names, another one, and a site's own folder."""

from pathlib import Path

import pytest

from tests.commands.conftest import Run

pytestmark = pytest.mark.usefixtures("run")
PORTAL = "organization: {name: Larkspur}\nsite: {theme: fjord, accent: '#aa2200'}\ncatalog: {locations: []}\n"


def page(folder: str = "out") -> str:
    return Path(folder, "patterns.html").read_text(encoding="utf-8")


def test_without_a_configuration_it_is_the_theme_that_ships(run: Run) -> None:
    result = run("theme", "patterns", "out")
    assert (result.exit_code, result.stderr.strip()) == (0, "Open out/patterns.html")
    assert "Patterns of “portalgen”" in page()
    assert Path("out/assets/css/patterns.css").is_file()
    assert Path("out/assets/css/material.css").is_file()
    assert Path("out/search/index.js").is_file()


def test_it_is_the_theme_of_the_portal_with_its_colours_and_its_folder(run: Run) -> None:
    Path("portal.yaml").write_text(PORTAL)
    own = Path("theme/templates/cards/links.html")
    own.parent.mkdir(parents=True)
    own.write_text("<p>Ours</p>")
    assert run("theme", "patterns", "out").exit_code == 0
    assert "Patterns of “fjord”" in page()
    assert "<p>Ours</p>" in page()
    assert "--accent-light: #a" in Path("out/assets/css/site.css").read_text()


def test_another_theme_can_be_named_and_the_folder_is_replaced(run: Run) -> None:
    Path("portal.yaml").write_text(PORTAL)
    assert run("theme", "patterns", "out").exit_code == 0
    assert run("theme", "patterns", "out", "--theme", "portalgen").exit_code == 0
    assert "Patterns of “portalgen”" in page()


def test_what_cannot_be_done_is_said(run: Run) -> None:
    result = run("theme", "patterns", "out", "--theme", "none")
    assert (result.exit_code, "themes that are installed: fjord, portalgen" in result.stderr) == (3, True)
    result = run("theme", "patterns", "out", "--config", "none.yaml")
    assert result.exit_code == 2
    Path("mine").mkdir()
    Path("mine/letter.txt").write_text("Dear")
    result = run("theme", "patterns", "mine")
    assert (result.exit_code, "files that portalgen did not write" in result.stderr) == (3, True)


def test_a_fault_of_the_sites_own_template_is_told_with_its_place(run: Run) -> None:
    own = Path("theme/templates/cards/links.html")
    own.parent.mkdir(parents=True)
    own.write_text("<p>\n{{ nobody }}</p>")
    result = run("theme", "patterns", "out")
    assert result.exit_code == 3
    assert "theme/templates/cards/links.html:2: 'nobody' is undefined" in result.stderr
