"""`portalgen serve`: build, look, change, look again."""

import click

from portalgen.cli.build import tell
from portalgen.cli.options import example, pass_session, previewing
from portalgen.cli.session import Session


@click.command(epilog=example("portalgen serve --open", "portalgen serve --port 0"))
@click.option("--port", "-p", type=int, metavar="N", default=8000, show_default=True, help="Port; 0 for any free one.")
@click.option("--open", "look", is_flag=True, help="Open the portal in your browser.")
@previewing
@pass_session
def serve(session: Session, port: int, *, look: bool) -> None:
    """Build, serve on this machine, rebuild what changes.

    Watches portal.yaml, the folders that it names, and the branches of local repositories; reloads the browser when a
    page changed. A build that fails keeps the site as it was. Ctrl-C ends it.
    """
    from portalgen import pipeline
    from portalgen.serve import Preview, Round

    def build() -> Round:
        config = session.load()
        result = pipeline.build(session.tools(config), config.output)
        tell(session, config, result)
        return Round(config, result)

    def ready(url: str) -> None:
        session.output.say(f"\nThe portal is at {url} (Ctrl-C ends)")
        if look:
            click.launch(url)

    Preview(build, lambda error: session.output.failure(str(error), error.hint)).run(port, ready)
