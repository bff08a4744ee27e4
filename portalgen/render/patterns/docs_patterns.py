"""A page of documentation with all that can be in it and beside it, and documentation that could not be built."""

from importlib.resources import files

from portalgen.model.change import LastChange
from portalgen.model.docs import Heading, PageStatus
from portalgen.model.forge import IssueForm
from portalgen.render.contexts import Head, Shell
from portalgen.render.docs_contexts import DocsContext, DocsFailedContext, PageLink, TreeRow, VersionRow
from portalgen.render.patterns import samples as some

_TREE = (
    TreeRow("Overview", some.ROUTE, current=True),
    TreeRow("Architecture", "", open=True, rows=(TreeRow("One request", some.ROUTE), TreeRow("Limits", some.ROUTE))),
    TreeRow("Folded", "", rows=(TreeRow("Inside", some.ROUTE),)),
    TreeRow("A large section", some.ROUTE, section=True),
    TreeRow("What is new", some.ROUTE, status=PageStatus("new")),
    TreeRow("What goes", some.ROUTE, status=PageStatus("deprecated", "Goes in March")),
    TreeRow("An odd state", some.ROUTE, status=PageStatus("draft")),
    TreeRow("Another site", "https://larkspur.example/", outside=True),
    TreeRow("", some.ROUTE, more=120),
)
_HEADINGS = (
    Heading("run-it", "Run it", 2, (Heading("notices", "Notices", 3),)),
    Heading("tables-and-quotations", "Tables and quotations", 2),
)
_VERSIONS = (
    VersionRow("main", some.ROUTE, current=False, latest=True),
    VersionRow("v2.0", some.ROUTE, current=True, latest=False, segment="v2.0"),
    VersionRow("v1.9", some.ROUTE, current=False, latest=False, segment="v1.9", same_as="v2.0"),
)


def docs_page(shell: Shell) -> DocsContext:
    """Return an earlier version of a page with everything."""
    return DocsContext(
        shell,
        Head("Handbook"),
        site_title="Handbook",
        home=some.ROUTE,
        material="",
        entity=some.BOOKING,
        owners=(some.TEAM, some.GONE),
        tree=_TREE,
        headings=_HEADINGS,
        title="Handbook",
        html=files(__package__).joinpath("docs.html").read_text(encoding="utf-8"),
        titled=True,
        edit_url="https://larkspur.example/edit",
        time=some.TIME,
        commit="f5a25d0c1b2a39485",
        changed=LastChange(some.TIME, "Priya Raghunathan", ("Priya Raghunathan", "Tom"), 2),
        previous=PageLink("Before", some.ROUTE),
        next=PageLink("After", some.ROUTE),
        issue=IssueForm("https://larkspur.example/issues/new", "title", "body"),
        source_url="https://larkspur.example/handbook.md",
        versions=_VERSIONS,
        status=PageStatus("deprecated"),
        newer=some.ROUTE,
    )


def docs_failed(shell: Shell) -> DocsFailedContext:
    """Return the page that stands where documentation should be."""
    return DocsFailedContext(shell, Head("Handbook"), "Handbook", some.BOOKING, (some.TEAM,), some.PROBLEMS[:2])
