"""The page of patterns shows all that a theme has: a new partial, card, widget or macro has to be in it."""

import re
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest
from jinja2.runtime import Macro

import portalgen_theme
from portalgen.code_folder import use_code_folder
from portalgen.model.contributions import SiteSettings
from portalgen.render import Theme, load_theme, render_page
from portalgen.render.patterns import ROUTE, plan_patterns, sample_documents
from tests.builders.sites import themed

TEMPLATES = Path(portalgen_theme.__file__).parent / "templates"
NAMES = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")}
NOT_SHOWN = {
    "pages/graph.html": "its script draws it from data of a catalog",
    "pages/redirect.html": "nobody sees it, and it is a whole document",
}
"""Template -> why."""


class Noting(jinja2.BaseLoader):
    """A loader that notes what is asked of another one."""

    def __init__(self, inner: jinja2.BaseLoader) -> None:
        self.inner = inner
        self.names: set[str] = set()

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        found = self.inner.get_source(environment, template)
        self.names.add(template)
        return found


def drawn(theme: Theme) -> str:
    plan = next(iter(plan_patterns(theme, SiteSettings(organization="Larkspur"))))
    assert plan.route == ROUTE
    return render_page(plan, theme).content.decode()


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, set[str], set[str]]:
    """The page, the templates that were loaded for it, and the macros that were called."""
    use_code_folder(tmp_path_factory.mktemp("graphviz"))
    theme = load_theme("portalgen_theme", templates={}, overrides=None, assets={})
    assert theme.environment.loader
    loader = Noting(theme.environment.loader)
    theme.environment.loader = loader
    called: set[str] = set()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Macro, "__call__", noted(Macro.__call__, called))
        page = drawn(theme)
    return page, loader.names, called


def noted(call: Callable[..., str], called: set[str]) -> Callable[..., str]:
    def note(macro: Macro, *values: object, **named: object) -> str:
        called.add(macro.name)
        return call(macro, *values, **named)

    return note


def test_every_template_of_the_theme_is_drawn(shown: tuple[str, set[str], set[str]]) -> None:
    assert NAMES - shown[1] - NOT_SHOWN.keys() == set()
    assert NOT_SHOWN.keys() & shown[1] == set(), "these are shown now: take them off the list"


def test_every_macro_is_called(shown: tuple[str, set[str], set[str]]) -> None:
    macros = {name for path in TEMPLATES.rglob("*.html") for name in re.findall(r"{% macro (\w+)", path.read_text())}
    assert macros - shown[2] == set()


def test_every_icon_and_every_token_of_a_colour_is_there(shown: tuple[str, set[str], set[str]]) -> None:
    page, theme = shown[0], load_theme("portalgen_theme", templates={}, overrides=None, assets={})
    assert [name for name in theme.icons if f"<code>{name}</code>" not in page] == []
    tokens = re.findall(r"(--color-[\w-]+):", (TEMPLATES.parent / "assets/css/tokens.css").read_text())
    assert [name for name in tokens if f"<code>{name}</code>" not in page] == []


def test_ids_are_there_once(shown: tuple[str, set[str], set[str]]) -> None:
    ids = re.findall(r'\sid="([^"]+)"', shown[0])
    assert sorted({one for one in ids if ids.count(one) > 1}) == []


def test_a_sites_own_parts_words_and_icons_are_in_it(tmp_path: Path) -> None:
    use_code_folder(tmp_path / "graphviz")
    theme = themed(
        tmp_path / "theme",
        templates__cards__links_html="<p>Our links</p>",
        icons__moon_svg='<svg viewBox="0 0 1 1"><path d="M0 1"/></svg>',
        i18n__en_yaml="lifecycle: {}\nnav: {health: Condition}\n",
    )
    page = drawn(theme)
    assert "<p>Our links</p>" in page
    assert 'viewBox="0 0 1 1"><path d="M0 1"/>' in page
    assert "<h1>Condition" in page


def test_the_same_theme_has_the_same_page(tmp_path: Path) -> None:
    use_code_folder(tmp_path / "graphviz")
    theme = load_theme("portalgen_theme_fjord", templates={}, overrides=None, assets={})
    page = drawn(theme)
    assert "Patterns of “fjord”" in page
    assert drawn(theme) == page


def test_its_search_finds_what_it_shows() -> None:
    assert {document.type for document in sample_documents()} == {"entity", "docs"}
    assert all(document.location.startswith(ROUTE) for document in sample_documents())
