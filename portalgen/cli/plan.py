"""`portalgen plan`: what a build will ask, bring and write, before any work."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from portalgen.cli.options import example, format_option, pass_session, reading
from portalgen.cli.session import Session

if TYPE_CHECKING:
    from portalgen.planning import Plan

_SHOWN = 20


@click.command(epilog=example("portalgen plan", "portalgen plan --format json | jq .site.files"))
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where the last site is, if any.  [portal.yaml: site.output, or public; env var: PORTALGEN_OUTPUT]",
)
@reading
@format_option
@pass_session
def plan(session: Session, output: Path | None) -> None:
    """Estimate a build: requests, bytes, files, limits of hosts.

    Asks the hosts of catalog.providers what they have, and fetches no repository. Compares with what the cache has and
    with the last site, and says whether the new one will fit on common hosts of static sites. All of it is an estimate
    but the number of what is named: repositories to which Location entities lead are found by a build alone.
    """
    if output is not None:
        session.flags["--output"] = output
    tools = session.tools()

    from portalgen.planning import plan_build

    planned = plan_build(tools, tools.config.output)
    if session.as_json:
        session.output.data(as_data(planned))
    else:
        tell(session, planned, tools.config.output)


def tell(session: Session, planned: "Plan", output: Path) -> None:
    """Print what is wrong, then what is expected, then where that fits."""
    from portalgen.cli import plan_words

    found = planned.estimate
    session.findings(planned.diagnostics, limit=_SHOWN)
    title = f"Plan of {session.shown(session.path)}: an estimate, nothing was fetched"
    session.output.summary(title, plan_words.rows(found, planned.last, session.shown(output)))
    hosts = [(fit.host.name, plan_words.fit(fit)) for fit in found.hosts]
    session.output.summary("That site on common hosts", hosts)


def as_data(planned: "Plan") -> dict[str, object]:
    """Return the JSON document of a plan."""
    found = planned.estimate
    return {
        "sources": found.sources,
        "requests": found.requests,
        "download": found.download,
        "site": found.site,
        "hosts": found.hosts,
        "diagnostics": planned.diagnostics,
    }
