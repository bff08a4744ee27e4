"""API entities with a definition, catalogs of them, and the cards of a plug-in as HTML."""

from functools import cache
from importlib import import_module
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from portalgen.diagnostics import Where
from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Card, CardMaker
from portalgen.model.entity import Entity
from portalgen.model.ref import EntityRef
from portalgen.render.load_theme import load_theme
from portalgen.render.load_words import load_words
from portalgen.render.template_functions import STATE, PageState
from portalgen.render.theme import Choices, Theme

EVIL = "<script>alert(1)</script>"


def api_entity(definition: str, *, spec_type: str, name: str = "orders", written: str = "") -> Entity:
    """Return an API with a definition, written in `apis/catalog-info.yaml` from line 1."""
    document = {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": "API",
        "metadata": {"name": name, "title": name.title()},
        "spec": {"type": spec_type, "lifecycle": "production", "owner": "web", "definition": definition},
    }
    where = Where("https://git.example/shop.git", "apis/catalog-info.yaml", 1, 1)
    lines = written.splitlines()
    at = next((number for number, line in enumerate(lines, 1) if "definition:" in line), 1)
    return Entity(EntityRef("api", "default", name), document, where, {"/spec/definition": (at, 15)}, written=written)


def catalog_of(*entities: Entity) -> Catalog:
    """Return a catalog of entities without relations."""
    return Catalog({entity.ref: entity for entity in entities}, ())


def environment(*packages: str) -> Environment:
    """Return an environment with the templates of plug-ins; texts of Markdown come out as they are, escaped."""
    folders = {name: Path(str(import_module(name).__file__)).parent / "templates" for name in packages}
    loader = PrefixLoader({name: FileSystemLoader(folder) for name, folder in folders.items()})
    found = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    found.filters["markdown"] = lambda text: Markup("<p>{}</p>").format(text)
    found.filters["link"] = lambda route: f"/{route}"
    words = load_words([Path(str(import_module("portalgen_theme").__file__)).parent], folders, "en", "en")
    found.globals["t"] = words.text
    found.filters["phrase"] = lambda text, section: words.texts.get(f"{section}.{text}", text)
    return found


def rendered(templates: Environment, card: Card) -> str:
    """Return the HTML of a card."""
    slots = type(card.context).__dataclass_fields__
    return templates.get_template(card.template).render({name: getattr(card.context, name) for name in slots})


def parsed(templates: Environment, card: Card) -> LexborHTMLParser:
    """Return the HTML of a card, parsed."""
    return LexborHTMLParser(rendered(templates, card))


def dead_links(page: LexborHTMLParser) -> set[str]:
    """Return the links inside of a page that lead nowhere."""
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids)), "each id stands once"
    return {str(node.attributes["href"])[1:] for node in page.css("a[href^='#']")} - {str(each) for each in ids}


def shown(maker: CardMaker, definition: str, *, spec_type: str, language: str = "en") -> str:
    """Return the cards of a definition as the portal's own theme shows them; a template that fails raises."""
    entity = api_entity(definition, spec_type=spec_type)
    theme = _theme_with(maker.__module__.partition(".")[0], language)
    page = theme.environment.from_string("{% for each in cards %}{{ card(each) }}{% endfor %}")
    cards = list(maker(entity, catalog_of(entity)))
    return page.render({"cards": cards, STATE: PageState("catalog/default/api/orders/", theme)})


@cache
def _theme_with(package: str, language: str) -> Theme:
    packages = sorted({"portalgen_definitions", package})
    folders = {name: Path(str(import_module(name).__file__)).parent / "templates" for name in packages}
    templates = {name: folder for name, folder in folders.items() if folder.is_dir()}
    choices = Choices(language=language)
    return load_theme("portalgen_theme", templates=templates, overrides=None, assets={}, choices=choices)
