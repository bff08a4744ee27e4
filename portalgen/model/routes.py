"""Routes: every URL of the site is made here, as a path from the site's root; the shape is Backstage's.

A page's route ends with a slash (its file is `index.html` in that folder); a file's route has no slash at its end.
Routes start without a slash: the home page is "". Templates turn them into relative links with the `link` filter.
"""

from functools import lru_cache
from urllib.parse import quote, unquote

from portalgen.model.ref import EntityRef

HOME = ""
CATALOG = "catalog/"
ROWS = "catalog/rows/"
APIS = "api-docs/"
DOCS = "docs/"
SYSTEMS = "systems/"
TEAMS = "teams/"
TEMPLATES = "create/"
GRAPH = "catalog-graph/"
SEARCH = "search/"
HEALTH = "health/"
SETTINGS = "settings/"
ABOUT = "about/"
NOT_FOUND = "404.html"

API = "api/catalog/"
ENTITIES = "api/catalog/entities/"
SHARDS = "api/catalog/entities/shards.json"
FACETS = "api/catalog/entity-facets"
LOCATIONS = "api/catalog/locations"
MODEL = "api/catalog/model.json"
EVERYTHING = "catalog.ndjson"


def kind(key: str) -> str:
    """Page that lists the entities of one kind."""
    return f"{CATALOG}{_segment(key)}/" if key else CATALOG


def entity(ref: EntityRef, tab: str = "") -> str:
    """Page of an entity, or one of its tabs."""
    base = f"{CATALOG}{_segment(ref.namespace)}/{_segment(ref.kind)}/{_segment(ref.name)}/"
    return f"{base}{_segment(tab)}/" if tab else base


def docs(ref: EntityRef, page: str = "") -> str:
    """Documentation of an entity; `page` is a path inside it (`guide/start/` or `img/a.png`)."""
    return f"{DOCS}{_segment(ref.namespace)}/{_segment(ref.kind)}/{_segment(ref.name)}/{quote(page, safe='/@')}"


def entity_json(ref: EntityRef) -> str:
    """JSON of an entity, where Backstage's API has it."""
    return f"{ENTITIES}by-name/{_api_path(ref)}"


def ancestry(ref: EntityRef) -> str:
    """The locations that lead to an entity; Backstage has it below `entity_json`, which is a file."""
    return f"{API}ancestry/{_api_path(ref)}.json"


def provenance(ref: EntityRef) -> str:
    """Where each value of an entity came from; an entity may be called `x.provenance.json`, so not beside it."""
    return f"{API}provenance/{_api_path(ref)}.json"


def shard(number: int) -> str:
    """Part of the list of all entities, from 0."""
    return f"{ENTITIES}{number}.json"


def asset(path: str) -> str:
    """File of the theme or of a plug-in."""
    return f"assets/{path}"


def part(route: str, number: int) -> str:
    """Page `number` (from 1) of a list that is cut into pages; the first is the list's own route."""
    return route if number == 1 else f"{route}page-{number}/"


def file_of(route: str) -> str:
    """Return the file, relative to the site's root, that a host serves for a route (percent-encoding undone)."""
    return unquote(f"{route}index.html" if route.endswith("/") or not route else route)


def relative(target: str, page: str) -> str:
    """Return the link from the page at route `page` to the route `target` (perhaps with `?` or `#`).

    Only relative links are written, so that the same bytes work at a root, below a sub-path and from a folder.
    """
    path, mark, rest = _split(target) if "?" in target or "#" in target else (target, "", "")
    folder, up = page[: page.rfind("/") + 1], 0
    while not path.startswith(folder):
        folder, up = folder[: folder.rfind("/", 0, -1) + 1], up + 1
    link = "../" * up + path[len(folder) :]
    return (link or "./") + mark + rest.replace("[", "%5B").replace("]", "%5D")  # `filters[kind]`, as URLs have it


def _split(target: str) -> tuple[str, str, str]:
    cut = min((target.find(mark) for mark in "?#" if mark in target), default=len(target))
    return target[:cut], target[cut : cut + 1], target[cut + 1 :]


def _api_path(ref: EntityRef) -> str:
    return f"{_segment(ref.kind)}/{_segment(ref.namespace)}/{_segment(ref.name)}"


@lru_cache(maxsize=65_536)
def _segment(text: str) -> str:
    return quote(text, safe="")
