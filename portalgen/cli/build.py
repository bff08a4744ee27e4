"""`portalgen build`: the whole pipeline, once."""

from typing import TYPE_CHECKING

import click

from portalgen.cli.judge import judge
from portalgen.cli.options import building, example, pass_session
from portalgen.cli.session import Session

if TYPE_CHECKING:
    from portalgen.pipeline import BuildResult

_SHOWN = 20


@click.command(epilog=example("portalgen build --output public", "portalgen build --fail-on error --format json"))
@building("never")
@pass_session
def build(session: Session) -> None:
    """Build the portal into a folder.

    A repository or descriptor with a fault costs only itself; the site has everything else, and its health page lists
    what is wrong. The folder is replaced in one step when the build is done.
    """
    from portalgen import pipeline

    tools = session.tools()
    result = pipeline.build(tools, session.config.output)
    session.close()
    report(session, result)
    judge(session, result.diagnostics, "never")


def report(session: Session, result: "BuildResult") -> None:
    """Say what came out."""
