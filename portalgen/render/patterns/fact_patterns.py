"""Cards of entity pages that say facts, each in its states."""

from dataclasses import replace

from portalgen.render.card_contexts import (
    AboutCard,
    LinksCard,
    MembersCard,
    OriginRow,
    OriginsCard,
    PairsCard,
    ProblemsCard,
    RelationsCard,
    SourceCard,
    TeamCard,
)
from portalgen.render.detail_cards import Detail, DetailsCard, Value
from portalgen.render.entity_layout import TextCard
from portalgen.render.history_card import CommitRow, HistoryCard
from portalgen.render.patterns import samples as some
from portalgen.render.patterns.contexts import of_card

_BARE = AboutCard(some.ROWS[3], "Component", "", (), "", (), 0, "", 0)
_FULL = replace(
    _BARE,
    entity=some.ROWS[0],
    description=some.TEXT,
    children=(some.TEAM, some.PARENT),
    email="booking@larkspur.example",
    targets=("./catalog-info.yaml", "https://larkspur.example/org/*/catalog-info.yaml"),
    time=some.TIME,
    commit="f5a25d0c",
    stale_since=some.TIME,
)
_DETAILS = (
    Detail("Classification", "Who may see it.", (Value("internal"),)),
    Detail("Columns", "", (Value("order_id", is_data=True), Value("paid_at", is_data=True))),
    Detail("Handbook", "", (Value("https://larkspur.example/data", "https://larkspur.example/data"),)),
)
_ORIGINS = (
    OriginRow("metadata/name", "booking-service", "declared", 3, "https://larkspur.example/", ""),
    OriginRow("spec/owner", "booking", "inherited", 0, "", ""),
    OriginRow("spec/definition", "openapi: 3.1.0 …", "included", 1, "", "openapi.yaml"),
    OriginRow("metadata/annotations/larkspur.example/slug", "booking/service", "added", 0, "", "", "scm-slug"),
)
_COMMITS = (
    CommitRow("f5a25d0", "https://larkspur.example/f5a25d0", "Booking is in production", ("Priya", "Tom"), some.TIME),
    CommitRow("0c1d2e3", "", "Add the catalog file", ("Tom",), some.TIME),
)
_SOURCE = "kind: Component\nmetadata:\n  name: booking-service # as in Git\nspec:\n  replicas: 3\n  tags: ['kotlin']\n"
_PLACE = ("booking/catalog-info.yaml", "f5a25d0c1b", "https://larkspur.example/", some.ROUTE)

FACTS = (
    of_card("About: everything", "cards/about.html", _FULL),
    of_card("About: nothing known", "cards/about.html", _BARE),
    of_card("Owner", "cards/team.html", TeamCard(some.TEAM, some.TEXT, "b@larkspur.example", some.LINKS[:2], 3)),
    of_card("Owner: dangling, masked address", "cards/team.html", TeamCard(some.GONE, "", "b***@larkspur", (), 0)),
    of_card("Links", "cards/links.html", LinksCard(some.LINKS)),
    of_card("Labels", "cards/pairs.html", PairsCard((("tier", "1"), ("larkspur.example/cost-centre", "4711")))),
    of_card("Text", "cards/text.html", TextCard(some.TEXT)),
    of_card("Fields of an own kind", "cards/details.html", DetailsCard(_DETAILS)),
    of_card("Problems", "cards/problems.html", ProblemsCard(some.PROBLEMS), name="@card.problems"),
    of_card("Problems: a warning", "cards/problems.html", ProblemsCard(some.PROBLEMS[1:2]), name="@card.problems"),
    of_card(
        "Members",
        "cards/members.html",
        MembersCard(some.PEOPLE, ("p@larkspur.example", "t***@larkspur"), ((some.TEAM, (some.PERSON,)),)),
    ),
    of_card("Members: none", "cards/members.html", MembersCard((), (), ())),
    of_card(
        "Relations",
        "cards/relations.html",
        RelationsCard((("dependsOn", (some.DATABASE, some.GONE)), ("ownedBy", (some.TEAM,)))),
    ),
    of_card("Source", "cards/source.html", SourceCard(_SOURCE, "yaml", "yaml-", 1, "booking/catalog-info.yaml")),
    of_card("Source: cut, unknown language", "cards/source.html", SourceCard("a b c", "klingon", "x-", 98, "", 5000)),
    of_card("Origins", "cards/origins.html", OriginsCard(_ORIGINS, *_PLACE, left=12)),
    of_card(
        "History",
        "cards/history.html",
        HistoryCard("catalog-info.yaml", "https://larkspur.example/", ((some.TIME, _COMMITS),), 0, some.TIME),
    ),
)
