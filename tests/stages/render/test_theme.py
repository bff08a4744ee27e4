import re
from itertools import product
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

import portalgen_theme
from portalgen.errors import ThemeError
from portalgen.model.contributions import SiteSettings
from portalgen.render import ThemeSource, load_theme, render_page, theme_files
from portalgen.render.accent import DARK_SURFACE, LIGHT_SURFACE, accent_style, contrast
from portalgen.render.bundle import minify
from tests.builders.catalogs import make_catalog
from tests.builders.sites import plan, render, shipped_theme, text_of, themed

ROOT = Path(portalgen_theme.__file__).parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted((ROOT / "assets" / "css").glob("*.css"))


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_every_word_and_icon_that_a_template_names_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    keys = set(re.findall(r"""\bt\(['"]([\w.-]+)['"][,)]""", text))
    assert keys <= shipped_theme().words.texts.keys()
    assert set(re.findall(r"""\bicon\(['"]([\w-]+)['"]""", text)) <= shipped_theme().icons.keys()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_templates_hold_no_style_no_handler_and_no_inline_script(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"""\sstyle=|\son[a-z]+=|<style|<script(?![^>]*src=)|\bhref="/""", text)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_colours_are_in_the_tokens_and_style_sheets_are_short(path: Path) -> None:
    owners = {
        "tokens",
        "diagram",
        "material",
        "search",
        "docs-content",
    }  # these have values of last resort beside tokens
    if path.stem not in owners:
        found = [line for line in lines_of(path) if re.search(r"#[0-9a-fA-F]{3,8}\b|\brgb\((?!0 0 0)", line)]
        assert found == []
    assert "@layer" in path.read_text(encoding="utf-8")


def test_text_can_be_read_on_every_surface_in_both_schemes() -> None:
    style = (ROOT / "assets/css/tokens.css").read_text(encoding="utf-8")
    tokens = {name: pair for name, *pair in re.findall(r"(--[\w-]+): light-dark\((#\w{6}), (#\w{6})\)", style)}
    texts = [name for name in tokens if re.match(r"--(color-(text|muted|error|warning|info|ok)|kind-|code-)", name)]
    surfaces = ["--color-page", "--color-surface", "--color-surface-2"]
    weak = [
        (name, surface, scheme)
        for name, surface, scheme in product(texts, surfaces, (0, 1))
        if contrast(rgb(tokens[name][scheme]), rgb(tokens[surface][scheme])) < 4.5
    ]
    assert len(texts) > 15
    assert weak == []


def rgb(text: str) -> tuple[int, int, int]:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


@pytest.mark.parametrize("accent", ["#ffff00", "#000000", "#ffffff", "#2a5bd7", "#ff0055"])
def test_any_accent_becomes_readable(accent: str) -> None:
    light, dark = re.findall(r"--accent-\w+: (#\w{6})", accent_style(accent))
    assert contrast(rgb(light), LIGHT_SURFACE) >= 4.5
    assert contrast(rgb(dark), DARK_SURFACE) >= 4.5


@pytest.mark.parametrize("text", ["", "red", "#12", "#1234567", "#12345g; } body { x"])
def test_an_accent_that_is_no_colour_changes_nothing(text: str) -> None:
    assert accent_style(text) == ""


def test_a_readable_accent_stays_as_it_is() -> None:
    assert "--accent-light: #2a5bd7" in accent_style("#2a5bd7")


def test_overrides_win_file_by_file(tmp_path: Path) -> None:
    theme = themed(
        tmp_path / "theme",
        templates__partials__footer_html="<footer>Ours</footer>",
        i18n__en_yaml="nav:\n  home: Start\n",
    )
    home = next(one for one in plan(make_catalog()).plans if one.route == "")
    page = render_page(home, theme).content.decode()
    assert "<footer>Ours</footer>" in page
    assert ">Start<" in page
    assert ">Catalog<" in page


def test_a_template_that_fails_is_named_with_its_line(tmp_path: Path) -> None:
    theme = themed(tmp_path / "theme", templates__partials__footer_html="<p>\n{{ nobody.knows }}</p>")
    with pytest.raises(ThemeError, match=r"/: theme/templates/partials/footer\.html:2: 'nobody' is undefined"):
        render_page(plan(make_catalog()).plans[0], theme)


