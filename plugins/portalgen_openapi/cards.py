"""Cards of an API entity."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Built, Card, Context, ExtraPage
from portalgen.model.entity import Entity
from portalgen_definitions import cards
from portalgen_definitions.wording import counted
from portalgen_openapi.document import OPENAPI
from portalgen_openapi.trial_pages import Trials, trial_route
from portalgen_openapi.values import ApiDocument

HERE = Path(__file__).parent
SCRIPT, STYLE = "portalgen_openapi/clients.js", "portalgen_openapi/calls.css"
ASSETS: Mapping[str, Path] = {SCRIPT: HERE / "assets" / "clients.js", STYLE: HERE / "assets" / "calls.css"}
"""What the Definition tab loads beside what definitions of all formats share."""
NO_TRIALS = Trials()


@dataclass(frozen=True, slots=True)
class DefinitionContext(Context):
    """What `definition.html` gets."""

    api: ApiDocument = field(default_factory=ApiDocument)
    source: str = ""
    """Route of the definition as written."""
    trial: str = ""
    """Route of the page where it can be tried."""
    tried: tuple[str, ...] = ()
    """Operations that can, as `GET /orders/{id}`."""


def definition_cards(entity: Entity, catalog: Catalog, trials: Trials = NO_TRIALS) -> Iterator[Card]:
    """Yield the summary for the overview and, if it could be read, the whole definition on a tab of its own."""
    del catalog
    text = OPENAPI.text_of(entity)
    if text is None:
        return
    api = OPENAPI.read(text)
    source = OPENAPI.source_route(entity, text)
    contents = counted((len(api.operations) + api.left_out, "operation"), (len(api.schemas), "schema"))
    yield cards.summary_card(api, entity, source, contents, tuple(server.url for server in api.servers))
    if api.readable:
        context = DefinitionContext(api, source, trial_route(entity), trials.titles(text))
        card = cards.definition_card("portalgen_openapi/definition.html", context, (STYLE,))
        yield replace(card, scripts=(SCRIPT,))


def source_pages(built: Built) -> Iterator[ExtraPage]:
    """Yield the definitions as written, for tools and for downloading."""
    return cards.source_pages(built, OPENAPI)
