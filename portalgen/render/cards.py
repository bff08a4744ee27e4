"""The cards that ship in the box, in no order of importance: each says itself where it stands."""

from portalgen.model.contributions import CardMaker
from portalgen.render.about_cards import about_card, labels_card, links_card, problems_card, team_card
from portalgen.render.diagram_cards import diagram_card
from portalgen.render.history_card import history_card
from portalgen.render.inspect_cards import definition_card, inspect_cards
from portalgen.render.people_cards import members_card, ownership_card
from portalgen.render.relation_cards import api_cards, needs_card, other_cards, parts_cards, reach_cards
from portalgen.render.template_cards import template_card

BUILT_IN_CARDS: tuple[CardMaker, ...] = (
    problems_card,
    diagram_card,
    needs_card,
    parts_cards,
    other_cards,
    members_card,
    ownership_card,
    template_card,
    about_card,
    team_card,
    links_card,
    labels_card,
    api_cards,
    definition_card,
    reach_cards,
    history_card,
    inspect_cards,
)
"""What entity pages have in every portal."""
