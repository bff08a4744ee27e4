"""Entities that do not exist, as templates get them: short and long, complete and bare, dangling."""

from portalgen.model.entity import Link
from portalgen.render.contexts import EntityLink, EntityRow, KindCount, ProblemRow

ROUTE = "patterns.html"
"""The page: all that it shows leads back to it."""
TIME = 1_700_000_000


def link(ref: str, title: str, type_: str = "") -> EntityLink:
    """Return an entity that is there."""
    return EntityLink(ref, ref.partition(":")[0], title, ROUTE, type_)


BOOKING = link("component:default/booking-service", "Booking service", "service")
SITE = link("component:default/larkspur-web", "Larkspur web", "website")
API = link("api:default/booking-api", "Booking API", "openapi")
DATABASE = link("resource:default/booking-db", "Booking database", "database")
SYSTEM = link("system:default/booking", "Booking and orders")
DOMAIN = link("domain:default/commerce", "Commerce")
TEAM = link("group:default/booking", "Booking", "team")
PARENT = link("group:default/commerce-tech", "Commercial Technology", "department")
PERSON = link("user:default/priya.raghunathan", "Priya Raghunathan")
OTHER_PERSON = link("user:default/tom", "Tom")
TEMPLATE = link("template:default/kotlin-service", "Kotlin service", "service")
PLACE = link("location:default/org", "org", "url")
OWN_KIND = link("dataset:default/bookings", "Bookings", "table")
LONG = link(
    "component:default/reconciliation", "Reconciliation-of-settlement-files-with-every-acquirer-and-scheme", "job"
)
FOREIGN = link("component:default/seatmap", "座席表 خريطة المقاعد Sitzplan")
GONE = EntityLink("group:default/payments-and-fraud", "group", "payments-and-fraud")
EVERY_KIND = (BOOKING, API, DATABASE, SYSTEM, DOMAIN, TEAM, PERSON, TEMPLATE, PLACE, OWN_KIND)

TEXT = """Creates, changes and cancels orders. The only writer of the [booking database](https://larkspur.example/).

- *Idempotent*: a request may come twice
- `POST /orders` answers in 200 ms

> Ask before you depend on it."""
LINKS = (
    Link("https://larkspur.example/dashboard", "Dashboard", "dashboard"),
    Link("https://larkspur.example/runbook", "Runbook", "runbook"),
    Link("https://larkspur.example/chat", "#booking", "chat"),
    Link("https://larkspur.example/a/very/long/address/that/nobody/gave/a/title"),
)
ROWS = (
    EntityRow(BOOKING, "production", TEXT, (TEAM,), (SYSTEM,), (), ("kotlin", "postgres"), docs=ROUTE),
    EntityRow(SITE, "experimental", "Where customers book.", (GONE,), (SYSTEM,), (), ("typescript",), problems=2),
    EntityRow(LONG, "deprecated", "Compares. " * 30, (TEAM, PARENT), (), (), tuple(f"tag-{n}" for n in range(9))),
    EntityRow(FOREIGN, "retired", "", (), (), (), ()),
)
PEOPLE = (EntityRow(PERSON, groups=(TEAM, PARENT)), EntityRow(OTHER_PERSON, groups=(GONE,)))
PLACES = (EntityRow(PLACE, targets=("./a/catalog-info.yaml", "https://larkspur.example/org/*/catalog-info.yaml")),)
COUNTS = (
    KindCount("component", "@kinds.component", ROUTE, 65),
    KindCount("api", "@kinds.api", ROUTE, 1),
    KindCount("dataset", "DataSets", ROUTE, 12, "data sets"),
)
PROBLEMS = (
    ProblemRow("invalid-entity", "error", "'WebGL' is not a valid tag", "write webgl", "web/catalog-info.yaml:11:7",
               "https://larkspur.example/web/catalog-info.yaml#L11", "web", SITE, (TEAM,)),
    ProblemRow("dangling-owner", "warning", "its owner is not in the catalog", "correct the reference",
               "payments/catalog-info.yaml:133:10", "", "payments", BOOKING, (GONE,)),
    ProblemRow("no-description", "info", "it says nothing of itself"),
)  # fmt: skip
