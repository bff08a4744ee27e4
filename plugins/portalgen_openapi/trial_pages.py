"""The page of an API on which its operations can be tried, by Swagger UI; only where an admin allows a server."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import quote

from portalgen.config import PluginSettings
from portalgen.model import routes
from portalgen.model.compact_json import embedded_json
from portalgen.model.contributions import Built, Context, ExtraPage, PageMaker
from portalgen.model.entity import Entity
from portalgen_definitions.apis import definition_route
from portalgen_definitions.kept import Kept
from portalgen_openapi.document import OPENAPI
from portalgen_openapi.options import Options
from portalgen_openapi.trial import Trial, make_trial

HERE = Path(__file__).parent
TRIALS = "try-it/"
"""Not below the catalog: hosts send the portal's usual policy there, and this page has its own."""
ASSETS: Mapping[str, Path] = {
    "portalgen_openapi/swagger-ui-bundle.js": HERE / "vendor" / "swagger-ui-bundle.js",
    "portalgen_openapi/swagger-ui.css": HERE / "vendor" / "swagger-ui.css",
    "portalgen_openapi/swagger-ui.LICENSE.txt": HERE / "vendor" / "swagger-ui.LICENSE.txt",
    "portalgen_openapi/swagger-ui.NOTICE.txt": HERE / "vendor" / "swagger-ui.NOTICE.txt",
    "portalgen_openapi/swagger-ui-bundle.js.LICENSE.txt": HERE / "vendor" / "swagger-ui-bundle.js.LICENSE.txt",
    "portalgen_openapi/try-it.js": HERE / "assets" / "try-it.js",
    "portalgen_openapi/try-it.css": HERE / "assets" / "try-it.css",
}


@dataclass(frozen=True, slots=True)
class TrialContext(Context):
    """What `try-it.html` gets."""

    api: str
    """Title of the API."""
    entity: str
    """Route of its page."""
    definition: str
    """Route of its definition."""
    origins: tuple[str, ...]
    """Where its requests may go."""
    json: str
    """The definition to try, as JSON that markup can hold."""


@dataclass(frozen=True, slots=True)
class Trials:
    """Which APIs can be tried."""

    allowed: frozenset[str] = frozenset()
    kept: Kept[Trial | None] = field(default_factory=lambda: Kept(lambda _: None), repr=False, compare=False)

    @classmethod
    def of(cls, settings: PluginSettings) -> "Trials":
        """Return what portal.yaml allows. Raises `ConfigError`."""
        options = settings.read_as(Options) if settings.enabled else Options()
        allowed = frozenset(options.try_it.servers if options.try_it else ())
        return cls(allowed, Kept(partial(make_trial, allowed=allowed)))

    def titles(self, text: str) -> tuple[str, ...]:
        """Return the operations of a definition that can be tried, as `GET /orders/{id}`."""
        found = self.kept.read(text) if self.allowed else None
        return found.titles if found else ()

    def pages(self, built: Built) -> Iterator[ExtraPage]:
        """Yield a page for each API that can be tried."""
        for entity, text in OPENAPI.texts(built.catalog) if self.allowed else ():
            trial = self.kept.read(text)
            if trial:
                yield _page(entity, trial)

    def assets(self) -> Mapping[str, Path]:
        """Return the files that the pages load, none if there can be no page."""
        return ASSETS if self.allowed else {}

    def makers(self) -> tuple[PageMaker, ...]:
        """Return the maker of pages, if there can be one."""
        return (self.pages,) if self.allowed else ()


def trial_route(entity: Entity) -> str:
    """Return the route of an API's page for trying."""
    return f"{TRIALS}{quote(entity.ref.namespace, safe='')}/{quote(entity.ref.name, safe='')}/"


def _page(entity: Entity, trial: Trial) -> ExtraPage:
    context = TrialContext(
        api=entity.title,
        entity=routes.entity(entity.ref),
        definition=definition_route(entity),
        origins=trial.origins,
        json=embedded_json(trial.definition),
    )
    return ExtraPage(trial_route(entity), entity.title, "portalgen_openapi/try-it.html", context)
