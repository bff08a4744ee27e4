"""`portalgen check`: reads everything, writes nothing, shows what is wrong."""

from typing import TYPE_CHECKING

import click

from portalgen.cli.judge import judge
from portalgen.cli.options import checking, example, pass_session
from portalgen.cli.session import Session

if TYPE_CHECKING:
    from portalgen.diagnostics import Where
    from portalgen.pipeline import Gathered, Tools
    from portalgen.report import SourceText


@click.command(epilog=example("portalgen check", "portalgen check --fail-on warning --format json > findings.json"))
@checking("error")
@pass_session
def check(session: Session) -> None:
    """Check portal.yaml and every descriptor; show each fault.

    Crawls, reads and resolves as a build does, writes nothing, and shows every fault with its place and its fix. The
    pages of documentation are checked by `portalgen build`. Exit code 1 says that something is at or above --fail-on.
    """
    tools = session.tools()

    from portalgen import pipeline
    from portalgen.report import count

    gathered = pipeline.gather(tools)
    catalog = pipeline.resolve(tools, gathered)
    found = catalog.diagnostics
    if session.as_json:
        session.output.data({"entities": len(catalog.entities), "diagnostics": found})
    else:
        session.findings(found, source=source_text(session, tools, gathered))
        session.output.say(
            f"Checked {count(len(gathered.snapshots), 'source')}, {count(len(catalog.entities), 'entity')}."
        )
        if catalog.docs:
            session.output.say("Documentation is checked by `portalgen build`.")
    judge(session, found, "error")


def source_text(session: Session, tools: "Tools", gathered: "Gathered") -> "SourceText":
    """Return a reader of the files that diagnostics are about, for excerpts."""
    from functools import cache

    from portalgen.errors import PortalgenError

    snapshots = {snapshot.source.url: snapshot for snapshot in gathered.snapshots}

    @cache
    def text(source: str, path: str) -> str | None:
        if not source:
            return session.path.read_text(encoding="utf-8-sig") if path == session.path.name else None
        file = snapshots[source].file(path) if source in snapshots else None
        if file is None:
            return None
        try:
            return tools.blobs.read(snapshots[source].source, [file])[path].decode("utf-8", "replace")
        except PortalgenError:
            return None

    def at(where: "Where") -> str | None:
        return text(where.source, where.path)

    return at