def test_a_template_with_bad_syntax_is_named_with_its_line(tmp_path: Path) -> None:
    theme = themed(tmp_path / "theme", templates__partials__footer_html="<p>\n\n{% if %}</p>")
    with pytest.raises(ThemeError, match=r": theme/templates/partials/footer\.html:3: "):
        render_page(plan(make_catalog()).plans[0], theme)


def test_an_unknown_asset_and_an_unknown_word_are_errors() -> None:
    with pytest.raises(ThemeError, match=r"no asset 'js/none\.js'"):
        shipped_theme().asset_route("js/none.js")
    with pytest.raises(ThemeError, match=r"no words for 'no\.key'"):
        shipped_theme().words.text("no.key")


@pytest.mark.parametrize("package", ["no_such_package", "json"])
def test_a_package_that_is_no_theme_is_an_error(package: str) -> None:
    with pytest.raises(ThemeError, match=package):
        load_theme(package, templates={}, overrides=None, assets={})


def test_links_to_assets_change_with_their_content(tmp_path: Path) -> None:
    before = shipped_theme().asset_route("js/site.js")
    after = themed(tmp_path, assets__js__site_js="1;").asset_route("js/site.js")
    assert before != after
    assert before.split("?")[0] == after.split("?")[0] == "assets/js/site.js"


@pytest.mark.parametrize("part", ["js/search-engine.js", "vendor/lunr.min.js"])
def test_search_asks_for_its_parts_by_a_version_that_changes_with_any_of_them(part: str, tmp_path: Path) -> None:
    override = tmp_path / "theme" / "assets" / part
    override.parent.mkdir(parents=True)
    override.write_text("1;")
    changed = load_theme("portalgen_theme", templates={}, overrides=tmp_path / "theme", assets={})
    home = next(one for one in plan(make_catalog()).plans if one.route == "")
    before, after = (search_script(render_page(home, theme).content) for theme in (shipped_theme(), changed))
    assert before["src"] == after["src"]
    assert before["data-version"] != after["data-version"]


def search_script(page: bytes) -> dict[str, str | None]:
    node = LexborHTMLParser(page).css_first('script[src*="js/search.js"]')
    assert node
    return node.attributes


def test_a_theme_is_read_again_by_whoever_loads_it_again(tmp_path: Path) -> None:
    style = tmp_path / "assets" / "js" / "site.js"
    style.parent.mkdir(parents=True)
    source = ThemeSource("portalgen_theme", overrides=tmp_path)
    style.write_text("1;")
    before = source.load().asset_route("js/site.js")
    style.write_text("2;")
    assert source.load().asset_route("js/site.js") != before


def test_icons_have_ids_that_no_heading_can_have() -> None:
    page = render(make_catalog("component:shop")).page("component:shop")
    uses = {node.attributes["href"] for node in page.css("svg.icon > use")}
    assert uses
    assert uses <= {f"#{node.id}" for node in page.css("symbol[id^=portal-i-]")}


def test_style_sheets_become_one_file_that_names_the_layers_first() -> None:
    files = {file.path: file.content for file in theme_files(shipped_theme())}
    assert files["assets/css/site.css"].startswith(b"@layer reset,tokens,base,layout,content,components,plugins,shame;")
    assert "assets/css/tokens.css" not in files
    assert list(files) == sorted(files)


def test_minified_style_keeps_strings_and_meaning() -> None:
    style = (
        '/* x */ .a::before { content: "a ; {  }" ; color: red; }\n@media print { .b > .c { top: calc(1px + 2px) } }'
    )
    small = '.a::before{content: "a ; {  }";color: red}@media print{.b > .c{top: calc(1px + 2px)}}\n'
    assert minify(style) == small


def test_the_page_for_lost_readers_works_at_any_depth() -> None:
    site = render(make_catalog(), settings=SiteSettings(base_url="https://x.example/portal"))
    page = site.at("404.html")
    style = page.css_first("link[rel=stylesheet]")
    assert style
    assert (style.attributes["href"] or "").startswith("/portal/assets/css/site.css?v=")
    assert text_of(page, "h1") == "Page not found"
