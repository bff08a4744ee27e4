"""`portalgen serve`: build, look, change, look again."""

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from portalgen.cli.build import explained, tell
from portalgen.cli.options import example, pass_session, previewing
from portalgen.cli.session import Session
from portalgen.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from portalgen.config import Config
    from portalgen.serve import Round


@click.command(epilog=example("portalgen serve --open", "portalgen serve --port 0"))
@click.option("--port", "-p", type=int, metavar="N", default=8000, show_default=True, help="Port; 0 for any free one.")
@click.option("--open", "look", is_flag=True, help="Open the portal in your browser.")
@previewing
@pass_session
def serve(session: Session, port: int, *, look: bool) -> None:
    """Build, serve on this machine, rebuild what changes.

    Watches portal.yaml, the folders that it names, and the branches of local repositories; reloads the browser when a
    page changed. Servers are asked again only when portal.yaml changes. A build that fails keeps the site as it was.
    Ctrl-C ends it.
    """
    from portalgen.serve import Preview

    def ready(url: str) -> None:
        session.output.say(f"\nThe portal is at {url} (Ctrl-C ends)")
        if look:
            click.launch(url)

    Preview(_rounds(session), lambda error: session.output.failure(str(error), error.hint)).run(port, ready)


def _rounds(session: Session) -> "Callable[[], Round]":
    """Return a function that builds: the first time with all words, then with one line and what is new."""
    from portalgen import pipeline
    from portalgen.report import NullReporter
    from portalgen.serve import Round

    last: list[Round] = []

    def build() -> Round:
        config = into_folder(session.load())
        local = bool(last) and last[0].config.settings == config.settings  # only this machine can have changed
        tools = session.tools(config, reporter=NullReporter() if last else None, lazily=local)
        with explained(session):
            fresh = Round(config, pipeline.build(tools, config.output))
        if last:
            _tell_news(session, last.pop(), fresh)
        else:
            tell(session, config, fresh.result)
        last.append(fresh)
        return fresh

    return build


def into_folder(config: "Config") -> "Config":
    """Return the configuration for a site that is written to its folder, whatever publishes it otherwise."""
    site = config.settings.site.model_copy(update={"publisher": "folder"})
    return replace(config, settings=config.settings.model_copy(update={"site": site}))


def _tell_news(session: Session, before: "Round", after: "Round") -> None:
    """Print what the last round did not have, then one line."""
    from portalgen.report import count, seconds, tally

    known = set(before.result.diagnostics)
    session.findings([found for found in after.result.diagnostics if found not in known])
    publication = after.result.publication
    wrong = tally(found for found in after.result.diagnostics if session.verbose or found.severity > Severity.INFO)
    session.output.say(
        f"Rebuilt in {seconds(sum(after.result.seconds.values()))}: {count(publication.changed, 'file')} changed,"
        f" {publication.removed:,} removed; {wrong or 'nothing wrong'}"
    )
