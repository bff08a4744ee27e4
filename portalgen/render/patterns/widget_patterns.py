"""The home page with every widget."""

from portalgen.model.contributions import Card, Context
from portalgen.model.home import Announcement
from portalgen.render.contexts import Head, Shell
from portalgen.render.home_contexts import (
    AnnouncementsWidget,
    ChangesWidget,
    CountsWidget,
    HealthWidget,
    LinksWidget,
    SystemsWidget,
    TeamsWidget,
    TextPart,
    TextWidget,
    Titled,
)
from portalgen.render.home_widgets import TITLES
from portalgen.render.list_contexts import Change, DomainGlance, HomeContext, SystemGlance, Tally, TeamGlance
from portalgen.render.patterns import samples as some

_NEWS = (
    Announcement("The cluster moves on Friday", "Deployments wait from *noon* on."),
    Announcement("Sparrow is switched off in March", "Nothing new may call it.", level="warning"),
    Announcement("Docs have versions now", "Tags become versions.", level="success"),
)
_SYSTEM = SystemGlance(some.SYSTEM, some.TEXT, (some.TEAM,), some.COUNTS)
DOMAINS = (
    DomainGlance(some.DOMAIN, some.TEXT, (some.PARENT,), (_SYSTEM, _SYSTEM, _SYSTEM)),
    DomainGlance(some.link("domain:default/payments", "Payments"), "", (some.GONE,), (_SYSTEM,), 1),
    DomainGlance(some.link("domain:default/cargo", "Cargo"), "", (), ()),
    DomainGlance(None, "", (), (_SYSTEM,)),
)
TEAMS = (
    TeamGlance(
        some.PARENT,
        some.TEXT,
        "ct@larkspur.example",
        (some.PERSON, some.OTHER_PERSON),
        some.COUNTS,
        (some.BOOKING, some.API, some.LONG),
        (TeamGlance(some.TEAM, "", "b***@larkspur", (), ()),),
    ),
    TeamGlance(some.link("group:default/guild", "Architecture guild"), "", "", (), some.COUNTS[:1]),
)
_CHANGES = (
    Change("booking", "https://larkspur.example/booking", some.TIME, "f5a25d0c", (some.BOOKING, some.API), 3),
    Change("a folder without an address", "", some.TIME, "", (some.LONG,), 0),
)
_PARTS = (
    TextPart("Words of the site, and what it asks for:", some.ROWS[:3], asked=True, route=some.ROUTE, more=9),
    TextPart("Nothing fits:", asked=True),
)


def home(shell: Shell) -> HomeContext:
    """Return the home page with every widget."""
    return HomeContext(
        shell,
        Head("@home.title"),
        empty=False,
        top=(
            _widget("search", Titled("")),
            _widget("counts", CountsWidget(some.COUNTS, 11)),
            _widget("announcements", AnnouncementsWidget("", _NEWS)),
        ),
        main=(
            _widget("mine", TeamsWidget(TITLES["mine"], TEAMS)),
            _widget("systems", SystemsWidget(TITLES["systems"], DOMAINS)),
            _widget("markdown", TextWidget("Who does what", _PARTS)),
        ),
        side=(
            _widget("team", TeamsWidget(TITLES["team"], TEAMS)),
            _widget("starred", Titled(TITLES["starred"])),
            _widget("recent", Titled(TITLES["recent"])),
            _widget("changed", ChangesWidget(TITLES["changed"], _CHANGES)),
            _widget("health", HealthWidget(TITLES["health"], Tally(1, 2, 3))),
            _widget("links", LinksWidget(TITLES["links"], some.LINKS[:3])),
        ),
    )


def _widget(name: str, context: Context) -> Card:
    return Card("", f"widgets/{name}.html", context)
